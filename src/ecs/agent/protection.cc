#include "ecs/agent/protection.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"
#include "ecs/agent/answers.h"

namespace dynarock::ecs {
namespace {

http::Response refuse(int status, const std::string& arn, std::string_view code,
                      std::string_view message) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("error").begin_object().member("Arn", arn).member("Code", code);
  out.member("Message", message).end_object().end_object();
  return json_answer(status, std::move(body));
}

/// What ECS is asked.
std::string request_of(const TaskName& task, const std::string& arn, json::Value asked,
                       bool update) {
  std::string body;
  json::Writer out(body);
  out.begin_object().member("cluster", task.cluster);
  out.key("tasks").begin_array().string(arn).end_array();
  if (update) {
    out.member("protectionEnabled", asked.find("ProtectionEnabled")->boolean());
    if (const auto minutes = asked.find("ExpiresInMinutes"); minutes && minutes->is_number())
      out.key("expiresInMinutes").raw(minutes->text());
  }
  out.end_object();
  return body;
}

/// `TaskArn` for `taskArn`; times are RFC 3339 here.
void write_member(json::Writer& out, std::string_view name, json::Value value) {
  std::string title(name);
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  if (value.is_boolean()) {
    out.member(title, value.boolean());
  } else if (value.is_number()) {
    const std::chrono::seconds seconds(leading_number<std::int64_t>(value.text()));
    out.member(title, iso_seconds(Timestamp(seconds)));
  } else {
    out.member(title, value.text());
  }
}

/// Of what ECS answers about the one task.
http::Response answer_of(const std::string& told, const std::string& arn) {
  json::Document document;
  if (!document.parse(told)) return refuse(500, arn, "ServerException", "ECS's answer is no JSON");
  for (const auto& [list, name] :
       {std::pair("protectedTasks", "protection"), std::pair("failures", "failure")}) {
    const auto found = document.root().find(list);
    if (!found || found->empty()) continue;
    std::string body;
    json::Writer out(body);
    out.begin_object().key(name).begin_object();
    for (const auto& [member, value] : (*found->elements().begin()).members())
      write_member(out, member, value);
    out.end_object().end_object();
    return json_answer(200, std::move(body));
  }
  return refuse(500, arn, "ServerException", "ECS told nothing of the task");
}

}  // namespace

http::Response answer_protection(Runtime& runtime, const http::Request& request,
                                 std::string_view container_id) {
  const auto facts = runtime.registry.find_container(container_id);
  if (!facts)
    return refuse_in_words(404,
                           "Failed to find a task for the request: unable to get task arn from "
                           "request: unable to find it by the endpoint ID " +
                               std::string(container_id));
  const TaskName& task = facts->task;
  const std::string arn = task_arn(task.place, task.cluster, task.id);
  const bool update = request.method == "PUT";
  json::Document asked;
  if (update) {
    const bool is_object = asked.parse(request.body) && asked.root().is_object();
    const auto enabled = is_object ? asked.root().find("ProtectionEnabled") : std::nullopt;
    if (!enabled || !enabled->is_boolean())
      return refuse(400, arn, "InvalidParameterException",
                    "Invalid request: does not contain 'ProtectionEnabled' field");
  }
  const auto role = runtime.registry.credentials_of(task);
  const auto credentials = role ? role->session->current() : tl::unexpected(std::string());
  if (!credentials)
    return refuse(403, arn, "AccessDeniedException", "the task has no role to call ECS with");
  const std::string operation = update ? "UpdateTaskProtection" : "GetTaskProtection";
  const auto told =
      runtime.api.call({"ecs", task.place.region, "AmazonEC2ContainerServiceV20141113." + operation,
                        request_of(task, arn, update ? asked.root() : json::Value(), update)},
                       credentials_of(*credentials));
  if (!told) return refuse(400, arn, told.error().code, told.error().message);
  return answer_of(*told, arn);
}

}  // namespace dynarock::ecs
