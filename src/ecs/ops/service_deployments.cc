// ListServiceDeployments, DescribeServiceDeployments, DescribeServiceRevisions.

#include <algorithm>

#include "dynarock/base/numbers.h"
#include "dynarock/ecs/scheduler/deployments.h"
#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/service_answers.h"
#include "ecs/ops/service_requests.h"
#include "ecs/ops/service_shapes.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxArns = 20;

std::optional<double> seconds_of(json::Value request, std::string_view member) {
  const auto range = request.find("createdAt");
  const auto given = range ? range->find(member) : std::nullopt;
  if (!given) return std::nullopt;
  return leading_number<double>(given->text());
}

bool is_asked_for(json::Value request, const ServiceDeployment& change) {
  const Texts statuses = texts_of(request, "status");
  if (!statuses.empty() && std::ranges::find(statuses, name_of(change.status)) == statuses.end())
    return false;
  const double created = std::chrono::duration<double>(change.created.time_since_epoch()).count();
  const auto before = seconds_of(request, "before"), after = seconds_of(request, "after");
  return (!before || created <= *before) && (!after || created >= *after);
}

void write_status(json::Writer& out, const ServiceDeployment& change) {
  out.member("status", name_of(change.status));
  write_text(out, "statusReason", change.status_reason);
  write_time(out, "createdAt", change.created);
  write_time(out, "startedAt", change.started);
  write_time(out, "finishedAt", change.finished);
}

void write_brief(json::Writer& out, const Place& place, const Service& service,
                 const ServiceDeployment& change) {
  out.begin_object().member("serviceDeploymentArn", change.arn);
  out.member("serviceArn", service.arn).member("clusterArn", cluster_arn(place, service.cluster));
  out.member("targetServiceRevisionArn", change.target_revision);
  write_status(out, change);
  out.end_object();
}

Result<std::string> run_list(Context& context, json::Value request) {
  const std::size_t size = DYNAROCK_TRY(page_size_of(request));
  State::Writer resources = context.state.write(context.place);
  const Service* service = DYNAROCK_TRY(find_service(*resources, request));
  std::vector<const ServiceDeployment*> changes;
  for (const ServiceDeployment& change : service->history)
    if (is_asked_for(request, change)) changes.push_back(&change);
  std::ranges::reverse(changes);
  auto next = changes.begin();
  if (const auto token = request.find_text("nextToken")) {
    next = std::ranges::find(changes, *token, &ServiceDeployment::arn);
    if (next == changes.end()) return fail(invalid_parameter("Invalid token."));
    ++next;
  }
  const auto end = next + std::min(changes.end() - next, static_cast<std::ptrdiff_t>(size));
  return object([&](json::Writer& out) {
    out.key("serviceDeployments").begin_array();
    for (auto change = next; change != end; ++change)
      write_brief(out, context.place, *service, **change);
    out.end_array();
    if (end != changes.end()) out.member("nextToken", (*std::prev(end))->arn);
  });
}

void write_revision_counts(json::Writer& out, const Resources& resources, const Service& service,
                           const std::string& revision) {
  out.begin_object().member("arn", revision);
  TaskCounts counts;
  std::int64_t requested = 0;
  for (const Deployment& deployment : service.deployments) {
    if (deployment.revision_arn != revision) continue;
    const TaskCounts more = count_tasks(resources, service, deployment.id);
    counts.running += more.running;
    counts.pending += more.pending;
    requested += deployment.desired_count;
  }
  out.member("requestedTaskCount", requested).member("runningTaskCount", counts.running);
  out.member("pendingTaskCount", counts.pending).end_object();
}

std::string_view breaker_status(const Service& service, const ServiceDeployment& change) {
  if (!service.deployment_configuration.circuit_breaker) return "DISABLED";
  if (change.breaker_triggered) return "TRIGGERED";
  return change.finished ? "MONITORING_COMPLETE" : "MONITORING";
}

