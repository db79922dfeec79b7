// Parses policy documents. All that is wrong is collected first; rank() decides what IAM would
// tell.

#include <algorithm>
#include <array>
#include <set>

#include "dynarock/base/characters.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/document.h"
#include "policy/moment.h"
#include "policy/resource_format.h"
#include "policy/wording.h"

namespace dynarock::policy {

namespace {

constexpr std::string_view kNewVersion = "2012-10-17";
constexpr std::string_view kOldVersion = "2008-10-17";

constexpr auto kDocumentMembers = std::to_array<std::string_view>({"Version", "Id", "Statement"});
constexpr auto kStatementMembers =
    std::to_array<std::string_view>({"Sid", "Effect", "Principal", "NotPrincipal", "Action",
                                     "NotAction", "Resource", "NotResource", "Condition"});

struct Violation {
  Rule rule;
  std::string detail;
  std::string problem;
  std::size_t offset;
};

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

}  // namespace

class DocumentParser {
 public:
  DocumentParser(PolicyKind kind, std::string_view text)
      : kind_(kind), text_(text), lines_(text), document_(std::make_shared<Document>()) {
    document_->kind_ = kind;
  }

  void run() {
    if (text_.size() > kMaxDocumentBytes) {
      broken(Rule::kJson, "longer than " + std::to_string(kMaxDocumentBytes) + " bytes", 0);
    } else if (!json_.parse(text_)) {
      const json::SyntaxError error = json::describe_syntax_error(text_, json_.stopped_at());
      broken(Rule::kJson, error.problem, error.offset);
    } else if (!json_.root().is_object()) {
      broken(Rule::kJson, "a policy is a JSON object", json_.root().offset());
    } else {
      document(json_.root());
    }
    std::ranges::stable_sort(violations_, {},
                             [&](const Violation& one) { return rank(kind_, one.rule); });
  }

  std::vector<Malformed> malformed() const {
    std::vector<Malformed> all;
    for (const Violation& one : violations_) {
      const json::Position position = lines_.position(one.offset);
      all.push_back({message(kind_, one.rule, one.detail, position), one.problem, position});
    }
    return all;
  }

  std::shared_ptr<const Document> take() { return std::move(document_); }

 private:
  using Value = json::Value;

  void broken(Rule rule, std::string problem, std::size_t offset, std::string detail = {}) {
    violations_.push_back({rule, std::move(detail), std::move(problem), offset});
  }

  bool is_trust() const { return kind_ == PolicyKind::kTrust; }

  /// Refuses members of other names, and names that come twice.
  template <std::size_t kSize>
  void check_members(Value object, const std::array<std::string_view, kSize>& known) {
    std::set<std::string_view> seen;
    for (const auto& [name, value] : object.members()) {
      if (std::ranges::find(known, name) == known.end())
        broken(Rule::kStructure, unknown_member(name, known), value.name_offset());
      check_unseen(name, value, seen);
    }
  }

  template <std::size_t kSize>
  static std::string unknown_member(std::string_view name,
                                    const std::array<std::string_view, kSize>& known) {
    for (const std::string_view candidate : known)
      if (lower_case(candidate) == lower_case(name))
        return quoted(name) + " is spelled " + std::string(candidate);
    return quoted(name) + " is no element of a policy here";
  }

  void check_unseen(std::string_view name, Value value, std::set<std::string_view>& seen) {
    if (!seen.insert(name).second)
      broken(Rule::kStructure, quoted(name) + " is there twice", value.name_offset());
  }

  void document(Value root) {
    check_members(root, kDocumentMembers);
    version(root);
    if (const auto id = root.find("Id")) {
      if (!id->is_string()) broken(Rule::kStructure, "Id is a string", id->offset());
      document_->id_ = id->text();
    }
    const auto statements = root.find("Statement");
    if (!statements) return broken(Rule::kNoStatement, "there is no Statement", root.offset());
    if (statements->is_object()) return statement(*statements);
    if (!statements->is_array())
      return broken(Rule::kStructure, "Statement is an object or a list of them",
                    statements->offset());
    if (statements->empty())
      broken(Rule::kNoStatement, "the list of statements is empty", statements->offset());
    for (const Value one : statements->elements()) statement(one);
  }

