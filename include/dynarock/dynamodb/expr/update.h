#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/path.h"
#include "dynarock/dynamodb/expr/placeholders.h"
#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb::expr {

/// An operator or function of SET: a row of functions.cc.
struct SetFunction;

struct SetCall;

/// The right-hand side of a SET: a path, a value or a function of such.
using SetValue = std::variant<Path, AttributeValue, SetCall>;

struct SetCall {
  const SetFunction* function;
  std::vector<SetValue> operands;
};

enum class UpdateSection : std::uint8_t { kSet, kRemove, kAdd, kDelete };

struct UpdateAction {
  UpdateSection section;
  Path path;
  /// What to set, add or delete; an AttributeValue unless the section is kSet; unused for kRemove.
  SetValue value;
};

/// A checked update: of an UpdateExpression, or of AttributeUpdates.
struct Update {
  std::vector<UpdateAction> actions;
  /// Made of AttributeUpdates: ADD appends to lists, and operands of the wrong type answer `Type
  /// mismatch for attribute to update`.
  bool legacy = false;
};

/// Whether the right-hand side of a SET may be a call of that name: "list_append", "+".
bool is_set_function(std::string_view name);

/// The call of such a function with operands of any number and types; refuses those that
/// expressions refuse.
Result<SetValue> checked_set_call(std::string_view name, std::vector<SetValue> operands);

/// Parses and checks an UpdateExpression.
Result<Update> parse_update(std::string_view text, Placeholders& placeholders);

/// The item after the update. All right-hand sides see it as it was before; `item` is the stored
/// item, or the key alone if there is none. Neither size nor key attributes are checked here.
Result<Item> apply(const Update& update, Item item);

/// What UPDATED_OLD or UPDATED_NEW shows of an image: the paths that the update names, as nested
/// skeletons with lists closed up.
Item updated_projection(const Update& update, const Item& image);

/// The paths that the update writes to, in order of appearance.
std::vector<const Path*> targets_of(const Update& update);
/// Every path that the update writes to or reads.
std::vector<const Path*> paths_of(const Update& update);

/// Refuses an update of a key attribute: `One or more parameter values were invalid: Cannot update
/// attribute pk. This attribute is part of the key`.
Result<void> check_leaves_key(const Update& update, std::span<const std::string_view> keys);

/// The update as text, for tests: `SET a = (+ a {"N":"1"}), b[0] = {"S":"x"} REMOVE c`.
std::string to_string(const Update& update);

}  // namespace dynarock::dynamodb::expr
