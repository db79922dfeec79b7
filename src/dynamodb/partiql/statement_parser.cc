#include <utility>

#include "dynamodb/partiql/parser.h"

namespace dynarock::dynamodb::partiql {
namespace {

constexpr std::string_view kOneTable = "Only select from a single table or index is supported.";

bool starts_join(const Token& token) {
  for (const std::string_view word : {"join", "inner", "left", "right", "full", "outer", "cross"})
    if (token.is_keyword(word)) return true;
  return token.is_symbol(",");
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::kName || token.kind == TokenKind::kQuotedName;
}

void note(StatementSyntax& out, std::string text) {
  if (out.unsupported.empty()) out.unsupported = std::move(text);
}

}  // namespace

bool Parser::at_statement() const {
  for (const std::string_view word : {"select", "insert", "update", "delete", "from"})
    if (token().is_keyword(word)) return true;
  return false;
}

Result<StatementSyntax> Parser::whole_statement() {
  StatementSyntax out;
  if (at_statement()) {
    out = DYNAROCK_TRY(statement());
    // SELECT is an expression, so that an operator may follow.
    if (token().is_keyword("union") || token().is_keyword("except") ||
        token().is_keyword("intersect"))
      return fail(validation_error("Unsupported operation: " + std::string(token().text)));
  } else {
    out.source = DYNAROCK_TRY(expression());
  }
  if (take_symbol(";") && token().kind != TokenKind::kEnd)
    return malformed("Unexpected token after semicolon. (Only one query is allowed.)");
  if (token().kind != TokenKind::kEnd) return malformed("Unexpected token after expression");
  out.parameters = parameters_;
  return out;
}

Result<StatementSyntax> Parser::statement() {
  const Token head = token();
  ++at_;
  Result<StatementSyntax> out = head.text == "select"   ? select()
                                : head.text == "insert" ? insert()
                                : head.text == "update" ? update()
                                : head.text == "delete" ? erase()
                                                        : update_from_first();
  if (out) out->span = head.span;
  return out;
}

Result<StatementSyntax> Parser::select() {
  StatementSyntax out;
  out.kind = StatementSyntax::Kind::kSelect;
  DYNAROCK_TRY(select_list(out));
  if (!take_keyword("from")) return malformed("Expected FROM after SELECT list");
  DYNAROCK_TRY(from_source(out));
  DYNAROCK_TRY(where(out));
  if (take_keyword("group")) {
    take_keyword("partial");
    if (!take_keyword("by")) return malformed("Expected one of: [BY]");
    do DYNAROCK_TRY(expression());
    while (take_symbol(","));
    note(out, "Unsupported clause: GROUP BY");
  }
  if (take_keyword("having")) {
    const Span span = token().span;
    DYNAROCK_TRY(expression());
    note(out, "Unsupported clause: HAVING" + place(span, statement_));
  }
  if (take_keyword("order")) DYNAROCK_TRY(order_by(out));
  if (take_keyword("limit")) {
    const Span span = token().span;
    DYNAROCK_TRY(expression());
    note(out, "Unsupported clause: LIMIT" + place(span, statement_));
  }
  return out;
}

Result<void> Parser::select_list(StatementSyntax& out) {
  if (take_keyword("distinct")) note(out, "Unsupported token in expression: DISTINCT");
  take_keyword("all");
  if (take_keyword("value")) note(out, "Select projection doesn't support value or pivot keywords");
  if (token().is_keyword("from")) return malformed("Cannot have empty SELECT list");
  if (take_symbol("*")) {
    if (!token().is_symbol(",")) return {};
    return malformed(
        "Other expressions may not be present in the select list when '*' is used without dot "
        "notation.");
  }
  out.projection.emplace();
  do {
    out.projection->push_back(DYNAROCK_TRY(expression()));
    if (take_alias()) note(out, "Aliasing is not supported");
  } while (take_symbol(","));
  return {};
}

// `AS name`, or a name alone.
bool Parser::take_alias() {
  if (take_keyword("as")) {
    if (is_name(token())) ++at_;
    return true;
  }
  if (!is_name(token())) return false;
  ++at_;
  return true;
}

Result<void> Parser::from_source(StatementSyntax& out) {
  out.source = DYNAROCK_TRY(expression());
  bool aliased = take_alias();
  while (take_keyword("at") || take_keyword("by")) {
    if (!is_name(token())) return malformed("Expected identifier for AT-alias");
    ++at_;
    aliased = true;
  }
  if (aliased) note(out, "Aliasing is not supported");
  if (!starts_join(token())) return {};
  note(out, std::string(kOneTable));
  while (starts_join(token())) {
    while (starts_join(token())) ++at_;
    DYNAROCK_TRY(expression());
    take_alias();
    if (take_keyword("on")) DYNAROCK_TRY(expression());
  }
  return {};
}

Result<void> Parser::order_by(StatementSyntax& out) {
  if (!take_keyword("by")) return malformed("Expected one of: [BY]");
  do {
    StatementSyntax::Order order{DYNAROCK_TRY(expression())};
    order.descending = take_keyword("desc");
    if (!order.descending) take_keyword("asc");
    out.order.push_back(std::move(order));
  } while (take_symbol(","));
  return {};
}

Result<StatementSyntax> Parser::insert() {
  StatementSyntax out;
  out.kind = StatementSyntax::Kind::kInsert;
  const Span span = tokens_[at_ - 1].span;
  if (!take_keyword("into")) return malformed("Unexpected keyword");
  out.source = DYNAROCK_TRY(simple_path());
  if (take_keyword("value")) {
    out.value = DYNAROCK_TRY(expression());
    if (take_keyword("at")) {
      DYNAROCK_TRY(expression());
      note(out, "AT is not supported in insert statements." + place(span, statement_));
    }
  } else {
    take_keyword("values");
    out.value = DYNAROCK_TRY(expression());
    note(out,
         "Unsupported operation: Inserting multiple items in a single statement is not supported, "
         "use \"INSERT INTO tableName VALUE item\" instead");
  }
  if (token().is_keyword("on") && next_token().is_keyword("conflict")) {
    at_ += 2;
    if (take_keyword("where")) DYNAROCK_TRY(expression());
    if (!take_keyword("do") || !take_keyword("nothing"))
      return malformed("invalid ON CONFLICT syntax");
    note(out, "Unsupported clause: ON CONFLICT");
  }
  DYNAROCK_TRY(returning(out));
  if (out.returning) note(out, "RETURNING is not supported in INSERT");
  return out;
}

Result<StatementSyntax> Parser::update() {
  StatementSyntax out;
  out.kind = StatementSyntax::Kind::kUpdate;
  DYNAROCK_TRY(target(out));
  DYNAROCK_TRY(changes(out));
  DYNAROCK_TRY(where(out));
  DYNAROCK_TRY(returning(out));
  return out;
}

Result<StatementSyntax> Parser::update_from_first() {
  StatementSyntax out;
  out.kind = StatementSyntax::Kind::kUpdate;
  DYNAROCK_TRY(from_source(out));
  DYNAROCK_TRY(where(out));
  if (token().is_keyword("insert")) {
    DYNAROCK_TRY(nested_statement());
    note(out, "Unsupported FROM ... WHERE ... clause in INSERT statement.");
    return out;
  }
  DYNAROCK_TRY(changes(out));
  DYNAROCK_TRY(returning(out));
  return out;
}

Result<StatementSyntax> Parser::erase() {
  StatementSyntax out;
  out.kind = StatementSyntax::Kind::kDelete;
  if (!take_keyword("from")) return malformed("Expected FROM after DELETE");
  DYNAROCK_TRY(target(out));
  DYNAROCK_TRY(where(out));
  DYNAROCK_TRY(returning(out));
  return out;
}

// The table of an UPDATE or DELETE.
Result<void> Parser::target(StatementSyntax& out) {
  out.source = DYNAROCK_TRY(simple_path());
  if (take_alias()) note(out, "Aliasing is not supported");
  return {};
}

Result<void> Parser::changes(StatementSyntax& out) {
  if (!token().is_keyword("set") && !token().is_keyword("remove"))
    return malformed("Expected data manipulation");
  while (token().is_keyword("set") || token().is_keyword("remove")) {
    if (take_keyword("set")) {
      DYNAROCK_TRY(assignments(out));
    } else {
      ++at_;
      out.changes.push_back({DYNAROCK_TRY(simple_path()), std::nullopt});
    }
  }
  return {};
}

Result<void> Parser::assignments(StatementSyntax& out) {
  do {
    StatementSyntax::Change change{DYNAROCK_TRY(simple_path()), std::nullopt};
    if (!take_symbol("=")) return malformed("Expected assignment for SET");
    change.value = DYNAROCK_TRY(expression());
    out.changes.push_back(std::move(change));
  } while (take_symbol(","));
  return {};
}

Result<void> Parser::where(StatementSyntax& out) {
  if (take_keyword("where")) out.where = DYNAROCK_TRY(expression());
  return {};
}

Result<void> Parser::returning(StatementSyntax& out) {
  if (!take_keyword("returning")) return {};
  int elements = 0;
  do {
    Returning element;
    element.only_modified = take_keyword("modified");
    bool known = element.only_modified || take_keyword("all");
    element.old_image = known && take_keyword("old");
    known = known && (element.old_image || take_keyword("new"));
    if (!known)
      return malformed("Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.");
    if (!take_symbol("*")) {
      DYNAROCK_TRY(expression());
      note(out, "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
    }
    out.returning = element;
    ++elements;
  } while (take_symbol(","));
  if (elements > 1)
    note(out, "Invalid syntax with multiple returning elements in RETURNING clause");
  return {};
}

// A path of names and literals, as what is written to must be.
Result<Node> Parser::simple_path() {
  if (!is_name(token()) || next_token().is_symbol("("))
    return malformed("Expected identifier for simple path");
  return path_term();
}

Result<StatementSyntax> parse_syntax(std::string_view statement) {
  std::vector<Token> tokens = DYNAROCK_TRY(tokenize(statement));
  return Parser(statement, std::move(tokens)).whole_statement();
}

}  // namespace dynarock::dynamodb::partiql