  void version(Value root) {
    const auto version = root.find("Version");
    if (!version) {
      if (kind_ == PolicyKind::kManaged)
        broken(Rule::kOldVersion, "there is no Version, which then is 2008-10-17", root.offset());
      document_->version_ = kOldVersion;
      return;
    }
    document_->version_ = version->text();
    if (version->text() != kNewVersion && version->text() != kOldVersion) {
      broken(Rule::kUnknownVersion, "Version is 2012-10-17 or 2008-10-17", version->offset());
    } else if (version->text() == kOldVersion && kind_ == PolicyKind::kManaged) {
      broken(Rule::kOldVersion, "managed policies are of Version 2012-10-17", version->offset());
    }
  }

  TemplateText::Variables variables() const {
    return document_->version_ == kNewVersion ? TemplateText::Variables::kYes
                                              : TemplateText::Variables::kNo;
  }

  void statement(Value value) {
    if (!value.is_object())
      return broken(Rule::kStructure, "a statement is an object", value.offset());
    Statement& made = document_->statements_.emplace_back();
    made.index = document_->statements_.size() - 1;
    made.begin = lines_.position(value.offset());
    made.end = lines_.position(value.offset() + value.source().size() - 1);
    check_members(value, kStatementMembers);
    effect(value, made);
    principals(value, made);
    conditions(value, made);
    actions(value, made);
    resources(value, made);
    sid(value, made);
  }

  void effect(Value statement, Statement& made) {
    const auto effect = statement.find("Effect");
    if (!effect)
      return broken(Rule::kMissingEffect, "the statement has no Effect", statement.offset());
    const std::string_view text = effect->text();
    const std::string lower = lower_case(text);
    made.effect = lower == "allow" ? Effect::kAllow : Effect::kDeny;
    if (text == "Allow" || text == "Deny") return;
    const bool is_effect = lower == "allow" || lower == "deny";
    if (is_effect && kind_ == PolicyKind::kResource) return;
    if (is_effect)
      return broken(Rule::kEffectCase, "Effect is spelled Allow or Deny", effect->offset(),
                    std::string(text));
    broken(Rule::kInvalidEffect, "Effect is Allow or Deny", effect->offset(), std::string(text));
  }

  void sid(Value statement, Statement& made) {
    const auto sid = statement.find("Sid");
    if (!sid) return;
    if (!sid->is_string()) return broken(Rule::kStructure, "Sid is a string", sid->offset());
    made.sid = sid->text();
    if (!traits(kind_).names_principals && !is_made_of(made.sid))
      broken(Rule::kSidCharacters, "a Sid is letters and digits", sid->offset());
    if (!made.sid.empty() && !sids_.insert(made.sid).second)
      broken(Rule::kDuplicateSid, "an earlier statement has the Sid " + quoted(made.sid),
             sid->offset());
  }

  /// Which of the two members, of which there may be one, the statement has.
  std::optional<Value> one_of(Value statement, std::string_view name, std::string_view negation,
                              bool& negated) {
    const auto plain = statement.find(name);
    const auto opposite = statement.find(negation);
    if (plain && opposite)
      broken(Rule::kStructure,
             std::string(name) + " and " + std::string(negation) + " exclude each other",
             opposite->name_offset());
    negated = opposite && !plain;
    return plain ? plain : opposite;
  }

  /// Calls `each` with the strings of a string or a list of strings.
  template <class Each>
  void for_each_string(std::string_view what, Value value, Each each) {
    if (value.is_string()) return each(value);
    if (!value.is_array())
      return broken(Rule::kStructure, std::string(what) + " is a string or a list of strings",
                    value.offset());
    for (const Value element : value.elements()) {
      if (element.is_string()) {
        each(element);
      } else {
        broken(Rule::kStructure, std::string(what) + " lists strings only", element.offset());
      }
    }
  }

