#include "dynarock/dynamodb/partiql/statement.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dynamodb/partiql/translator.h"
#include "dynarock/base/characters.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb::partiql {
namespace {

struct Source {
  std::string table;
  std::optional<std::string> index;
};

AwsError invalid(std::string_view text) { return validation_error(std::string(text)); }

bool is_table_name(std::string_view name) {
  constexpr std::size_t kShortest = 3;
  constexpr std::size_t kLongest = 255;
  if (name.starts_with("arn:")) return true;
  return name.size() >= kShortest && name.size() <= kLongest && is_made_of(name, "-_.");
}

// The names that FROM, INTO or UPDATE give, joined by dots.
Result<std::vector<std::string>> source_names(const Node& source) {
  std::vector<std::string> names;
  if (source.kind == Node::Kind::kName) {
    names.push_back(source.text);
  } else {
    if (source.kind != Node::Kind::kPath) return fail(invalid("Unexpected from source"));
    for (const Node& step : source.children) {
      if (step.kind != Node::Kind::kName) return fail(invalid("Unexpected from source"));
      names.push_back(step.text);
    }
  }
  if (std::ranges::find(names, "") != names.end()) return fail(invalid(kEmptyComponent));
  return names;
}

Result<Source> source_of(const Node& node) {
  std::vector<std::string> names = DYNAROCK_TRY(source_names(node));
  if (names.size() > 2)
    return fail(invalid("A path may contain at most 2 components in the FROM clause"));
  if (!is_table_name(names.front()))
    return fail(
        invalid("Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', "
                "'0-9', '-', '_', '.'."));
  Source source{std::move(names.front()), std::nullopt};
  if (names.size() > 1) source.index = std::move(names.back());
  return source;
}

Result<std::string> table_only(const Node& node, std::string_view refusal) {
  Source source = DYNAROCK_TRY(source_of(node));
  if (source.index) return fail(invalid(refusal));
  return std::move(source.table);
}

constexpr std::string_view kNotOnIndex = "This operation is not supported on an index";

/// Gives the clauses of one statement their meaning.
class Compiler {
 public:
  Compiler(std::string_view text, std::span<const AttributeValue> parameters)
      : translator_(text, parameters) {}

  Result<Statement> statement(const StatementSyntax& syntax) {
    if (!syntax.unsupported.empty()) return fail(invalid(syntax.unsupported));
    switch (syntax.kind) {
      case StatementSyntax::Kind::kSelect:
        return select(syntax).map([](Select&& made) { return Statement(std::move(made)); });
      case StatementSyntax::Kind::kInsert:
        return insert(syntax);
      case StatementSyntax::Kind::kUpdate:
        return update(syntax);
      case StatementSyntax::Kind::kDelete:
        return erase(syntax);
      case StatementSyntax::Kind::kExpression:
        break;
    }
    return expression(syntax.source);
  }

 private:
  Result<std::optional<expr::Condition>> where(const StatementSyntax& syntax) {
    if (!syntax.where) return std::nullopt;
    return DYNAROCK_TRY(translator_.where(*syntax.where));
  }

  Result<std::optional<expr::Projection>> projection(const StatementSyntax& syntax) {
    if (!syntax.projection) return std::nullopt;
    return DYNAROCK_TRY(translator_.projection(*syntax.projection));
  }

  Result<Select> select(const StatementSyntax& syntax) {
    Source source = DYNAROCK_TRY(source_of(syntax.source));
    Select select;
    select.table = std::move(source.table);
    select.index = std::move(source.index);
    select.projection = DYNAROCK_TRY(projection(syntax));
    if (!syntax.order.empty() && !syntax.where)
      return fail(invalid("Must have WHERE clause in the statement when using ORDER BY clause."));
    select.where = DYNAROCK_TRY(where(syntax));
    for (const StatementSyntax::Order& order : syntax.order) {
      if (order.by.kind != Node::Kind::kName)
        return fail(invalid("Argument to ORDER BY must be of type VariableReference. Type: " +
                            order.by.text));
      select.order.push_back({order.by.text, order.descending});
    }
    return select;
  }

