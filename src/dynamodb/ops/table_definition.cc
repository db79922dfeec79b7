#include "dynamodb/ops/table_definition.h"

#include <algorithm>
#include <set>

#include "dynamodb/ops/members.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kMaxLocalIndexes = 5;
constexpr std::size_t kMaxGlobalIndexes = 20;
constexpr std::size_t kMaxIncludedAttributes = 100;
constexpr std::size_t kMaxKeyAttributesOfKind = 4;
constexpr std::size_t kMaxTags = 50;
constexpr std::int64_t kMaxUnits = 1'000'000'000'000;
constexpr std::int64_t kNoMaximum = -1;

AwsError invalid(std::string text) {
  return validation_error("One or more parameter values were invalid: " + text);
}

std::string text_of(json::Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

std::string joined_names(const std::vector<KeyAttribute>& attributes) {
  std::string text;
  for (const KeyAttribute& attribute : attributes) {
    if (!text.empty()) text += ", ";
    text += attribute.name;
  }
  return text;
}

const KeyAttribute* find_definition(const std::vector<KeyAttribute>& definitions,
                                    std::string_view name) {
  const auto found = std::ranges::find(definitions, name, &KeyAttribute::name);
  return found == definitions.end() ? nullptr : &*found;
}

struct KeyElement {
  std::string name;
  bool is_hash;
};

// Hash elements come first, then range elements; a table or local index has one and at most one.
Result<void> check_key_types(const std::vector<KeyElement>& elements, KeySchemaOf kind) {
  if (!elements.front().is_hash)
    return fail(
        validation_error("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"));
  const auto is_hash = [](const KeyElement& element) { return element.is_hash; };
  const auto hash_count = static_cast<std::size_t>(std::ranges::count_if(elements, is_hash));
  const std::size_t most = kind == KeySchemaOf::kGlobalIndex ? kMaxKeyAttributesOfKind : 1;
  if (kind != KeySchemaOf::kGlobalIndex && hash_count > 1)
    return fail(
        validation_error("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"));
  if (!std::ranges::is_partitioned(elements, is_hash))
    return fail(
        validation_error("Invalid KeySchema: All HASH key types must come before RANGE key types"));
  if (hash_count > most || elements.size() - hash_count > most)
    return fail(validation_error("Invalid KeySchema: At most " + std::to_string(most) +
                                 " HASH and " + std::to_string(most) +
                                 " RANGE KeySchemaElements are allowed"));
  return {};
}

Result<IndexProjection> read_projection(json::Value described) {
  IndexProjection projection;
  const json::Value given = *described.find("Projection");
  const std::string type = text_of(given, "ProjectionType");
  if (type.empty()) return fail(invalid("Unknown ProjectionType: null"));
  if (const auto names = given.find("NonKeyAttributes")) {
    if (type != "INCLUDE")
      return fail(invalid("ProjectionType is " + type + ", but NonKeyAttributes is specified"));
    for (const json::Value name : names->elements())
      projection.non_key_attributes.emplace_back(name.text());
  } else if (type == "INCLUDE") {
    return fail(invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified"));
  }
  projection.type = type == "ALL"       ? ProjectionType::kAll
                    : type == "INCLUDE" ? ProjectionType::kInclude
                                        : ProjectionType::kKeysOnly;
  return projection;
}

}  // namespace

std::vector<KeyAttribute> read_attribute_definitions(json::Value request) {
  std::vector<KeyAttribute> definitions;
  const auto given = request.find("AttributeDefinitions");
  if (!given) return definitions;
  for (const json::Value element : given->elements()) {
    KeyAttribute& attribute = definitions.emplace_back();
    attribute.name = text_of(element, "AttributeName");
    parse_type_name(text_of(element, "AttributeType"), attribute.type);
  }
  return definitions;
}

Result<KeySchema> read_key_schema(json::Value described,
                                  const std::vector<KeyAttribute>& definitions, KeySchemaOf kind) {
  std::vector<KeyElement> elements;
  std::vector<KeyAttribute> attributes;
  bool defined = true;
  for (const json::Value element : described.find("KeySchema")->elements()) {
    const KeyElement& added = elements.emplace_back(
        KeyElement{text_of(element, "AttributeName"), element.find_text("KeyType") == "HASH"});
    const KeyAttribute* definition = find_definition(definitions, added.name);
    defined = defined && definition != nullptr;
    attributes.push_back(definition != nullptr ? *definition : KeyAttribute{added.name});
  }
  if (kind == KeySchemaOf::kTable && elements.size() > definitions.size())
    return fail(validation_error("Invalid KeySchema: Some index key attribute have no definition"));
  if (!defined)
    return fail(invalid(
        "Some index key attributes are not defined in AttributeDefinitions. Keys: [" +
        joined_names(attributes) + "], AttributeDefinitions: [" + joined_names(definitions) + "]"));
  std::set<std::string_view> names;
  for (const KeyElement& element : elements)
    if (!names.insert(element.name).second)
      return fail(validation_error(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name"));
  DYNAROCK_TRY(check_key_types(elements, kind));

  KeySchema keys;
  for (std::size_t i = 0; i < elements.size(); ++i)
    (elements[i].is_hash ? keys.hash : keys.range).push_back(attributes[i]);
  return keys;
}

Result<Index> read_local_index(json::Value described, const Table& table) {
  Index index;
  index.name = text_of(described, "IndexName");
  index.keys = DYNAROCK_TRY(
      read_key_schema(described, table.attribute_definitions, KeySchemaOf::kLocalIndex));
  if (index.keys.range.empty())
    return fail(invalid("Index KeySchema does not have a range key for index: " + index.name));
  const std::string& index_hash = index.keys.hash.front().name;
  const std::string& table_hash = table.keys.hash.front().name;
  if (index_hash != table_hash)
    return fail(invalid(
        "Index KeySchema does not have the same leading hash key as table KeySchema for index: " +
        index.name + ". index hash key: " + index_hash + ", table hash key: " + table_hash));
  index.projection = DYNAROCK_TRY(read_projection(described));
  return index;
}

Result<Index> read_global_index(json::Value described, const Table& table) {
  Index index;
  index.global = true;
  index.name = text_of(described, "IndexName");
  index.keys = DYNAROCK_TRY(
      read_key_schema(described, table.attribute_definitions, KeySchemaOf::kGlobalIndex));
  index.projection = DYNAROCK_TRY(read_projection(described));
  const auto throughput = DYNAROCK_TRY(read_throughput(described, index.name));
  const bool on_demand = table.billing_mode == BillingMode::kPayPerRequest;
  if (on_demand && throughput)
    return fail(invalid("ProvisionedThroughput should not be specified for index: " + index.name +
                        " when BillingMode is PAY_PER_REQUEST"));
  if (!on_demand && !throughput)
    return fail(invalid("ProvisionedThroughput must be specified for index: " + index.name));
  index.throughput = throughput.value_or(Throughput{});
  index.on_demand = read_on_demand_throughput(described);
  DYNAROCK_TRY(check_on_demand_throughput(index.on_demand, table.billing_mode));
  index.warm = read_warm_throughput(described);
  return index;
}

Result<void> check_index_names_and_counts(const Table& table) {
  std::set<std::string_view> names;
  std::size_t included = 0;
  for (const auto* indexes : {&table.local_indexes, &table.global_indexes})
    for (const Index& index : *indexes) {
      if (!names.insert(index.name).second)
        return fail(invalid("Duplicate index name: " + index.name));
      included += index.projection.non_key_attributes.size();
    }
  if (table.local_indexes.size() > kMaxLocalIndexes)
    return fail(invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5"));
  if (table.global_indexes.size() > kMaxGlobalIndexes)
    return fail(invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20"));
  if (included > kMaxIncludedAttributes)
    return fail(
        invalid("Total number of NonKeyAttributes over all indexes exceeds the per-table "
                "limit of 100"));
  return {};
}

Result<void> check_definitions_used(const Table& table) {
  std::vector<KeyAttribute> used;
  const auto use = [&](const KeySchema& keys) {
    for (const auto* part : {&keys.hash, &keys.range})
      for (const KeyAttribute& attribute : *part)
        if (find_definition(used, attribute.name) == nullptr) used.push_back(attribute);
  };
  use(table.keys);
  for (const auto* indexes : {&table.local_indexes, &table.global_indexes})
    for (const Index& index : *indexes) use(index.keys);
  if (used.size() == table.attribute_definitions.size()) return {};
  if (table.local_indexes.empty() && table.global_indexes.empty())
    return fail(
        invalid("Number of attributes in KeySchema does not exactly match number of attributes "
                "defined in AttributeDefinitions"));
  return fail(invalid("Some AttributeDefinitions are not used. AttributeDefinitions: [" +
                      joined_names(table.attribute_definitions) + "], keys used: [" +
                      joined_names(used) + "]"));
}

Result<std::optional<Throughput>> read_throughput(json::Value described, std::string_view index) {
  const auto given = described.find("ProvisionedThroughput");
  if (!given) return std::nullopt;
  Throughput throughput{.read_units = integer_member(*given, "ReadCapacityUnits").value_or(0),
                        .write_units = integer_member(*given, "WriteCapacityUnits").value_or(0)};
  const std::pair<std::string_view, std::int64_t> units[] = {
      {"ReadCapacityUnits", throughput.read_units}, {"WriteCapacityUnits", throughput.write_units}};
  for (const auto& [name, value] : units) {
    if (value <= kMaxUnits) continue;
    std::string text =
        "Given value " + std::to_string(value) + " for " + std::string(name) + " is out of bounds";
    if (!index.empty()) text.append(" for index ").append(index);
    return fail(validation_error(std::move(text)));
  }
  return throughput;
}

std::optional<WarmThroughput> read_warm_throughput(json::Value described) {
  const auto given = described.find("WarmThroughput");
  if (!given) return std::nullopt;
  return WarmThroughput{integer_member(*given, "ReadUnitsPerSecond").value_or(0),
                        integer_member(*given, "WriteUnitsPerSecond").value_or(0)};
}

std::optional<OnDemandThroughput> read_on_demand_throughput(json::Value described) {
  const auto given = described.find("OnDemandThroughput");
  if (!given) return std::nullopt;
  return OnDemandThroughput{integer_member(*given, "MaxReadRequestUnits"),
                            integer_member(*given, "MaxWriteRequestUnits")};
}

Result<void> check_on_demand_throughput(const std::optional<OnDemandThroughput>& maximum,
                                        BillingMode billing_mode) {
  if (!maximum) return {};
  if (billing_mode != BillingMode::kPayPerRequest)
    return fail(
        invalid("OnDemandThroughput can only be specified when BillingMode is "
                "PAY_PER_REQUEST"));
  if (!maximum->max_read_units && !maximum->max_write_units)
    return fail(
        invalid("At least one of MaxReadRequestUnits or MaxWriteRequestUnits must be "
                "specified for OnDemandThroughput"));
  const std::pair<std::string_view, std::optional<std::int64_t>> units[] = {
      {"MaxReadRequestUnits", maximum->max_read_units},
      {"MaxWriteRequestUnits", maximum->max_write_units}};
  for (const auto& [name, value] : units)
    if (value && *value != kNoMaximum && *value < 1)
      return fail(invalid("Requested " + std::string(name) +
                          " for OnDemandThroughput for table is outside of valid range"));
  return {};
}

Result<std::optional<std::string>> read_stream_specification(json::Value specification) {
  const bool enabled = flag_member(specification, "StreamEnabled");
  const auto view_type = specification.find_text("StreamViewType");
  if (enabled && !view_type)
    return fail(
        validation_error("Invalid StreamViewType: Stream ViewType must not be null or empty when "
                         "enabling streams."));
  if (!enabled && view_type)
    return fail(
        validation_error("Invalid StreamViewType: Stream StreamEnabled was false but a "
                         "StreamViewType was present."));
  if (!enabled) return std::nullopt;
  return std::string(*view_type);
}

std::string read_kms_key(json::Value specification, const Table& table) {
  if (!flag_member(specification, "Enabled")) return {};
  const std::string key = text_of(specification, "KMSMasterKeyId");
  if (key.starts_with("arn:")) return key;
  // Of the account's key for DynamoDB (alias/aws/dynamodb) only its alias is known here.
  return "arn:aws:kms:" + table.region + ":" + table.account + ":" +
         (key.empty()                 ? "alias/aws/dynamodb"
          : key.starts_with("alias/") ? key
                                      : "key/" + key);
}

std::vector<Tag> read_tags(json::Value request) {
  std::vector<Tag> tags;
  if (const auto given = request.find("Tags"))
    for (const json::Value tag : given->elements())
      tags.push_back({text_of(tag, "Key"), text_of(tag, "Value")});
  return tags;
}

Result<void> check_tag_count(const std::vector<Tag>& tags) {
  if (tags.size() <= kMaxTags) return {};
  return fail(validation_error("Too many tags: the number of tags on a resource is limited to 50"));
}

}  // namespace dynarock::dynamodb