  void actions(Value statement, Statement& made) {
    const auto value = one_of(statement, "Action", "NotAction", made.not_action);
    if (!value || (value->is_array() && value->empty()))
      return broken(Rule::kMissingActions, "the statement has no Action",
                    value ? value->offset() : statement.offset());
    for_each_string(made.not_action ? "NotAction" : "Action", *value, [&](Value action) {
      check_action(action);
      made.actions.emplace_back(action.text(), lines_.position(action.offset()));
    });
  }

  void check_action(Value action) {
    const std::string_view text = action.text();
    const auto colons = std::ranges::count(text, ':');
    const std::string_view vendor = text.substr(0, text.find(':'));
    if (colons == 0 && text != "*") {
      broken(Rule::kActionWithoutVendor, "an action is service:Name, such as dynamodb:GetItem",
             action.offset());
    } else if (colons > 1) {
      broken(Rule::kActionColons, "an action has one colon", action.offset());
    } else if (vendor != "*" && !is_made_of(vendor, "-.")) {
      broken(Rule::kActionVendor, quoted(vendor) + " is no service", action.offset(),
             std::string(vendor));
    } else if (is_trust() && lower_case(vendor) != "sts") {
      broken(Rule::kActionNotSts, "a role is assumed by actions of sts", action.offset());
    }
  }

  void resources(Value statement, Statement& made) {
    const auto value = one_of(statement, "Resource", "NotResource", made.not_resource);
    if (is_trust()) {
      if (value)
        broken(made.not_resource ? Rule::kNotResourceProhibited : Rule::kResourceProhibited,
               "a trust policy's resource is its role, and not written", value->name_offset());
      return;
    }
    if (!value || (value->is_array() && value->empty()))
      return broken(Rule::kMissingResources, "the statement has no Resource",
                    value ? value->offset() : statement.offset());
    for_each_string(made.not_resource ? "NotResource" : "Resource", *value, [&](Value resource) {
      check_resource(resource);
      made.resources.push_back(
          {ResourcePattern(resource.text(), variables()), lines_.position(resource.offset())});
    });
  }

  void check_resource(Value resource) {
    const auto problem = check_resource_format(resource.text());
    if (problem) {
      has_resource_problem_ = true;
      broken(problem->rule, problem->problem, resource.offset(), problem->detail);
    } else if (!has_resource_problem_ && !passes_legacy_parsing(resource.text())) {
      broken(Rule::kLegacyParsing, "the ARN has fewer than its six parts", resource.offset());
    }
  }

  void principals(Value statement, Statement& made) {
    bool negated = false;
    const auto value = one_of(statement, "Principal", "NotPrincipal", negated);
    if (!traits(kind_).names_principals) {
      if (value)
        broken(Rule::kPrincipalProhibited,
               "a " + std::string(traits(kind_).name) + " applies to whom it is attached to",
               value->name_offset());
      return;
    }
    if (!value)
      return broken(Rule::kMissingPrincipal, "the statement has no Principal", statement.offset());
    if (negated && made.effect == Effect::kAllow)
      return broken(Rule::kAllowWithNotPrincipal, "NotPrincipal goes with Deny only",
                    value->name_offset());
    if (negated && is_trust())
      return broken(Rule::kNotPrincipalProhibited, "a trust policy has no NotPrincipal",
                    value->name_offset());
    made.principal.emplace().negated = negated;
    if (value->is_object()) {
      if (value->empty())
        broken(Rule::kEmptyPrincipal, "the Principal names nobody", value->offset());
      for (const auto& [type, names] : value->members()) principal_type(type, names, made);
    } else if (value->text() == "*") {
      made.principal->add(PrincipalElement::Type::kAws, "*", lines_.position(value->offset()));
    } else {
      broken(Rule::kPrincipalNoObject, "a Principal is \"*\" or an object such as {\"AWS\": ...}",
             value->offset());
    }
  }