  Result<Statement> insert(const StatementSyntax& syntax) {
    std::string table = DYNAROCK_TRY(table_only(
        syntax.source,
        "FROM clause may only contain a single table name in data manipulation statements"));
    Item item = DYNAROCK_TRY(translator_.item(syntax.value));
    return Insert{std::move(table), std::move(item)};
  }

  Result<Statement> update(const StatementSyntax& syntax) {
    Update update;
    update.table = DYNAROCK_TRY(table_only(syntax.source, kNotOnIndex));
    update.update = DYNAROCK_TRY(translator_.update(syntax.changes));
    update.where = DYNAROCK_TRY(where(syntax));
    update.returning = syntax.returning;
    return update;
  }

  Result<Statement> erase(const StatementSyntax& syntax) {
    Delete erase;
    erase.table = DYNAROCK_TRY(table_only(syntax.source, kNotOnIndex));
    erase.returns_item = syntax.returning.has_value();
    if (syntax.returning && (syntax.returning->only_modified || !syntax.returning->old_image))
      return fail(invalid(std::string("Invalid returning clause: RETURNING ") +
                          (syntax.returning->only_modified ? "MODIFIED " : "ALL ") +
                          (syntax.returning->old_image ? "OLD" : "NEW") +
                          " *. Only RETURNING ALL OLD * is allowed in DELETE statements."));
    erase.where = DYNAROCK_TRY(where(syntax));
    return erase;
  }

  // An expression is no statement, save EXISTS.
  Result<Statement> expression(const Node& node) {
    if (node.kind == Node::Kind::kCall && node.text == "exists") return exists(node);
    constexpr auto kNames = std::to_array<std::pair<Node::Kind, std::string_view>>(
        {{Node::Kind::kName, "Id"},
         {Node::Kind::kPath, "Path"},
         {Node::Kind::kMissing, "Missing"},
         {Node::Kind::kParameter, "Parameter"},
         {Node::Kind::kList, "List"},
         {Node::Kind::kBag, "Bag"},
         {Node::Kind::kStruct, "Struct"},
         {Node::Kind::kTypeTest, "IsType"},
         {Node::Kind::kCall, "Call"}});
    if (node.kind == Node::Kind::kOperator)
      return fail(invalid("EXISTS can only be used in ExecuteTransaction write requests."));
    const auto found = std::ranges::find(kNames, node.kind, &decltype(kNames)::value_type::first);
    return fail(invalid("Unsupported operation: " +
                        std::string(found != kNames.end() ? found->second : "Lit")));
  }

  Result<Statement> exists(const Node& node) {
    constexpr std::string_view kOneRead =
        "EXISTS() must contain a single item read with additional condition";
    if (node.children.size() != 1 || node.children.front().kind != Node::Kind::kStatement ||
        node.children.front().statement->kind != StatementSyntax::Kind::kSelect)
      return fail(invalid(kOneRead));
    const StatementSyntax& inner = *node.children.front().statement;
    if (!inner.unsupported.empty()) return fail(invalid(inner.unsupported));
    return Exists{DYNAROCK_TRY(select(inner))};
  }

  Translator translator_;
};

}  // namespace

const std::string& table_of(const Statement& statement) {
  struct Visitor {
    const std::string& operator()(const Exists& exists) const { return exists.select.table; }
    const std::string& operator()(const Select& select) const { return select.table; }
    const std::string& operator()(const Insert& insert) const { return insert.table; }
    const std::string& operator()(const Update& update) const { return update.table; }
    const std::string& operator()(const Delete& erase) const { return erase.table; }
  };
  return std::visit(Visitor(), statement);
}

Result<std::vector<AttributeValue>> read_parameters(json::Value request) {
  std::vector<AttributeValue> parameters;
  const auto given = request.find("Parameters");
  if (!given) return parameters;
  parameters.reserve(given->size());
  for (const json::Value parameter : given->elements())
    parameters.push_back(DYNAROCK_TRY(decode_attribute_value(parameter, Wording::older)));
  return parameters;
}

Result<Statement> compile(std::string_view text, std::span<const AttributeValue> parameters) {
  const StatementSyntax syntax = DYNAROCK_TRY(parse_syntax(text));
  if (syntax.parameters != parameters.size())
    return fail(invalid("Number of parameters in request and statement don't match."));
  return Compiler(text, parameters).statement(syntax);
}

}  // namespace dynarock::dynamodb::partiql
