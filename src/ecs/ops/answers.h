#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

/// What several operations write into their answers.
namespace dynarock::ecs {

/// A JSON object, written by a function that gets the writer of its members.
template <class Write>
std::string object(Write write) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write(out);
  out.end_object();
  return body;
}

void write_time(json::Writer& out, std::string_view name, const std::optional<Timestamp>& time);
void write_texts(json::Writer& out, std::string_view name, const Texts& texts);
/// A member that is JSON text; `absent` if there is none, or nothing at all.
void write_json(json::Writer& out, std::string_view name, const std::string& json,
                std::string_view absent = {});
/// A member whose text is left out if it is empty.
void write_text(json::Writer& out, std::string_view name, const std::string& text);
void write_tags(json::Writer& out, const std::vector<Tag>& tags);
void write_network(json::Writer& out, const NetworkConfiguration& network);

struct Failure {
  std::string arn, reason, detail{};
};
void write_failures(json::Writer& out, const std::vector<Failure>& failures);

/// A member with a page of a list of names or ARNs in their order, and `nextToken` if there are
/// more. InvalidParameterException for a token that was not made so.
Result<void> write_page(json::Writer& out, std::string_view member, const Texts& all,
                        json::Value request, std::size_t page_size = 100);

/// What is told of a cluster only where it is asked for.
struct ClusterParts {
  bool tags = false, settings = false, configurations = false;
};
/// With the tasks and services in it counted.
void write_cluster(json::Writer& out, const Resources& resources, const Cluster& cluster,
                   const ClusterParts& parts);
/// Without its tags.
void write_definition(json::Writer& out, const TaskDefinition& definition);
void write_task(json::Writer& out, const Resources& resources, const Task& task, bool with_tags);
void write_service(json::Writer& out, const Resources& resources, const Service& service,
                   bool with_tags);

/// Tasks of a service, or of one of its deployments, that run and that will.
struct TaskCounts {
  std::int64_t running = 0, pending = 0;
};
TaskCounts count_tasks(const Resources& resources, const Service& service,
                       std::string_view deployment_id = {});

}  // namespace dynarock::ecs
