#include "ecs/agent/endpoints.h"

#include <algorithm>
#include <utility>

#include "dynarock/auth/signature.h"
#include "dynarock/base/uri_encoding.h"
#include "dynarock/json/writer.h"
#include "ecs/agent/answers.h"
#include "ecs/agent/protection.h"

namespace dynarock::ecs {
namespace {

/// The agent's refusals of credentials.
http::Response refuse_credentials(int status, std::string_view code, std::string_view message) {
  std::string body;
  json::Writer out(body);
  out.begin_object().member("code", code);
  out.member("message", "CredentialsV2Request: " + std::string(message));
  out.member("HTTPErrorCode", status).end_object();
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
    return answer_protection(runtime_, request, path[1]);
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
    body = stats_.container(version, id);
  } else if (ends_with(path, 2, {"task", "stats"})) {
    body = stats_.task(version, id);
  } else if (path.size() == 4 && path[2] == "associations" &&
             runtime_.registry.find_container(id)) {
    // Accelerators, which tasks of Fargate have none of.
    body = R"({"Associations":[]})";
  }
  if (!body.empty()) return json_answer(200, std::move(body));
  const bool is_v4 = version == MetadataVersion::kV4;
  return refuse_in_words(
      is_v4 ? 404 : 400,
      std::string(is_v4 ? "V4" : "V3") + (of_task ? " task" : " container") +
          " metadata handler: unable to get " + (of_task ? "task arn" : "container ID") +
          " from request: unable to find it by the endpoint ID " + std::string(id));
}

}  // namespace dynarock::ecs