  void principal_type(std::string_view name, Value value, Statement& made) {
    using Type = PrincipalElement::Type;
    constexpr auto kTypes =
        std::to_array<std::pair<std::string_view, Type>>({{"AWS", Type::kAws},
                                                          {"Service", Type::kService},
                                                          {"Federated", Type::kFederated},
                                                          {"CanonicalUser", Type::kCanonicalUser}});
    const auto type = std::ranges::find(kTypes, name, [](const auto& row) { return row.first; });
    if (type == kTypes.end())
      return broken(Rule::kInvalidPrincipal,
                    "principals are of AWS, Service, Federated or CanonicalUser",
                    value.name_offset(), "\"" + std::string(name) + "\"");
    for_each_string("Principal", value, [&](Value one) {
      if (!PrincipalElement::is_valid(type->second, one.text())) {
        broken(
            Rule::kInvalidPrincipal,
            quoted(one.text()) + " is no account, user, role or session; wildcards are not taken",
            one.offset(), "\"" + std::string(name) + "\":\"" + std::string(one.text()) + "\"");
      } else {
        made.principal->add(type->second, one.text(), lines_.position(one.offset()));
      }
    });
  }

  void conditions(Value statement, Statement& made) {
    const auto value = statement.find("Condition");
    if (!value) return;
    if (!value->is_object())
      return broken(Rule::kStructure, "Condition is an object", value->offset());
    std::set<std::string_view> seen;
    for (const auto& [name, block] : value->members()) {
      check_unseen(name, block, seen);
      condition_block(name, block, made);
    }
  }

  void condition_block(std::string_view name, Value block, Statement& made) {
    if (!block.is_object())
      return broken(Rule::kStructure, "an operator holds an object of keys", block.offset());
    const auto qualified = parse_operator(name);
    // IAM does not look at the name of an operator that holds nothing.
    if (!qualified && !block.empty())
      return broken(Rule::kStructure, quoted(name) + " is no condition operator",
                    block.name_offset());
    std::set<std::string_view> seen;
    for (const auto& [key, values] : block.members()) {
      check_unseen(key, values, seen);
      condition(*qualified, key, values, made);
    }
  }

  void condition(const QualifiedOperator& qualified, std::string_view key, Value values,
                 Statement& made) {
    Condition& condition =
        made.conditions.emplace_back(qualified, key, lines_.position(values.name_offset()));
    if (!values.is_array()) return condition_value(condition, values);
    for (const Value value : values.elements()) condition_value(condition, value);
  }

  void condition_value(Condition& condition, Value value) {
    const bool is_text = value.is_string() || value.is_number();
    if (!is_text && !value.is_boolean())
      return broken(Rule::kStructure, "a condition's value is a string, a number or a boolean",
                    value.offset());
    const std::string_view text = is_text ? value.text() : value.boolean() ? "true" : "false";
    condition.add_value(text, variables());
    if (condition.qualified().base->name.starts_with("Date") &&
        !condition.values().back().text.has_variables() && !parse_moment(text))
      broken(Rule::kLegacyParsing,
             quoted(text) + " is no time: write 2030-01-31T00:00:00Z or seconds since 1970",
             value.offset());
  }

  const PolicyKind kind_;
  const std::string_view text_;
  const json::LineIndex lines_;
  json::Document json_;
  std::shared_ptr<Document> document_;
  std::vector<Violation> violations_;
  std::set<std::string> sids_;
  bool has_resource_problem_ = false;
};

std::vector<Malformed> find_malformed(PolicyKind kind, std::string_view text) {
  DocumentParser parser(kind, text);
  parser.run();
  return parser.malformed();
}

tl::expected<std::shared_ptr<const Document>, Malformed> parse_policy(PolicyKind kind,
                                                                      std::string_view text) {
  DocumentParser parser(kind, text);
  parser.run();
  std::vector<Malformed> malformed = parser.malformed();
  if (!malformed.empty()) return tl::unexpected<Malformed>(std::move(malformed.front()));
  return parser.take();
}

}  // namespace dynarock::policy
