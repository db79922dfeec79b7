#include <algorithm>

#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/task_shapes.h"

namespace dynarock::ecs {
namespace {

struct Filters {
  std::string cluster, family, started_by, service, launch_type;
  TaskStatus desired = TaskStatus::kRunning;
  /// PENDING is a desired status that no task has.
  bool none = false;

  bool match(const Task& task) const {
    const auto name = parse_definition_name(task.definition_arn);
    return !none && task.cluster == cluster && task.desired_status == desired &&
           (family.empty() || (name && name->family == family)) &&
           (started_by.empty() || task.started_by == started_by) &&
           (service.empty() || task.service == service) &&
           (launch_type.empty() || name_of(task.launch_type) == launch_type);
  }
};

Result<Filters> filters_of(json::Value request, const Resources& resources) {
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(resources, request));
  Filters filters{.cluster = cluster->name,
                  .family = text_of(request, "family"),
                  .started_by = text_of(request, "startedBy"),
                  .service = {},
                  .launch_type = text_of(request, "launchType")};
  if (const auto service = request.find_text("serviceName")) {
    filters.service = DYNAROCK_TRY(name_in_cluster(*service, cluster->name));
    if (!resources.find_service(cluster->name, filters.service))
      return fail({"ServiceNotFoundException", "Service not found.", {}});
    if (!filters.started_by.empty())
      return fail(invalid_parameter("Cannot specify both startedBy and serviceName."));
  }
  const std::string_view status = request.find_text("desiredStatus").value_or("RUNNING");
  filters.none = status == "PENDING" || request.find("containerInstance").has_value();
  filters.desired = status_of<TaskStatus>(status);
  return filters;
}

Result<std::string> run(Context& context, json::Value request) {
  const State::Reader resources = context.state.read(context.place);
  const Filters filters = DYNAROCK_TRY(filters_of(request, *resources));
  Texts arns;
  for (const auto& [key, task] : resources->tasks)
    if (filters.match(task)) arns.push_back(task.arn);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  DYNAROCK_TRY(write_page(out, "taskArns", arns, request));
  out.end_object();
  return body;
}

}  // namespace

const Operation kListTasks = {{"ListTasks", &kListTasksRequest, &kListTasksResponse}, run};

}  // namespace dynarock::ecs
