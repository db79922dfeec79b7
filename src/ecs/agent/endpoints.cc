#include "ecs/agent/endpoints.h"

#include <algorithm>
#include <utility>

#include "dynarock/auth/signature.h"
#include "dynarock/base/uri_encoding.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::ecs {
namespace {

http::Response json_answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

/// The agent's refusals of credentials.
http::Response refuse_credentials(int status, std::string_view code, std::string_view message) {
  std::string body;
  json::Writer out(body);
  out.begin_object().member("code", code);
  out.member("message", "CredentialsV2Request: " + std::string(message));
  out.member("HTTPErrorCode", status).end_object();
  return json_answer(status, std::move(body));
}

/// A refusal that is a JSON string.
http::Response refuse_in_words(int status, const std::string& words) {
  std::string body;
  json::append_string(words, body);
  return json_answer(status, std::move(body));
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    segments.push_back(path.substr(0, path.find('/')));
    path.remove_prefix(segments.back().size());
  }
  return segments;
}

/// Of `?id=...`.
std::string id_in_query(std::string_view target) {
  constexpr std::string_view kParameter = "?id=";
  const std::size_t found = target.find(kParameter);
  if (found == std::string_view::npos) return {};
  const std::string_view rest = target.substr(found + kParameter.size());
  return uri_decoded(rest.substr(0, rest.find('&')));
}

bool ends_with(const std::vector<std::string_view>& path, std::size_t from,
               std::initializer_list<std::string_view> words) {
  return path.size() >= from && std::ranges::equal(path.begin() + static_cast<std::ptrdiff_t>(from),
                                                   path.end(), words.begin(), words.end());
}

}  // namespace

Endpoints::Endpoints(Runtime& runtime, http::Handler& next)
    : runtime_(runtime),
      next_(next),
      metadata_(runtime),
      stats_(runtime.registry, runtime.supervisor, runtime.parts.clock) {}

http::Response Endpoints::handle(const http::Request& request) {
  auto own = answer(request);
  return own ? std::move(*own) : next_.handle(request);
}

std::optional<http::Response> Endpoints::answer(const http::Request& request) {
  const bool is_get = request.method == "GET";
  if (!is_get && request.method != "PUT") return std::nullopt;
  const Segments path = segments_of(request.path());
  if (path.size() < 2) return std::nullopt;
  if (is_get && path[0] == "v1" && path[1] == "credentials")
    return credentials(request, id_in_query(request.target));
  if (is_get && path[0] == "v2" && path[1] == "credentials")
    return credentials(request, path.size() > 2 ? path[2] : "");
  if (is_get && path[0] == "v3") return metadata(MetadataVersion::kV3, path);
  if (is_get && path[0] == "v4") return metadata(MetadataVersion::kV4, path);
  if (path[0] == "api" && ends_with(path, 2, {"task-protection", "v1", "state"}))
    return protection(request, path[1]);
  return std::nullopt;
}

http::Response Endpoints::credentials(const http::Request& request, std::string_view id) const {
  if (id.empty())
    return refuse_credentials(400, "NoIdInRequest", "No Credential ID in the request");
  const auto found = runtime_.registry.find_credentials(id);
  if (!found) return refuse_credentials(400, "InvalidIdInRequest", "Credentials not found");
  if (!auth::equal_in_constant_time(request.header("Authorization"), found->token))
    return refuse_credentials(401, "AccessDenied",
                              "The authorization token is missing or not the container's");
  const auto current = found->session->current();
  if (!current) return refuse_credentials(500, "InternalServerError", current.error());
  std::string body;
  json::Writer out(body);
  out.begin_object().member("RoleArn", found->session->role_arn());
  out.member("AccessKeyId", current->access_key_id);
  out.member("SecretAccessKey", current->secret_access_key);
  out.member("Token", current->session->token);
  out.member("Expiration", iso_seconds(current->session->expires)).end_object();
  return json_answer(200, std::move(body));
}

