#include "app/table_definition.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dynarock/base/suggestion.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

using json::Value;
using json::Writer;

const std::string kInputMembers[] = {"TableName",
                                     "AttributeDefinitions",
                                     "KeySchema",
                                     "LocalSecondaryIndexes",
                                     "GlobalSecondaryIndexes",
                                     "BillingMode",
                                     "ProvisionedThroughput",
                                     "OnDemandThroughput",
                                     "WarmThroughput",
                                     "StreamSpecification",
                                     "SSESpecification",
                                     "Tags",
                                     "TableClass",
                                     "DeletionProtectionEnabled",
                                     "ResourcePolicy",
                                     "GlobalTableSourceArn",
                                     "GlobalTableSettingsReplicationMode"};

/// Whose members are never 0 in a valid request, so that a 0 is a skeleton's.
constexpr std::array<std::string_view, 3> kThroughputs = {"ProvisionedThroughput",
                                                          "OnDemandThroughput", "WarmThroughput"};

bool is_filled(Value value, bool in_throughput = false) {
  switch (value.kind()) {
    case json::Kind::null:
      return false;
    case json::Kind::string:
      return !value.text().empty();
    case json::Kind::number:
      return !(in_throughput && value.text() == "0");
    case json::Kind::array:
      return std::ranges::any_of(value.elements(),
                                 [](Value element) { return is_filled(element); });
    case json::Kind::object:
      return std::ranges::any_of(value.members(), [&](const Value::Member& member) {
        return is_filled(
            member.value,
            std::ranges::find(kThroughputs, member.name) != kThroughputs.end() || in_throughput);
      });
    default:
      return true;
  }
}

/// Writes a value without what is empty in it.
void write_filled(Value value, Writer& out, bool in_throughput = false) {
  switch (value.kind()) {
    case json::Kind::string:
      out.string(value.text());
      break;
    case json::Kind::number:
      out.raw(value.text());
      break;
    case json::Kind::array:
      out.begin_array();
      for (const Value element : value.elements()) {
        if (is_filled(element)) write_filled(element, out);
      }
      out.end_array();
      break;
    case json::Kind::object:
      out.begin_object();
      for (const auto& [name, member] : value.members()) {
        const bool throughput =
            in_throughput || std::ranges::find(kThroughputs, name) != kThroughputs.end();
        if (!is_filled(member, throughput)) continue;
        out.key(name);
        write_filled(member, out, throughput);
      }
      out.end_object();
      break;
    case json::Kind::null:
      out.null();
      break;
    default:
      out.boolean(value.boolean());
  }
}

void copy_member(Value from, std::string_view name, Writer& out) {
  const auto member = from.find(name);
  if (!member || !is_filled(*member)) return;
  out.key(name);
  write_filled(*member, out);
}

std::string text_member(Value object, std::string_view name, const std::string& where) {
  const auto text = object.is_object() ? object.find_text(name) : std::nullopt;
  if (!text || text->empty()) throw SeedError(where + " has no " + std::string(name));
  return std::string(*text);
}

Value array_member(Value object, std::string_view name) {
  const auto value = object.find(name);
  if (!value || !value->is_array() || value->empty()) {
    throw SeedError("the table has no " + std::string(name));
  }
  return *value;
}

std::string attribute_type(Value definitions, const std::string& name) {
  std::size_t number = 0;
  for (const Value definition : definitions.elements()) {
    const std::string where = "AttributeDefinitions[" + std::to_string(number++) + "]";
    if (text_member(definition, "AttributeName", where) != name) continue;
    return text_member(definition, "AttributeType", where);
  }
  throw SeedError("key attribute " + name + " is missing in AttributeDefinitions");
}

std::vector<SeedKey> keys_of(Value table) {
  const Value definitions = array_member(table, "AttributeDefinitions");
  std::vector<SeedKey> keys;
  std::size_t number = 0;
  for (const Value element : array_member(table, "KeySchema").elements()) {
    const std::string where = "KeySchema[" + std::to_string(number++) + "]";
    const std::string name = text_member(element, "AttributeName", where);
    text_member(element, "KeyType", where);
    keys.push_back({name, attribute_type(definitions, name)});
  }
  return keys;
}

