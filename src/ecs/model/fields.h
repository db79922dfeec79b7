#pragma once

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/numbers.h"
#include "dynarock/ecs/model/statuses.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

/// Records as JSON, by one table a type: `constexpr auto fields_of(const Tag*)` returns a tuple of
/// fields, by which a value is written and read. Fields that are empty are not written.
namespace dynarock::ecs {

template <class Object, class Type>
struct RecordField {
  std::string_view name;
  Type Object::*member;
};
template <class Object, class Type>
RecordField(const char*, Type Object::*) -> RecordField<Object, Type>;

template <class T>
concept HasFields = requires {
  fields_of(static_cast<const T*>(nullptr));
};
template <class T>
concept IsStatus = std::is_enum_v<T>;

template <HasFields T>
void write_value(json::Writer& out, const T& object);
template <class T>
void write_value(json::Writer& out, const std::vector<T>& list);
template <class T>
void write_value(json::Writer& out, const std::map<std::string, T, std::less<>>& map);

inline void write_value(json::Writer& out, const std::string& text) { out.string(text); }
inline void write_value(json::Writer& out, bool value) { out.boolean(value); }
inline void write_value(json::Writer& out, std::int64_t value) { out.integer(value); }
inline void write_value(json::Writer& out, Timestamp time) {
  out.integer(time.time_since_epoch().count());
}
template <IsStatus T>
void write_value(json::Writer& out, T status) {
  out.string(name_of(status));
}
template <class T>
void write_value(json::Writer& out, const std::optional<T>& value) {
  write_value(out, *value);
}
template <class T>
void write_value(json::Writer& out, const std::vector<T>& list) {
  out.begin_array();
  for (const T& element : list) write_value(out, element);
  out.end_array();
}
template <class T>
void write_value(json::Writer& out, const std::map<std::string, T, std::less<>>& map) {
  out.begin_object();
  for (const auto& [name, value] : map) {
    out.key(name);
    write_value(out, value);
  }
  out.end_object();
}

/// Whether a value need not be written, for a new object has it so.
template <class T>
bool is_absent(const T& value) {
  if constexpr (requires { value.has_value(); }) {
    return !value.has_value();
  } else if constexpr (requires { value.empty(); }) {
    return value.empty();
  } else {
    return false;
  }
}

template <HasFields T>
void write_value(json::Writer& out, const T& object) {
  out.begin_object();
  const auto write = [&](const auto& field) {
    if (is_absent(object.*field.member)) return;
    out.key(field.name);
    write_value(out, object.*field.member);
  };
  std::apply([&](const auto&... field) { (write(field), ...); },
             fields_of(static_cast<const T*>(nullptr)));
  out.end_object();
}

inline std::int64_t read_integer(json::Value value) {
  return leading_number<std::int64_t>(value.text());
}

template <HasFields T>
void read_value(json::Value value, T& object);
template <class T>
void read_value(json::Value value, std::vector<T>& list);
template <class T>
void read_value(json::Value value, std::map<std::string, T, std::less<>>& map);

inline void read_value(json::Value value, std::string& text) { text = value.text(); }
inline void read_value(json::Value value, bool& result) { result = value.boolean(); }
inline void read_value(json::Value value, std::int64_t& result) { result = read_integer(value); }
inline void read_value(json::Value value, Timestamp& time) {
  time = Timestamp(std::chrono::microseconds(read_integer(value)));
}
template <IsStatus T>
void read_value(json::Value value, T& status) {
  status = status_of<T>(value.text());
}
template <class T>
void read_value(json::Value value, std::optional<T>& result) {
  read_value(value, result.emplace());
}
template <class T>
void read_value(json::Value value, std::vector<T>& list) {
  for (const json::Value element : value.elements()) read_value(element, list.emplace_back());
}
template <class T>
void read_value(json::Value value, std::map<std::string, T, std::less<>>& map) {
  for (const json::Value::Member member : value.members())
    read_value(member.value, map[std::string(member.name)]);
}
template <HasFields T>
void read_value(json::Value value, T& object) {
  const auto read = [&](const auto& field) {
    if (const auto member = value.find(field.name)) read_value(*member, object.*field.member);
  };
  std::apply([&](const auto&... field) { (read(field), ...); },
             fields_of(static_cast<const T*>(nullptr)));
}

}  // namespace dynarock::ecs
