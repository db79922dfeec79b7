// DescribeServices, ListServices, DeleteService.

#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/service_requests.h"
#include "ecs/ops/service_shapes.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxServices = 10;

Result<std::string> run_describe(Context& context, json::Value request) {
  const Texts given = texts_of(request, "services");
  if (given.empty()) return fail(invalid_parameter("Services cannot be empty."));
  if (given.size() > kMaxServices)
    return fail(invalid_parameter("Services cannot have more than 10 elements."));
  const State::Reader resources = context.state.read(context.place);
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(*resources, request));
  std::vector<const Service*> services;
  std::vector<Failure> failures;
  for (const std::string& one : given) {
    const std::string name = DYNAROCK_TRY(name_in_cluster(one, cluster->name));
    if (const Service* service = resources->find_service(cluster->name, name))
      services.push_back(service);
    else
      failures.push_back({service_arn(context.place, cluster->name, name), "MISSING"});
  }
  const bool with_tags = includes(request, "TAGS");
  return object([&](json::Writer& out) {
    out.key("services").begin_array();
    for (const Service* service : services) write_service(out, *resources, *service, with_tags);
    out.end_array();
    write_failures(out, failures);
  });
}

Result<std::string> run_list(Context& context, json::Value request) {
  constexpr std::size_t kDefaultSize = 10;
  const State::Reader resources = context.state.read(context.place);
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(*resources, request));
  const auto type = request.find_text("launchType");
  const bool daemons = request.find_text("schedulingStrategy") == "DAEMON";
  Texts arns;
  for (const auto& [key, service] : resources->services)
    if (service.cluster == cluster->name && service.status != ServiceStatus::kInactive &&
        !daemons && (!type || name_of(service.wanted().launch_type) == *type))
      arns.push_back(service.arn);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  DYNAROCK_TRY(write_page(out, "serviceArns", arns, request, kDefaultSize));
  out.end_object();
  return body;
}

Result<std::string> delete_service(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  Service* service = DYNAROCK_TRY(find_service(*change, request));
  if (service->status == ServiceStatus::kInactive)
    return fail({"ServiceNotFoundException", "Service not found.", {}});
  if (service->desired_count > 0 && !boolean_of(request, "force"))
    return fail(invalid_parameter("The service cannot be stopped while it is scaled above 0."));
  service->status = ServiceStatus::kDraining;
  service->desired_count = 0;
  service->primary().desired_count = 0;
  change.save(*service);
  change.commit();
  return object([&](json::Writer& out) {
    out.key("service");
    write_service(out, *change, *service, true);
  });
}

Result<std::string> run_delete(Context& context, json::Value request) {
  std::string body = DYNAROCK_TRY(delete_service(context, request));
  context.scheduler.step(context.place, context.now());
  return body;
}

}  // namespace

const Operation kDescribeServices = {
    {"DescribeServices", &kDescribeServicesRequest, &kDescribeServicesResponse}, run_describe};
const Operation kListServices = {{"ListServices", &kListServicesRequest, &kListServicesResponse},
                                 run_list};
const Operation kDeleteService = {
    {"DeleteService", &kDeleteServiceRequest, &kDeleteServiceResponse}, run_delete};

}  // namespace dynarock::ecs
