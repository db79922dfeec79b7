#include "ecs/agent/secrets.h"

#include <array>
#include <string_view>
#include <utility>

#include "dynarock/base/base64.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"
#include "dynarock/policy/arn.h"

namespace dynarock::ecs {
namespace {

using Value = tl::expected<std::string, std::string>;

constexpr char kFailure[] =
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
    "retrieval failed: ";
constexpr char kParameterFailure[] =
    "unable to retrieve secrets from ssm: service call has been retried 1 time(s): ";
constexpr char kSecretFailure[] =
    "unable to retrieve secret from asm: service call has been retried 1 time(s): ";

struct Fetcher {
  const Place& place;
  const Api& api;
  const auth::Credentials& credentials;

  std::string_view region_of(const std::optional<policy::Arn>& arn) const {
    return arn && !arn->region().empty() ? arn->region() : std::string_view(place.region);
  }

  /// By name or ARN.
  Value parameter(const std::string& name) const {
    std::string body;
    json::Writer out(body);
    out.begin_object().key("Names").begin_array().string(name).end_array();
    out.member("WithDecryption", true).end_object();
    const auto answer = api.call(
        {"ssm", region_of(policy::split_arn(name)), "AmazonSSM.GetParameters", std::move(body)},
        credentials);
    if (!answer) return tl::unexpected(kParameterFailure + answer.error().text());
    json::Document document;
    if (document.parse(*answer))
      if (const auto found = document.root().find("Parameters"); found && !found->empty())
        return std::string((*found->elements().begin()).find_text("Value").value_or(""));
    return tl::unexpected(kParameterFailure + ("invalid parameters: " + name));
  }

  /// `given` is an ARN and, behind it, `:json-key:version-stage:version-id`, each or none.
  Value secret(std::string_view given) const {
    constexpr std::size_t kArnParts = 7;
    std::size_t end = 0;
    for (std::size_t part = 0; part < kArnParts && end != std::string_view::npos; ++part)
      end = given.find(':', end + (part > 0 ? 1 : 0));
    const std::string arn(given.substr(0, end));
    const auto [key, stage, version] =
        selectors(end == std::string_view::npos ? "" : given.substr(end + 1));

    std::string body;
    json::Writer out(body);
    out.begin_object().member("SecretId", arn);
    if (!version.empty()) out.member("VersionId", version);
    if (!stage.empty()) out.member("VersionStage", stage);
    out.end_object();
    const auto answer = api.call({"secretsmanager", region_of(policy::split_arn(arn)),
                                  "secretsmanager.GetSecretValue", std::move(body)},
                                 credentials);
    if (!answer)
      return tl::unexpected(kSecretFailure + ("failed to fetch secret " + arn +
                                              " from secrets manager: " + answer.error().text()));
    json::Document document;
    if (!document.parse(*answer)) return std::string();
    const auto text = document.root().find_text("SecretString");
    std::string value(text ? *text : document.root().find_text("SecretBinary").value_or(""));
    return key.empty() ? Value(std::move(value)) : member_of(value, key);
  }

  static std::array<std::string_view, 3> selectors(std::string_view text) {
    std::array<std::string_view, 3> result;
    for (std::string_view& one : result) {
      one = text.substr(0, text.find(':'));
      text.remove_prefix(std::min(text.size(), one.size() + 1));
    }
    return result;
  }

  /// A member of a secret that is a JSON object.
  static Value member_of(const std::string& secret, std::string_view key) {
    json::Document document;
    if (!document.parse(secret) || !document.root().is_object())
      return tl::unexpected(kSecretFailure + std::string("invalid character in secret: the value "
                                                         "is no JSON object"));
    const auto member = document.root().find(key);
    if (!member)
      return tl::unexpected(
          kSecretFailure +
          ("retrieved secret from Secrets Manager did not contain json key " + std::string(key)));
    const bool holds_others = member->is_object() || member->is_array();
    if (member->is_boolean()) return std::string(member->boolean() ? "true" : "false");
    return std::string(holds_others ? member->source() : member->text());
  }
};

bool is_secret(std::string_view value_from) {
  const auto arn = policy::split_arn(value_from);
  return arn && arn->service() == "secretsmanager";
}

}  // namespace

tl::expected<std::vector<Variable>, std::string> fetch_secrets(
    const std::vector<SecretReference>& references, const Place& place, const Api& api,
    const auth::Credentials& credentials) {
  const Fetcher fetcher{place, api, credentials};
  std::vector<Variable> variables;
  for (const auto& [name, value_from] : references) {
    Value value =
        is_secret(value_from) ? fetcher.secret(value_from) : fetcher.parameter(value_from);
    if (!value) return tl::unexpected(kFailure + value.error());
    variables.push_back({name, std::move(*value)});
  }
  return variables;
}

}  // namespace dynarock::ecs
