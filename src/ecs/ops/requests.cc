#include "ecs/ops/requests.h"

#include <algorithm>

#include "dynarock/aws/deserialize.h"
#include "dynarock/aws/echo.h"
#include "dynarock/base/characters.h"
#include "ecs/ops/operations.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxTags = 50;
constexpr std::size_t kMaxSubnets = 16;
constexpr std::size_t kMaxSecurityGroups = 5;

}  // namespace

bool boolean_of(json::Value request, std::string_view member, bool absent) {
  const auto value = request.find(member);
  return value ? aws::to_boolean(*value) : absent;
}

std::optional<std::int64_t> integer_of(json::Value request, std::string_view member) {
  const auto value = request.find(member);
  if (!value) return std::nullopt;
  return aws::to_integer(*value);
}

std::string text_of(json::Value request, std::string_view member) {
  return std::string(request.find_text(member).value_or(""));
}

Texts texts_of(json::Value request, std::string_view member) {
  Texts texts;
  if (const auto list = request.find(member))
    for (const json::Value element : list->elements()) texts.emplace_back(element.text());
  return texts;
}

std::string json_of(json::Value request, std::string_view member, const aws::Shape& shape) {
  const auto value = request.find(member);
  return value ? aws::echo_of(*value, *shape.find_field(member)->shape) : std::string();
}

bool includes(json::Value request, std::string_view word) {
  const Texts words = texts_of(request, "include");
  return std::ranges::find(words, word) != words.end();
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 255 && is_made_of(text, "-_");
}

Result<std::vector<Tag>> tags_of(json::Value request) {
  std::vector<Tag> tags;
  const auto given = request.find("tags");
  if (!given) return tags;
  for (const json::Value tag : given->elements()) {
    Tag made{text_of(tag, "key"), text_of(tag, "value")};
    if (made.key.empty()) return fail(invalid_parameter("Tag key cannot be null or empty."));
    if (made.key.starts_with("aws:"))
      return fail(
          invalid_parameter("aws: prefixed tag key names are not allowed for external use."));
    if (std::ranges::find(tags, made.key, &Tag::key) != tags.end())
      return fail(invalid_parameter("Duplicate tag keys found. Each key must be unique."));
    tags.push_back(std::move(made));
  }
  if (tags.size() > kMaxTags)
    return fail(invalid_parameter("The maximum number of tags that can be applied is 50."));
  return tags;
}

Result<void> merge_tags(std::vector<Tag>& tags, const std::vector<Tag>& more) {
  std::vector<Tag> merged = tags;
  for (const Tag& tag : more) {
    const auto same = std::ranges::find(merged, tag.key, &Tag::key);
    if (same == merged.end())
      merged.push_back(tag);
    else
      same->value = tag.value;
  }
  if (merged.size() > kMaxTags)
    return fail(invalid_parameter("The maximum number of tags that can be applied is 50."));
  tags = std::move(merged);
  return {};
}

AwsError cluster_not_found() { return {"ClusterNotFoundException", "Cluster not found.", {}}; }

Result<const Cluster*> find_cluster(const Resources& resources, json::Value request) {
  const Cluster* cluster = resources.find_cluster(cluster_name(request.find_text("cluster")));
  if (!cluster || cluster->status != ClusterStatus::kActive) return fail(cluster_not_found());
  return cluster;
}

Result<std::string> name_in_cluster(std::string_view given, std::string_view cluster) {
  const std::size_t last = given.rfind('/');
  if (last == std::string_view::npos) return std::string(given);
  const std::string_view before = given.substr(0, last);
  const std::size_t slash = before.rfind('/');
  if (slash == std::string_view::npos) return std::string(given.substr(last + 1));
  const std::string_view other = before.substr(slash + 1);
  if (other != cluster)
    return fail(invalid_parameter("Invalid identifier: Identifier is for cluster " +
                                  std::string(other) + ". Your cluster is " +
                                  std::string(cluster)));
  return std::string(given.substr(last + 1));
}

Result<std::optional<NetworkConfiguration>> network_of(json::Value request) {
  const auto given = request.find("networkConfiguration");
  const auto vpc = given ? given->find("awsvpcConfiguration") : std::nullopt;
  if (!vpc) return std::nullopt;
  NetworkConfiguration network{.subnets = texts_of(*vpc, "subnets"),
                               .security_groups = texts_of(*vpc, "securityGroups"),
                               .assign_public_ip = vpc->find_text("assignPublicIp") == "ENABLED"};
  if (network.subnets.empty()) return fail(invalid_parameter("subnets can not be empty."));
  if (network.subnets.size() > kMaxSubnets)
    return fail(invalid_parameter("subnets can have at most 16 items."));
  if (network.security_groups.size() > kMaxSecurityGroups)
    return fail(invalid_parameter("securityGroups can have at most 5 items."));
  return network;
}

Result<std::size_t> page_size_of(json::Value request, std::size_t absent) {
  const auto size = integer_of(request, "maxResults");
  if (!size) return absent;
  if (*size < 1 || *size > 100)
    return fail(invalid_parameter("maxResults should be between 1 and 100."));
  return static_cast<std::size_t>(*size);
}

}  // namespace dynarock::ecs
