#include "dynarock/dynamodb/partiql/key_plan.h"

#include <algorithm>
#include <utility>

namespace dynarock::dynamodb::partiql {
namespace {

using expr::Condition;
using expr::KeyOperator;
using expr::KeyTerm;

/// More reads than this AWS refuses to make of one statement.
constexpr std::size_t kMaxBranches = 300;

AwsError invalid(std::string_view text) { return validation_error(std::string(text)); }

AwsError wrong_key_type(const std::string& name) {
  return invalid("Key attribute's data type should match its data type in table's schema: Key " +
                 name);
}

Result<void> check_type(const KeyTerm& term, AttributeType type) {
  for (const AttributeValue& value : term.values)
    if (value.type() != type) return fail(wrong_key_type(term.attribute));
  return {};
}

/// One alternative of a WHERE in disjunctive form: what it says of the keys, and whether it says
/// more.
struct Branch {
  std::optional<AttributeValue> hash;
  std::vector<KeyTerm> range;
  /// A condition on the range attribute that is no range.
  bool odd_range = false;
  /// A condition on something else.
  bool other = false;
  /// Two hash values at once: holds for nothing.
  bool impossible = false;

  bool only_keys() const { return hash && !odd_range && !other; }
};

/// Turns conditions into branches.
class Brancher {
 public:
  explicit Brancher(const KeySchema& keys)
      : hash_(keys.hash.front()), range_(keys.range.empty() ? nullptr : &keys.range.front()) {}

  Result<std::vector<Branch>> branches(const Condition& condition) const {
    switch (condition.kind()) {
      case Condition::Kind::kAnd:
        return conjunction(condition);
      case Condition::Kind::kOr:
        return disjunction(condition);
      case Condition::Kind::kNot:
        return single(opaque(condition));
      case Condition::Kind::kPredicate:
        break;
    }
    if (condition.name() == "IN") return membership(condition);
    const std::optional<KeyTerm> term = expr::key_term_of(condition);
    return single(term ? DYNAROCK_TRY(of_term(*term, condition)) : opaque(condition));
  }

 private:
  static std::vector<Branch> single(Branch branch) {
    std::vector<Branch> branches;
    branches.push_back(std::move(branch));
    return branches;
  }

  bool is_range(std::string_view name) const { return range_ != nullptr && range_->name == name; }

  Branch opaque(const Condition& condition) const {
    Branch branch;
    const std::vector<const expr::Path*> paths = expr::paths_of(condition);
    const auto on_range = [this](const expr::Path* path) {
      return !path->is_nested() && is_range(path->attribute());
    };
    branch.odd_range = !paths.empty() && std::ranges::all_of(paths, on_range);
    branch.other = !branch.odd_range;
    return branch;
  }

  Result<Branch> of_term(const KeyTerm& term, const Condition& condition) const {
    Branch branch;
    if (term.attribute == hash_.name && term.op == KeyOperator::kEqual) {
      DYNAROCK_TRY(check_type(term, hash_.type));
      branch.hash = term.values.front();
      return branch;
    }
    if (!is_range(term.attribute)) return opaque(condition);
    branch.range.push_back(term);
    return branch;
  }

  // `hash IN [...]` and `range IN [...]` are one branch a value.
  Result<std::vector<Branch>> membership(const Condition& condition) const {
    const auto* path = std::get_if<expr::Path>(&condition.operands().front());
    const bool on_key = path != nullptr && !path->is_nested() &&
                        (path->attribute() == hash_.name || is_range(path->attribute()));
    if (!on_key) return single(opaque(condition));
    std::vector<Branch> all;
    for (std::size_t i = 1; i < condition.operands().size(); ++i) {
      const auto* value = std::get_if<AttributeValue>(&condition.operands()[i]);
      if (value == nullptr) return single(opaque(condition));
      all.push_back(
          DYNAROCK_TRY(of_term({path->attribute(), KeyOperator::kEqual, {*value}}, condition)));
    }
    return all;
  }

  Result<std::vector<Branch>> disjunction(const Condition& condition) const {
    std::vector<Branch> all;
    for (const Condition& child : condition.children()) {
      std::vector<Branch> some = DYNAROCK_TRY(branches(child));
      std::ranges::move(some, std::back_inserter(all));
      DYNAROCK_TRY(check_count(all.size()));
    }
    return all;
  }

