#include "dynarock/dynamodb/model/table.h"

#include <algorithm>

#include "dynarock/dynamodb/model/table_address.h"

namespace dynarock::dynamodb {

const KeyAttribute* KeySchema::find(std::string_view name) const {
  for (const auto* part : {&hash, &range})
    for (const KeyAttribute& attribute : *part)
      if (attribute.name == name) return &attribute;
  return nullptr;
}

bool Index::projects(std::string_view attribute, const KeySchema& table_keys) const {
  if (projection.type == ProjectionType::kAll) return true;
  if (keys.find(attribute) != nullptr || table_keys.find(attribute) != nullptr) return true;
  return std::ranges::find(projection.non_key_attributes, attribute) !=
         projection.non_key_attributes.end();
}

std::string_view TimeToLive::status(Timestamp now) const {
  if (now < settled) return enabled ? "ENABLING" : "DISABLING";
  return enabled ? "ENABLED" : "DISABLED";
}

std::string Table::arn() const { return TableAddress{account, region, name}.arn(); }

const Index* Table::find_index(std::string_view index_name) const {
  for (const auto* indexes : {&local_indexes, &global_indexes})
    for (const Index& index : *indexes)
      if (index.name == index_name) return &index;
  return nullptr;
}

std::string_view Table::status(Timestamp now) const {
  if (transition && now < transition->until) return transition->status;
  const bool filling_an_index = std::ranges::any_of(global_indexes, &Index::backfilling);
  return filling_an_index ? "UPDATING" : "ACTIVE";
}

bool Table::deleted(Timestamp now) const {
  return transition && transition->status == "DELETING" && now >= transition->until;
}

std::string_view index_status(const Index& index, Timestamp now) {
  if (index.backfilling) return "CREATING";
  return index.transition && now < index.transition->until
             ? std::string_view(index.transition->status)
             : "ACTIVE";
}

}  // namespace dynarock::dynamodb