http::Response Endpoints::metadata(MetadataVersion version, const Segments& path) {
  const std::string_view id = path[1];
  std::string body;
  bool of_task = true;
  if (path.size() == 2) {
    of_task = false;
    body = metadata_.container(version, id);
  } else if (ends_with(path, 2, {"task"})) {
    body = metadata_.task(version, id, false);
  } else if (ends_with(path, 2, {"taskWithTags"})) {
    body = metadata_.task(version, id, true);
  } else if (ends_with(path, 2, {"stats"})) {
    of_task = false;
    body = stats_.container(id);
  } else if (ends_with(path, 2, {"task", "stats"})) {
    body = stats_.task(id);
  }
  if (!body.empty()) return json_answer(200, std::move(body));
  const bool is_v4 = version == MetadataVersion::kV4;
  return refuse_in_words(
      is_v4 ? 404 : 400,
      std::string(is_v4 ? "V4" : "V3") + (of_task ? " task" : " container") +
          " metadata handler: unable to get " + (of_task ? "task arn" : "container ID") +
          " from request: unable to find it by the endpoint ID " + std::string(id));
}

/// What ECS itself answers the task's role to UpdateTaskProtection or GetTaskProtection.
http::Response Endpoints::protection(const http::Request& request,
                                     std::string_view container_id) const {
  const auto facts = runtime_.registry.find_container(container_id);
  if (!facts)
    return refuse_in_words(404,
                           "Failed to find a task for the request: unable to get task arn "
                           "from request");
  const std::string arn = task_arn(facts->task.place, facts->task.cluster, facts->task.id);
  std::string answer_text;
  json::Writer answer(answer_text);
  const auto refuse = [&](int status, std::string_view code, std::string_view message) {
    answer.begin_object().key("error").begin_object().member("Arn", arn).member("Code", code);
    answer.member("Message", message).end_object().end_object();
    return json_answer(status, std::move(answer_text));
  };

  json::Document asked;
  const bool update = request.method == "PUT";
  if (update && (!asked.parse(request.body) || !asked.root().is_object() ||
                 !asked.root().find("ProtectionEnabled")))
    return refuse(400, "InvalidParameterException",
                  "Invalid request: does not contain 'ProtectionEnabled' field");
  const auto role = runtime_.registry.credentials_of(facts->task);
  const auto credentials = role ? role->session->current() : tl::unexpected(std::string());
  if (!credentials)
    return refuse(403, "AccessDeniedException", "the task has no role to call ECS with");

  std::string body;
  json::Writer out(body);
  out.begin_object().member("cluster", facts->task.cluster);
  out.key("tasks").begin_array().string(arn).end_array();
  if (update) {
    out.member("protectionEnabled", asked.root().find("ProtectionEnabled")->boolean());
    if (const auto minutes = asked.root().find("ExpiresInMinutes"))
      out.key("expiresInMinutes").raw(minutes->text());
  }
  out.end_object();
  const auto called =
      runtime_.api.call({"ecs", facts->task.place.region,
                         std::string("AmazonEC2ContainerServiceV20141113.") +
                             (update ? "UpdateTaskProtection" : "GetTaskProtection"),
                         std::move(body)},
                        credentials_of(*credentials));
  if (!called) return refuse(400, called.error().code, called.error().message);

  json::Document told;
  if (!told.parse(*called)) return refuse(500, "ServerException", "ECS's answer is no JSON");
  for (const auto& [list, name] :
       {std::pair("protectedTasks", "protection"), std::pair("failures", "failure")}) {
    const auto found = told.root().find(list);
    if (!found || found->empty()) continue;
    answer.begin_object().key(name).begin_object();
    for (const auto& [member, value] : (*found->elements().begin()).members()) {
      std::string title(member);
      title[0] = static_cast<char>(title[0] - 'a' + 'A');
      if (title == "TaskArn" || title == "Arn" || value.is_string())
        answer.member(title, value.text());
      else if (value.is_boolean())
        answer.member(title, value.boolean());
      else
        answer.key(title).raw(value.text());
    }
    answer.end_object().end_object();
    return json_answer(200, std::move(answer_text));
  }
  return refuse(500, "ServerException", "ECS told nothing of the task");
}

}  // namespace dynarock::ecs
