#include "ec2/region.h"

#include <stdexcept>

namespace dynarock::ec2 {

const std::string& text(const Record& record, std::string_view member) {
  static const std::string empty;
  const auto found = record.find(member);
  return found != record.end() && found->is_string() ? found->get_ref<const std::string&>() : empty;
}

bool flag(const Record& record, std::string_view member) {
  const auto found = record.find(member);
  return found != record.end() && found->is_boolean() && found->get<bool>();
}

const Record& list(const Record& record, std::string_view member) {
  static const Record empty = Record::array();
  const auto found = record.find(member);
  return found != record.end() && found->is_array() ? *found : empty;
}

const Record* Region::find(std::string_view id) const {
  const auto found = records_.find(id);
  return found == records_.end() ? nullptr : found->second.get();
}

std::vector<const Record*> Region::of(std::string_view prefix) const {
  std::vector<const Record*> found;
  for (auto next = records_.lower_bound(prefix);
       next != records_.end() && next->first.starts_with(prefix); ++next)
    found.push_back(next->second.get());
  return found;
}

std::vector<const Record*> Region::of(std::string_view prefix, std::string_view member,
                                      std::string_view value) const {
  std::vector<const Record*> found = of(prefix);
  std::erase_if(found, [&](const Record* record) { return text(*record, member) != value; });
  return found;
}

void Region::put(const std::string& id, Record record) {
  records_.insert_or_assign(id, std::make_shared<Record>(std::move(record)));
  changes_.insert(id);
}

void Region::erase(const std::string& id) {
  records_.erase(id);
  changes_.insert(id);
}

Record& Region::change(const std::string& id) {
  std::shared_ptr<Record>& record = records_.at(id);
  // Others may be reading those that were there when this copy of the region was made.
  if (record.use_count() > 1) record = std::make_shared<Record>(*record);
  changes_.insert(id);
  return *record;
}

}  // namespace dynarock::ec2
