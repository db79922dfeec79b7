#pragma once

#include <string>
#include <string_view>

#include "dynarock/ecs/model/state.h"

// What lies in the store: JSON under the keys
//
//   F <account>/<region>/cluster/<name>
//   F <account>/<region>/definition/<family>:<revision>
//   F <account>/<region>/family/<name>             its last revision
//   F <account>/<region>/service/<cluster>/<name>
//   F <account>/<region>/settings
//   F <account>/<region>/task/<cluster>/<id>
namespace dynarock::ecs {

inline constexpr std::string_view kPrefix = "F";

/// `kind` is the word in the key; without a name the key ends with it.
std::string record_key(const Place& place, std::string_view kind, std::string_view name);

struct RecordName {
  Place place;
  std::string_view kind, name;
};
/// The parts of such a key.
RecordName parse_record_key(std::string_view key);

std::string encode(const Cluster& cluster);
std::string encode(const TaskDefinition& definition);
std::string encode(const Service& service);
std::string encode(const Task& task);
std::string encode(const AccountSettings& settings);
std::string encode_last_revision(std::int64_t revision);

/// Reads a record into the resources that it belongs to.
void decode_into(Resources& resources, const RecordName& name, std::string_view record);

}  // namespace dynarock::ecs
