#include "dynarock/ecs/model/names.h"

#include "dynarock/base/numbers.h"

namespace dynarock::ecs {

std::string arn_of(const Place& place, std::string_view rest) {
  return "arn:aws:ecs:" + place.region + ":" + place.account + ":" + std::string(rest);
}

std::string cluster_arn(const Place& place, std::string_view cluster) {
  return arn_of(place, "cluster/" + std::string(cluster));
}

std::string service_arn(const Place& place, std::string_view cluster, std::string_view service) {
  return arn_of(place, "service/" + std::string(cluster) + "/" + std::string(service));
}

std::string task_arn(const Place& place, std::string_view cluster, std::string_view id) {
  return arn_of(place, "task/" + std::string(cluster) + "/" + std::string(id));
}

std::string container_arn(const Place& place, std::string_view cluster, std::string_view task_id,
                          std::string_view container_id) {
  return arn_of(place, "container/" + std::string(cluster) + "/" + std::string(task_id) + "/" +
                           std::string(container_id));
}

std::string definition_arn(const Place& place, std::string_view family, std::int64_t revision) {
  return arn_of(place, "task-definition/" + std::string(family) + ":" + std::to_string(revision));
}

std::string_view last_part(std::string_view arn) {
  const std::size_t slash = arn.rfind('/');
  return slash == std::string_view::npos ? arn : arn.substr(slash + 1);
}

std::string_view cluster_name(std::optional<std::string_view> given) {
  return given ? last_part(*given) : "default";
}

std::optional<DefinitionName> parse_definition_name(std::string_view given) {
  const std::string_view name = last_part(given);
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return DefinitionName{name, std::nullopt};
  const std::string_view digits = name.substr(colon + 1);
  const auto revision = parse_number<std::int64_t>(digits);
  if (!revision || *revision < 1) return std::nullopt;
  return DefinitionName{name.substr(0, colon), revision};
}

}  // namespace dynarock::ecs