SeedTable checked(Value table) {
  SeedTable result;
  result.name = text_member(table, "TableName", "the table");
  result.keys = keys_of(table);
  return result;
}

/// -1 stands for no maximum in descriptions.
void copy_on_demand_throughput(Value described, Writer& out) {
  constexpr std::string_view kName = "OnDemandThroughput";
  const auto throughput = described.find(kName);
  if (!throughput || !throughput->is_object()) return;
  const auto is_set = [](const Value::Member& member) { return member.value.text() != "-1"; };
  if (!std::ranges::any_of(throughput->members(), is_set)) return;
  out.key(kName).begin_object();
  for (const Value::Member& member : throughput->members()) {
    if (is_set(member)) out.key(member.name).raw(member.value.text());
  }
  out.end_object();
}

void write_provisioned_throughput(Value described, Writer& out) {
  const auto throughput = described.find("ProvisionedThroughput");
  if (!throughput) return;
  out.key("ProvisionedThroughput").begin_object();
  for (const std::string_view name : {"ReadCapacityUnits", "WriteCapacityUnits"}) {
    const auto units = throughput->find(name);
    if (units) out.key(name).raw(units->text());
  }
  out.end_object();
}

void write_indexes(Value description, std::string_view name, bool provisioned, Writer& out) {
  const auto indexes = description.find(name);
  if (!indexes || indexes->empty()) return;
  out.key(name).begin_array();
  for (const Value index : indexes->elements()) {
    out.begin_object();
    for (const std::string_view member : {"IndexName", "KeySchema", "Projection"}) {
      copy_member(index, member, out);
    }
    if (provisioned) write_provisioned_throughput(index, out);
    copy_on_demand_throughput(index, out);
    out.end_object();
  }
  out.end_array();
}

/// The text of a member of a member, such as BillingModeSummary.BillingMode.
std::string nested_text(Value object, std::string_view outer, std::string_view inner) {
  const auto member = object.find(outer);
  const auto text = member && member->is_object() ? member->find_text(inner) : std::nullopt;
  return std::string(text.value_or(""));
}

}  // namespace

SeedTable table_from_input(Value input) {
  for (const Value::Member& member : input.members()) {
    if (std::ranges::find(kInputMembers, member.name) != std::end(kInputMembers)) continue;
    const std::string best = closest(member.name, kInputMembers);
    throw SeedError("a table has no member " + std::string(member.name) +
                    (best.empty() ? "" : ", did you mean " + best + "?"));
  }
  SeedTable result = checked(input);
  Writer writer(result.create_request);
  write_filled(input, writer);
  return result;
}

SeedTable table_from_description(Value description) {
  SeedTable result = checked(description);
  const bool on_demand =
      nested_text(description, "BillingModeSummary", "BillingMode") == "PAY_PER_REQUEST";
  Writer out(result.create_request);
  out.begin_object();
  for (const std::string_view name : {"TableName", "AttributeDefinitions", "KeySchema"}) {
    copy_member(description, name, out);
  }
  out.member("BillingMode", on_demand ? "PAY_PER_REQUEST" : "PROVISIONED");
  if (!on_demand) write_provisioned_throughput(description, out);
  copy_on_demand_throughput(description, out);
  write_indexes(description, "LocalSecondaryIndexes", false, out);
  write_indexes(description, "GlobalSecondaryIndexes", !on_demand, out);
  copy_member(description, "StreamSpecification", out);
  const std::string table_class = nested_text(description, "TableClassSummary", "TableClass");
  if (!table_class.empty()) out.member("TableClass", table_class);
  const auto is_protected = description.find("DeletionProtectionEnabled");
  if (is_protected && is_protected->boolean()) out.member("DeletionProtectionEnabled", true);
  out.end_object();
  return result;
}

}  // namespace dynarock::app
