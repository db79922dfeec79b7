#include "app/wanted_table.h"

#include <optional>
#include <utility>

namespace dynarock::app {
namespace {

using check::Finding;
using check::Outcome;

std::string text_of(json::Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

std::string type_of(json::Value table, std::string_view attribute) {
  const auto definitions = table.find("AttributeDefinitions");
  if (!definitions) return {};
  for (const json::Value definition : definitions->elements())
    if (definition.find_text("AttributeName") == attribute)
      return text_of(definition, "AttributeType");
  return {};
}

/// `MysfitId (S, HASH), Age (N, RANGE)`. `owner` is the table or index.
std::string keys_of(json::Value table, json::Value owner) {
  std::string text;
  const auto schema = owner.find("KeySchema");
  if (!schema) return text;
  for (const json::Value key : schema->elements()) {
    const std::string name = text_of(key, "AttributeName");
    text += (text.empty() ? "" : ", ") + name + " (" + type_of(table, name) + ", " +
            text_of(key, "KeyType") + ")";
  }
  return text;
}

std::optional<json::Value> find_index(json::Value table, std::string_view kind,
                                      std::string_view name) {
  const auto indexes = table.find(kind);
  if (!indexes) return std::nullopt;
  for (const json::Value index : indexes->elements())
    if (index.find_text("IndexName") == name) return index;
  return std::nullopt;
}

Finding compare_keys(std::string subject, const std::string& what, const std::string& wanted,
                     const std::string& present) {
  if (wanted == present)
    return {Outcome::kPass, "table-keys", std::move(subject), what + " has the key " + wanted, {}};
  return {Outcome::kFail, "table-keys", std::move(subject),
          what + " has the key " + present + " in place of " + wanted,
          "Keys can't be changed: make it anew."};
}

}  // namespace

check::Findings compare_table(json::Value wanted, json::Value description) {
  const std::string subject = "table " + text_of(wanted, "TableName");
  check::Findings findings;
  findings.push_back(compare_keys(subject, "the table", keys_of(wanted, wanted),
                                  keys_of(description, description)));
  for (const char* kind : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"}) {
    const auto indexes = wanted.find(kind);
    if (!indexes) continue;
    for (const json::Value index : indexes->elements()) {
      const std::string name = text_of(index, "IndexName");
      if (const auto present = find_index(description, kind, name))
        findings.push_back(compare_keys(subject, "index " + name, keys_of(wanted, index),
                                        keys_of(description, *present)));
      else
        findings.push_back({Outcome::kFail, "table-keys", subject, "it has no index " + name,
                            "Add it: aws dynamodb update-table "
                            "--global-secondary-index-updates ..."});
    }
  }
  return findings;
}

}  // namespace dynarock::app
