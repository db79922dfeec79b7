#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/ec2/network.h"

namespace dynarock::ec2 {

/// A resource as its Describe operation tells it, with the members of EC2's model; what the model
/// does not have is for ourselves and not told.
using Record = nlohmann::ordered_json;

/// A member that is a string; empty if it is not there.
const std::string& text(const Record& record, std::string_view member);
/// A member that is true.
bool flag(const Record& record, std::string_view member);
/// The elements of a member that is a list; none if it is not there.
const Record& list(const Record& record, std::string_view member);

/// The resources of one account in one region, by id. What they are, their ids' prefixes say.
/// Copies share the records.
class Region {
 public:
  explicit Region(const Place& place) : account_(place.account), name_(place.region) {}

  const std::string& account() const { return account_; }
  const std::string& name() const { return name_; }

  /// Null if it is not there.
  const Record* find(std::string_view id) const;
  /// Those whose ids begin with the prefix, such as `vpc-`, by id.
  std::vector<const Record*> of(std::string_view prefix) const;
  /// Those of them whose member has that text.
  std::vector<const Record*> of(std::string_view prefix, std::string_view member,
                                std::string_view value) const;

  void put(const std::string& id, Record record);
  void erase(const std::string& id);
  /// The record to be changed, which must be there.
  Record& change(const std::string& id);

  /// The ids of what was put, changed or erased since the last clear_changes().
  const std::set<std::string>& changes() const { return changes_; }
  void clear_changes() { changes_.clear(); }

 private:
  std::string account_, name_;
  std::map<std::string, std::shared_ptr<Record>, std::less<>> records_;
  std::set<std::string> changes_;
};

/// A region under change. Unless it is committed, nothing happens.
class Draft {
 public:
  Region& region() { return region_; }
  Region* operator->() { return &region_; }
  /// Writes what has changed into the store, and shows it to everybody. Once.
  void commit();

 private:
  friend class Network;
  explicit Draft(Network& network, const Place& place);

  Network& network_;
  std::unique_lock<std::mutex> lock_;
  Region region_;
};

}  // namespace dynarock::ec2