  Result<std::vector<Branch>> conjunction(const Condition& condition) const {
    std::vector<Branch> all(1);
    for (const Condition& child : condition.children()) {
      const std::vector<Branch> factors = DYNAROCK_TRY(branches(child));
      DYNAROCK_TRY(check_count(all.size() * factors.size()));
      std::vector<Branch> product;
      for (const Branch& left : all)
        for (const Branch& right : factors) product.push_back(joined(left, right));
      all = std::move(product);
    }
    return all;
  }

  static Branch joined(Branch left, const Branch& right) {
    if (left.hash && right.hash && *left.hash != *right.hash) left.impossible = true;
    if (right.hash) left.hash = right.hash;
    left.range.insert(left.range.end(), right.range.begin(), right.range.end());
    left.odd_range |= right.odd_range;
    left.other |= right.other;
    left.impossible |= right.impossible;
    return left;
  }

  static Result<void> check_count(std::size_t count) {
    if (count <= kMaxBranches) return {};
    return fail(invalid("Too many decomposed read operations for a given query."));
  }

  const KeyAttribute& hash_;
  const KeyAttribute* range_;
};

Result<void> check_order_names(const Select& select, const KeySchema& keys) {
  for (const OrderTerm& term : select.order)
    if (keys.find(term.attribute) == nullptr)
      return fail(invalid("Variable reference " + term.attribute +
                          " in ORDER BY clause must be part of the primary key"));
  return {};
}

// A partition that one branch reads by range and another whole for the sake of something else.
Result<void> check_overlap(const std::vector<Branch>& branches) {
  for (const Branch& whole : branches) {
    if (!whole.range.empty() || whole.odd_range || !whole.other) continue;
    for (const Branch& ranged : branches)
      if (!ranged.range.empty() && ranged.hash == whole.hash)
        return fail(
            invalid("Overlapping conditions with range keys are not supported in where clause"));
  }
  return {};
}

// The branches of one partition stand together, partitions by their first branch or as ORDER BY
// wants them.
void arrange(std::vector<KeyBranch>& branches, const OrderTerm* by_hash) {
  std::vector<AttributeValue> order;
  for (const KeyBranch& branch : branches)
    if (std::ranges::find(order, branch.hash) == order.end()) order.push_back(branch.hash);
  if (by_hash != nullptr)
    std::ranges::sort(order, [by_hash](const AttributeValue& left, const AttributeValue& right) {
      return by_hash->descending ? compare_scalars(right, left) < 0
                                 : compare_scalars(left, right) < 0;
    });
  const auto rank = [&order](const KeyBranch& branch) {
    return std::ranges::find(order, branch.hash) - order.begin();
  };
  std::ranges::stable_sort(branches, {}, rank);
}

const OrderTerm* find_order(const Select& select, const std::vector<KeyAttribute>& attributes) {
  for (const OrderTerm& term : select.order)
    if (!attributes.empty() && attributes.front().name == term.attribute) return &term;
  return nullptr;
}

// What the condition says by `=`, if it does.
std::optional<KeyTerm> equality_of(const Condition& condition, SingleIn single_in) {
  std::optional<KeyTerm> term = expr::key_term_of(condition);
  if (term && term->op == KeyOperator::kEqual) return term;
  const bool one_of_one = single_in == SingleIn::kIsEquality &&
                          condition.kind() == Condition::Kind::kPredicate &&
                          condition.name() == "IN" && condition.operands().size() == 2;
  if (!one_of_one) return std::nullopt;
  const auto* path = std::get_if<expr::Path>(&condition.operands()[0]);
  const auto* value = std::get_if<AttributeValue>(&condition.operands()[1]);
  if (path == nullptr || path->is_nested() || value == nullptr) return std::nullopt;
  return KeyTerm{path->attribute(), KeyOperator::kEqual, {*value}};
}

bool gives_hash(const Condition& condition, std::string_view hash) {
  if (condition.kind() == Condition::Kind::kAnd)
    return std::ranges::any_of(condition.children(),
                               [hash](const Condition& child) { return gives_hash(child, hash); });
  if (condition.kind() != Condition::Kind::kPredicate) return false;
  if (condition.name() == "IN") {
    const auto* path = std::get_if<expr::Path>(&condition.operands().front());
    return path != nullptr && !path->is_nested() && path->attribute() == hash;
  }
  const std::optional<KeyTerm> term = expr::key_term_of(condition);
  return term && term->attribute == hash && term->op == KeyOperator::kEqual;
}

Result<ReadPlan> scan(const Select& select) {
  if (!select.order.empty())
    return fail(
        invalid("Must have at least one non-optional hash key condition in WHERE clause when using "
                "ORDER BY clause."));
  return ReadPlan{.scan = true, .filter = select.where.has_value()};
}

}  // namespace

Result<ReadPlan> plan_reads(const Select& select, const KeySchema& keys) {
  DYNAROCK_TRY(check_order_names(select, keys));
  if (!select.where) return scan(select);
  std::vector<Branch> branches = DYNAROCK_TRY(Brancher(keys).branches(*select.where));
  const auto reads_partition = [](const Branch& branch) { return branch.hash.has_value(); };
  if (!std::ranges::all_of(branches, reads_partition)) return scan(select);
  DYNAROCK_TRY(check_overlap(branches));

  ReadPlan plan;
  plan.keyed = gives_hash(*select.where, keys.hash.front().name);
  plan.filter = !std::ranges::all_of(branches, &Branch::only_keys);
  for (Branch& branch : branches) {
    for (const KeyTerm& term : branch.range)
      DYNAROCK_TRY(check_type(term, keys.range.front().type));
    if (!branch.impossible)
      plan.branches.push_back({std::move(*branch.hash), std::move(branch.range)});
  }
  const OrderTerm* by_hash = find_order(select, keys.hash);
  const OrderTerm* by_range = find_order(select, keys.range);
  arrange(plan.branches, by_hash);
  plan.forward = by_range == nullptr || !by_range->descending;
  const bool several =
      !plan.branches.empty() && plan.branches.front().hash != plan.branches.back().hash;
  if (several && by_range != nullptr && by_hash == nullptr)
    return fail(
        invalid("Must have hash key in ORDER BY clause when more than one hash key condition "
                "specified in WHERE clause."));
  return plan;
}

KeyedWhere find_key(const std::optional<Condition>& where, const KeySchema& keys,
                    SingleIn single_in) {
  KeyedWhere split;
  std::vector<Condition> rest;
  const auto take = [&](const Condition& condition) {
    const std::optional<KeyTerm> term = equality_of(condition, single_in);
    if (!term || keys.find(term->attribute) == nullptr) {
      rest.push_back(condition);
      return;
    }
    const AttributeValue* known = split.key.find(term->attribute);
    if (known == nullptr) {
      split.key.set(term->attribute, term->values.front());
    } else if (*known != term->values.front()) {
      if (!split.contradicted) split.contradicted = term->attribute;
      rest.push_back(condition);
    }
  };
  // AND takes two sides at a time, the left one first.
  const auto walk = [&take](const auto& self, const Condition& condition) -> void {
    if (condition.kind() != Condition::Kind::kAnd) return take(condition);
    for (const Condition& child : condition.children()) self(self, child);
  };
  if (where) walk(walk, *where);
  if (!rest.empty()) split.rest = Condition::all_of(std::move(rest));
  return split;
}

Result<void> check_key_types(const Item& key, const KeySchema& keys) {
  for (const auto* part : {&keys.hash, &keys.range})
    for (const KeyAttribute& attribute : *part) {
      const AttributeValue* value = key.find(attribute.name);
      if (value != nullptr && value->type() != attribute.type)
        return fail(wrong_key_type(attribute.name));
    }
  return {};
}

Result<KeyedWhere> require_key(const std::optional<Condition>& where, const KeySchema& keys) {
  KeyedWhere split = find_key(where, keys, SingleIn::kIsCondition);
  DYNAROCK_TRY(check_key_types(split.key, keys));
  if (split.contradicted)
    return fail(invalid("Multiple conditions on same key " + *split.contradicted +
                        ". Only single item Update/Insert/Delete are supported"));
  if (split.key.size() != keys.size())
    return fail(
        invalid("Where clause does not contain a mandatory equality on all key attributes"));
  return split;
}

}  // namespace dynarock::dynamodb::partiql
