// What tasks can run on: DescribeCapacityProviders tells of Fargate's, ListContainerInstances and
// DescribeContainerInstances of no instances.

#include <algorithm>

#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/shapes.h"

namespace dynarock::ecs {
namespace {

constexpr std::string_view kProviders[] = {"FARGATE", "FARGATE_SPOT"};

constexpr Field kProvidersFields[] = {{"capacityProviders", aws::kStringList},
                                      {"include", aws::kStringList},
                                      {"maxResults", aws::kInteger},
                                      {"nextToken", aws::kString}};
constexpr Shape kProvidersRequest =
    aws::structure("DescribeCapacityProvidersRequest", kProvidersFields);
constexpr Field kProviderFields[] = {{"capacityProviderArn", aws::kString},
                                     {"name", aws::kString},
                                     {"status", aws::kString},
                                     {"tags", kTags}};
constexpr Shape kProvider = aws::structure("CapacityProvider", kProviderFields);
constexpr Shape kProviderList = aws::list_of(kProvider);
constexpr Field kProvidersResponseFields[] = {
    {"capacityProviders", kProviderList}, {"failures", kFailures}, {"nextToken", aws::kString}};
constexpr Shape kProvidersResponse =
    aws::structure("DescribeCapacityProvidersResponse", kProvidersResponseFields);

constexpr Field kListFields[] = {{"cluster", aws::kString},
                                 {"filter", aws::kString},
                                 {"maxResults", aws::kInteger},
                                 {"nextToken", aws::kString},
                                 {"status", aws::kString}};
constexpr Shape kListRequest = aws::structure("ListContainerInstancesRequest", kListFields);
constexpr Field kListResponseFields[] = {{"containerInstanceArns", aws::kStringList},
                                         {"nextToken", aws::kString}};
constexpr Shape kListResponse =
    aws::structure("ListContainerInstancesResponse", kListResponseFields);

constexpr Field kDescribeFields[] = {{"cluster", aws::kString},
                                     {"containerInstances", aws::kStringList},
                                     {"include", aws::kStringList}};
constexpr Shape kDescribeRequest =
    aws::structure("DescribeContainerInstancesRequest", kDescribeFields);
constexpr Field kInstanceFields[] = {{"containerInstanceArn", aws::kString}};
constexpr Shape kInstance = aws::structure("ContainerInstance", kInstanceFields);
constexpr Shape kInstances = aws::list_of(kInstance);
constexpr Field kDescribeResponseFields[] = {{"containerInstances", kInstances},
                                             {"failures", kFailures}};
constexpr Shape kDescribeResponse =
    aws::structure("DescribeContainerInstancesResponse", kDescribeResponseFields);

Result<std::string> run_providers(Context& context, json::Value request) {
  Texts names = texts_of(request, "capacityProviders");
  if (names.empty()) names.assign(std::begin(kProviders), std::end(kProviders));
  return object([&](json::Writer& out) {
    std::vector<Failure> failures;
    out.key("capacityProviders").begin_array();
    for (const std::string& given : names) {
      const std::string_view name = last_part(given);
      const std::string arn = arn_of(context.place, "capacity-provider/" + std::string(name));
      if (std::ranges::find(kProviders, name) == std::end(kProviders)) {
        failures.push_back({arn, "MISSING"});
        continue;
      }
      out.begin_object().member("capacityProviderArn", arn).member("name", name);
      out.member("status", "ACTIVE");
      write_tags(out, {});
      out.end_object();
    }
    out.end_array();
    write_failures(out, failures);
  });
}

Result<std::string> run_list(Context& context, json::Value request) {
  DYNAROCK_TRY(find_cluster(*context.state.read(context.place), request));
  return R"({"containerInstanceArns":[]})";
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const Texts names = texts_of(request, "containerInstances");
  if (names.empty()) return fail(client_error("Container Instances cannot be empty."));
  const State::Reader resources = context.state.read(context.place);
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(*resources, request));
  std::vector<Failure> failures;
  for (const std::string& name : names)
    failures.push_back({arn_of(context.place, "container-instance/" + cluster->name + "/" +
                                                  std::string(last_part(name))),
                        "MISSING"});
  return object([&](json::Writer& out) {
    out.key("containerInstances").raw("[]");
    write_failures(out, failures);
  });
}

}  // namespace

const Operation kDescribeCapacityProviders = {
    {"DescribeCapacityProviders", &kProvidersRequest, &kProvidersResponse}, run_providers};
const Operation kListContainerInstances = {
    {"ListContainerInstances", &kListRequest, &kListResponse}, run_list};
const Operation kDescribeContainerInstances = {
    {"DescribeContainerInstances", &kDescribeRequest, &kDescribeResponse}, run_describe};

}  // namespace dynarock::ecs
