// Tables and parameters by themselves.

#include <limits>

#include "check/inspection.h"
#include "dynarock/base/suggestion.h"
#include "dynarock/policy/arn.h"

namespace dynarock::check {

std::optional<std::string> table_arn(std::string_view text) {
  const auto arn = policy::split_arn(text);
  if (!arn || arn->service() != "dynamodb" || !arn->resource().starts_with(kTableKind))
    return std::nullopt;
  const std::size_t start = text.size() - arn->resource().size() + kTableKind.size();
  return std::string(text.substr(0, text.find('/', start)));
}

Finding check_table(const World& world, std::string_view arn, std::string subject, Timestamp now) {
  Finding finding{Outcome::kFail, "table", std::move(subject), {}, {}};
  const auto parts = policy::split_arn(arn);
  const std::string_view name = parts->resource().substr(kTableKind.size());
  const auto state = world.catalog.find(parts->account(), parts->region(), name);
  if (!state) {
    bool more = false;
    const auto names = world.catalog.names(parts->account(), parts->region(), {},
                                           std::numeric_limits<std::size_t>::max(), more);
    const std::string near = closest(name, names);
    finding.message = "there is no table " + std::string(name) + " in " +
                      std::string(parts->region()) + " of " + std::string(parts->account());
    finding.fix = near.empty() ? "Create it." : "Did you mean " + near + "?";
    return finding;
  }
  const auto table = state->table();
  const std::string status(table->status(now));
  finding.outcome = status == "ACTIVE" ? Outcome::kPass : Outcome::kFail;
  finding.message = "table " + std::string(name) + " is " + status;
  for (const dynamodb::Index& index : table->global_indexes) {
    if (dynamodb::index_status(index, now) == "ACTIVE") continue;
    finding.outcome = Outcome::kFail;
    finding.message +=
        ", its index " + index.name + " " + std::string(dynamodb::index_status(index, now));
  }
  if (finding.outcome == Outcome::kFail)
    finding.fix =
        "Wait until it is: aws dynamodb wait table-exists --table-name " + std::string(name) + ".";
  return finding;
}

Finding check_parameter(const World& world, const ecs::Place& place, std::string_view name,
                        std::string subject) {
  const ssm::Place where{place.account, place.region};
  if (world.parameters.find(where, name))
    return {Outcome::kPass,
            "parameter",
            std::move(subject),
            "parameter " + std::string(name) + " is there",
            {}};
  std::vector<std::string> names;
  world.parameters.for_each(where, {}, {}, [&names](const ssm::Parameter& parameter) {
    names.push_back(parameter.name);
    return true;
  });
  const std::string near = closest(name, names);
  return {Outcome::kFail, "parameter", std::move(subject),
          "there is no parameter " + std::string(name),
          near.empty() ? "Create it: aws ssm put-parameter --type String --name " +
                             std::string(name) + " --value ..."
                       : "Did you mean " + near + "?"};
}

}  // namespace dynarock::check
