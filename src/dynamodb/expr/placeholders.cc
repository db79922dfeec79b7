#include "dynarock/dynamodb/expr/placeholders.h"

#include <cstddef>
#include <utility>

#include "dynarock/base/characters.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb::expr {

namespace {

constexpr std::string_view kNames = "ExpressionAttributeNames";
constexpr std::string_view kValues = "ExpressionAttributeValues";
constexpr std::size_t kMaxKeyLength = 255;
constexpr std::size_t kMaxNameLength = 65535;
constexpr std::size_t kMaxSize = 2U << 20;

AwsError complaint(std::string_view parameter, std::string_view what) {
  return validation_error(std::string(parameter) + std::string(what));
}

bool is_placeholder(std::string_view key, char sigil) {
  return key.size() > 1 && key.front() == sigil && is_made_of(key.substr(1), "_");
}

Result<void> check_keys(std::string_view parameter, char sigil, json::Value map) {
  if (map.empty()) return fail(complaint(parameter, " must not be empty"));
  for (const json::Value::Member member : map.members()) {
    if (member.name.size() > kMaxKeyLength) {
      std::string text =
          " contains invalid key: The expression attribute map contains a key that is too long;";
      if (sigil == '#') text += " size of key: " + std::to_string(member.name.size());
      return fail(complaint(parameter, text));
    }
    if (!is_placeholder(member.name, sigil)) {
      return fail(complaint(parameter, " contains invalid key: Syntax error; key: \"" +
                                           std::string(member.name) + '"'));
    }
  }
  return {};
}

Result<void> check_name(std::string_view key, std::string_view name) {
  std::string_view fault;
  if (name.empty()) fault = "Empty attribute name";
  if (name.size() > kMaxNameLength) {
    fault = "Attribute name is too large, must be less than 65536 bytes";
  }
  if (fault.empty()) return {};
  return fail(complaint(
      kNames, " contains invalid value: " + std::string(fault) + " for key " + std::string(key)));
}

template <class Entries>
auto use(Entries& entries, std::string_view key) {
  const auto found = entries.find(key);
  if (found == entries.end())
    return static_cast<decltype(&std::as_const(found->second.value))>(nullptr);
  found->second.used = true;
  return &std::as_const(found->second.value);
}

template <class Entries>
Result<void> check_used(std::string_view parameter, const Entries& entries) {
  std::string unused;
  for (const auto& [key, entry] : entries) {
    if (entry.used) continue;
    if (!unused.empty()) unused += ", ";
    unused += key;
  }
  if (unused.empty()) return {};
  return fail(validation_error("Value provided in " + std::string(parameter) +
                               " unused in expressions: keys: {" + unused + '}'));
}

Result<void> check_sizes(std::size_t names, std::size_t values) {
  if (names > kMaxSize) return fail(complaint(kNames, " exceeds max size"));
  if (values > kMaxSize) return fail(complaint(kValues, " exceeds max size"));
  if (names + values <= kMaxSize) return {};
  return fail(validation_error(
      "Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size"));
}

}  // namespace

Result<Placeholders> Placeholders::read(std::optional<json::Value> names,
                                        std::optional<json::Value> values, Wording wording) {
  Placeholders placeholders;
  std::size_t names_size = 0;
  std::size_t values_size = 0;
  if (names) DYNAROCK_TRY(check_keys(kNames, '#', *names));
  if (values) DYNAROCK_TRY(check_keys(kValues, ':', *values));
  if (names) {
    for (const json::Value::Member member : names->members()) {
      DYNAROCK_TRY(check_name(member.name, member.value.text()));
      placeholders.names_[std::string(member.name)].value = member.value.text();
      names_size += member.name.size() + member.value.text().size();
    }
  }
  if (values) {
    for (const json::Value::Member member : values->members()) {
      auto value = decode_attribute_value(member.value, wording);
      if (!value) {
        AwsError error = std::move(value).error();
        if (wording == Wording::older && error.code == "ValidationException") {
          error = complaint(kValues, " contains invalid value: " + error.message + " for key " +
                                         std::string(member.name));
        }
        return fail(std::move(error));
      }
      values_size += member.name.size() + value->size();
      placeholders.values_[std::string(member.name)].value = std::move(*value);
    }
  }
  DYNAROCK_TRY(check_sizes(names_size, values_size));
  return placeholders;
}

const std::string* Placeholders::use_name(std::string_view key) { return use(names_, key); }

const AttributeValue* Placeholders::use_value(std::string_view key) { return use(values_, key); }

Result<void> Placeholders::check_all_used() const {
  DYNAROCK_TRY(check_used(kNames, names_));
  return check_used(kValues, values_);
}

}  // namespace dynarock::dynamodb::expr