void write_change(json::Writer& out, const Resources& resources, const Service& service,
                  const ServiceDeployment& change) {
  out.begin_object().member("serviceDeploymentArn", change.arn);
  out.member("serviceArn", service.arn);
  out.member("clusterArn", cluster_arn(resources.place, service.cluster));
  write_status(out, change);
  write_time(out, "stoppedAt", change.stopped);
  write_time(out, "updatedAt", change.updated);
  out.key("sourceServiceRevisions").begin_array();
  for (const std::string& revision : change.source_revisions)
    write_revision_counts(out, resources, service, revision);
  out.end_array().key("targetServiceRevision");
  write_revision_counts(out, resources, service, change.target_revision);
  write_deployment_configuration(out, service);
  if (change.rollback_started) {
    out.key("rollback").begin_object().member("reason", change.rollback_reason);
    write_time(out, "startedAt", change.rollback_started);
    out.member("serviceRevisionArn", change.rollback_revision).end_object();
  }
  out.key("deploymentCircuitBreaker").begin_object();
  out.member("status", breaker_status(service, change));
  out.member("failureCount", change.failure_count);
  out.member("threshold", failure_threshold(service)).end_object();
  out.end_object();
}

Result<Texts> arns_of(json::Value request, std::string_view member) {
  Texts arns = texts_of(request, member);
  if (arns.empty()) return fail(invalid_parameter(std::string(member) + " cannot be empty."));
  if (arns.size() > kMaxArns)
    return fail(invalid_parameter(std::string(member) + " cannot have more than 20 elements."));
  return arns;
}

/// Writes what the services have under ARNs, from one of their lists, and failures for the others.
template <class List, class Write>
std::string describe(const Resources& resources, const Texts& arns, std::string_view member,
                     List Service::*list, Write write) {
  return object([&](json::Writer& out) {
    std::vector<Failure> failures;
    out.key(member).begin_array();
    for (const std::string& arn : arns) {
      bool found = false;
      for (const auto& [key, service] : resources.services)
        for (const auto& one : service.*list) {
          if (one.arn != arn) continue;
          write(out, service, one);
          found = true;
        }
      if (!found) failures.push_back({arn, "MISSING"});
    }
    out.end_array();
    write_failures(out, failures);
  });
}

Result<std::string> run_describe_deployments(Context& context, json::Value request) {
  const Texts arns = DYNAROCK_TRY(arns_of(request, "serviceDeploymentArns"));
  const State::Reader resources = context.state.read(context.place);
  return describe(*resources, arns, "serviceDeployments", &Service::history,
                  [&](json::Writer& out, const Service& service, const ServiceDeployment& change) {
                    write_change(out, *resources, service, change);
                  });
}

void write_revision(json::Writer& out, const Resources& resources, const Service& service,
                    const ServiceRevision& revision) {
  out.begin_object().member("serviceRevisionArn", revision.arn);
  out.member("serviceArn", service.arn);
  out.member("clusterArn", cluster_arn(resources.place, service.cluster));
  out.member("taskDefinition", revision.definition_arn);
  write_revision_setup(out, revision);
  out.key("containerImages").begin_array();
  if (const TaskDefinition* definition = resources.find_definition(revision.definition_arn))
    for (const ContainerDefinition& container : definition->containers)
      out.begin_object()
          .member("containerName", container.name)
          .member("image", container.image)
          .end_object();
  out.end_array();
  write_time(out, "createdAt", revision.created);
  out.end_object();
}

Result<std::string> run_describe_revisions(Context& context, json::Value request) {
  const Texts arns = DYNAROCK_TRY(arns_of(request, "serviceRevisionArns"));
  const State::Reader resources = context.state.read(context.place);
  return describe(*resources, arns, "serviceRevisions", &Service::revisions,
                  [&](json::Writer& out, const Service& service, const ServiceRevision& revision) {
                    write_revision(out, *resources, service, revision);
                  });
}

}  // namespace

const Operation kListServiceDeployments = {
    {"ListServiceDeployments", &kListServiceDeploymentsRequest, &kListServiceDeploymentsResponse},
    run_list};
const Operation kDescribeServiceDeployments = {
    {"DescribeServiceDeployments", &kDescribeServiceDeploymentsRequest,
     &kDescribeServiceDeploymentsResponse},
    run_describe_deployments};
const Operation kDescribeServiceRevisions = {
    {"DescribeServiceRevisions", &kDescribeServiceRevisionsRequest,
     &kDescribeServiceRevisionsResponse},
    run_describe_revisions};

}  // namespace dynarock::ecs
