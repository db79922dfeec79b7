#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

// What the catalogue's records of tables and of streams are written and read with.

namespace dynarock::dynamodb {

/// A time as records hold it.
std::int64_t micros(Timestamp time);

/// A member `name` with attributes and their types.
void write_keys(json::Writer& out, std::string_view name,
                const std::vector<KeyAttribute>& attributes);
std::vector<KeyAttribute> read_keys(json::Value object, std::string_view name);

/// The members `hash` and `range`.
void write_schema(json::Writer& out, const KeySchema& keys);
KeySchema read_schema(json::Value object);

/// The member `resource_policy`.
void write_resource_policy(json::Writer& out, const ResourcePolicy& policy);
ResourcePolicy read_resource_policy(json::Value object);

std::optional<std::int64_t> read_integer(json::Value object, std::string_view name);
std::optional<Timestamp> read_time(json::Value object, std::string_view name);
/// Empty if the member is missing.
std::string read_text(json::Value object, std::string_view name);
bool read_flag(json::Value object, std::string_view name);

/// Calls `read` with each element of an array, if there is one of that name.
template <class Read>
void for_each(json::Value object, std::string_view name, Read read) {
  if (const auto array = object.find(name))
    for (const json::Value element : array->elements()) read(element);
}

}  // namespace dynarock::dynamodb
