#include <algorithm>
#include <array>
#include <utility>

#include "dynamodb/partiql/parser.h"
#include "dynamodb/partiql/types.h"

namespace dynarock::dynamodb::partiql {
namespace {

struct Precedence {
  std::string_view name;
  int value;
};

constexpr auto kPrecedences = std::to_array<Precedence>(
    {{"intersect", 5}, {"except", 5}, {"union", 5}, {"or", 10}, {"and", 20},     {"=", 40},
     {"<>", 40},       {"is", 40},    {"in", 40},   {"<", 50},  {"<=", 50},      {">", 50},
     {">=", 50},       {"like", 50},  {"+", 60},    {"-", 60},  {"between", 50}, {"||", 60},
     {"*", 70},        {"/", 70},     {"%", 70}});

// Keywords that name functions.
constexpr auto kFunctionKeywords = std::to_array<std::string_view>(
    {"exists", "count", "avg", "max", "min", "sum", "substring", "char_length", "character_length",
     "octet_length", "bit_length", "upper", "lower", "size", "nullif", "coalesce", "sexp", "list",
     "bag"});

// How deep expressions may nest: what is deeper than items can be is of no use.
constexpr int kMaxDepth = 200;

// Of an operator token, or 0.
int precedence_of(const Token& token) {
  if (token.kind != TokenKind::kSymbol && token.kind != TokenKind::kKeyword) return 0;
  const auto found = std::ranges::find(kPrecedences, token.text, &Precedence::name);
  return found != kPrecedences.end() ? found->value : 0;
}

// NOT IN, NOT LIKE, NOT BETWEEN.
bool can_be_negated(const Token& token) {
  return token.is_keyword("in") || token.is_keyword("like") || token.is_keyword("between");
}

// A doubled quote stands for itself.
std::string unquoted(const Token& token, char quote) {
  std::string text;
  text.reserve(token.text.size());
  for (std::size_t i = 0; i < token.text.size(); ++i) {
    text += token.text[i];
    if (token.text[i] == quote) ++i;
  }
  return text;
}

std::string name_text(const Token& token) {
  return token.kind == TokenKind::kQuotedName ? unquoted(token, '"') : std::string(token.text);
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::kName || token.kind == TokenKind::kQuotedName;
}

Node leaf(Node::Kind kind, std::string text, Span span) {
  Node node;
  node.kind = kind;
  node.text = std::move(text);
  node.span = span;
  return node;
}

Node with_children(Node::Kind kind, std::string_view text, Span span, std::vector<Node> children) {
  Node node = leaf(kind, std::string(text), span);
  node.children = std::move(children);
  return node;
}

std::vector<Node> pair_of(Node first, Node second) {
  std::vector<Node> nodes;
  nodes.push_back(std::move(first));
  nodes.push_back(std::move(second));
  return nodes;
}

Node negation(Node operand, Span span) {
  Node node = leaf(Node::Kind::kOperator, "not", span);
  node.children.push_back(std::move(operand));
  return node;
}

}  // namespace

const Token& Parser::next_token() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }

bool Parser::take_symbol(std::string_view symbol) {
  if (!token().is_symbol(symbol)) return false;
  ++at_;
  return true;
}

bool Parser::take_keyword(std::string_view keyword) {
  if (!token().is_keyword(keyword)) return false;
  ++at_;
  return true;
}

tl::unexpected<AwsError> Parser::malformed(std::string_view detail) {
  return fail(not_well_formed(detail));
}

Result<void> Parser::expect_symbol(std::string_view symbol) {
  if (take_symbol(symbol)) return {};
  return malformed("Expected '" + std::string(symbol) + "'");
}

Result<Node> Parser::expression(int precedence) {
  if (depth_ >= kMaxDepth) return malformed("");
  ++depth_;
  Node left = DYNAROCK_TRY(prefixed());
  for (;;) {
    const bool negated = token().is_keyword("not") && can_be_negated(next_token());
    const Token& head = negated ? next_token() : token();
    const int binds = precedence_of(head);
    if (binds <= precedence) break;
    const Span span = token().span;
    const std::string_view name = head.text;
    at_ += negated ? 2 : 1;
    left = DYNAROCK_TRY(infix(std::move(left), name, span, binds));
    if (negated) left = negation(std::move(left), span);
  }
  --depth_;
  return left;
}

Result<Node> Parser::right_operand(int precedence) {
  if (token().kind == TokenKind::kEnd)
    return malformed("Missing right-hand side expression of infix operator");
  return expression(precedence);
}

Result<Node> Parser::infix(Node left, std::string_view name, Span span, int precedence) {
  if (name == "is") {
    const bool negated = take_keyword("not");
    return type_test(std::move(left), negated, span);
  }
  if (name == "in" && take_symbol("(")) {
    Node list = DYNAROCK_TRY(sequence(Node::Kind::kList, ")"));
    return with_children(Node::Kind::kOperator, name, span,
                         pair_of(std::move(left), std::move(list)));
  }
  Node right = DYNAROCK_TRY(right_operand(precedence));
  std::vector<Node> operands = pair_of(std::move(left), std::move(right));
  if (name == "between") {
    if (!take_keyword("and")) return malformed("Expected expression after AND");
    operands.push_back(DYNAROCK_TRY(right_operand(kComparisonPrecedence)));
  }
  return with_children(Node::Kind::kOperator, name, span, std::move(operands));
}

Result<Node> Parser::type_test(Node left, bool negated, Span span) {
  std::string type(token().text);
  if (token().kind != TokenKind::kKeyword || !(find_type(type) != nullptr || type == "double"))
    return malformed("Expected type name");
  ++at_;
  if ((type == "double" && take_keyword("precision")) ||
      (type == "character" && take_keyword("varying")))
    type += type == "double" ? " precision" : " varying";
  if (take_symbol("("))  // a precision means nothing
    DYNAROCK_TRY(sequence(Node::Kind::kList, ")"));
  Node test = leaf(Node::Kind::kTypeTest, std::move(type), span);
  test.children.push_back(std::move(left));
  return negated ? negation(std::move(test), span) : test;
}

Result<Node> Parser::prefixed() {
  const Span span = token().span;
  if (take_keyword("not")) return negation(DYNAROCK_TRY(expression(kNotPrecedence)), span);
  const bool minus = token().is_symbol("-");
  if (minus || token().is_symbol("+")) {
    ++at_;
    if (++depth_ >= kMaxDepth) return malformed("");
    Node operand = DYNAROCK_TRY(prefixed());
    --depth_;
    if (operand.kind != Node::Kind::kNumber) {
      Node node = leaf(Node::Kind::kOperator, minus ? "-" : "+", span);
      node.children.push_back(std::move(operand));
      return node;
    }
    if (!minus) return operand;
    if (operand.text.starts_with('-'))
      operand.text.erase(0, 1);
    else
      operand.text.insert(0, 1, '-');
    return operand;
  }
  take_symbol("@");
  return path_term();
}

Result<Node> Parser::path_term() {
  Node start = DYNAROCK_TRY(term());
  if (!token().is_symbol(".") && !token().is_symbol("[")) return start;
  Node path = leaf(Node::Kind::kPath, "", start.span);
  path.children.push_back(std::move(start));
  while (token().is_symbol(".") || token().is_symbol("["))
    path.children.push_back(DYNAROCK_TRY(path_step(path)));
  return path;
}

Result<Node> Parser::path_step(Node& path) {
  const Span span = token().span;
  if (take_symbol(".")) {
    if (take_symbol("*")) return leaf(Node::Kind::kWildcard, ".*", span);
    if (!is_name(token())) return malformed("Invalid path dot component");
    Node name = leaf(Node::Kind::kName, name_text(token()), token().span);
    ++at_;
    return name;
  }
  ++at_;  // the bracket
  if (take_symbol("*")) {
    DYNAROCK_TRY(expect_symbol("]"));
    return leaf(Node::Kind::kWildcard, "[*]", path.span);
  }
  Node step = DYNAROCK_TRY(expression());
  DYNAROCK_TRY(expect_symbol("]"));
  // A string in brackets is a name, a name is a path to one.
  if (step.kind == Node::Kind::kName) {
    Node inner = leaf(Node::Kind::kPath, "", step.span);
    inner.children.push_back(std::move(step));
    return inner;
  }
  if (step.kind == Node::Kind::kString) step.kind = Node::Kind::kName;
  return step;
}

Result<Node> Parser::term() {
  const Token head = token();
  switch (head.kind) {
    case TokenKind::kEnd:
      return malformed("Unexpected term");
    case TokenKind::kName:
    case TokenKind::kQuotedName:
      return name_or_call();
    case TokenKind::kKeyword:
      return keyword_term();
    case TokenKind::kString:
      ++at_;
      return leaf(Node::Kind::kString, unquoted(head, '\''), head.span);
    case TokenKind::kNumber:
      ++at_;
      return leaf(Node::Kind::kNumber, std::string(head.text), head.span);
    case TokenKind::kIon:
      ++at_;
      return leaf(Node::Kind::kIon, std::string(head.text), head.span);
    case TokenKind::kSymbol:
      break;
  }
  if (head.text == "?") {
    ++at_;
    Node parameter = leaf(Node::Kind::kParameter, "", head.span);
    parameter.index = parameters_++;
    return parameter;
  }
  if (head.text == "(") return in_parentheses();
  if (head.text == "{") return structure();
  if (head.text == "[" || head.text == "<<") {
    ++at_;
    Node node = DYNAROCK_TRY(head.text == "[" ? sequence(Node::Kind::kList, "]")
                                              : sequence(Node::Kind::kBag, ">>"));
    node.span = head.span;
    return node;
  }
  return malformed(precedence_of(head) > 0 && head.text != "*" ? "Unexpected operator"
                                                               : "Unexpected term");
}

Result<Node> Parser::keyword_term() {
  const Token head = token();
  const bool names_function =
      std::ranges::find(kFunctionKeywords, head.text) != kFunctionKeywords.end();
  if (names_function && next_token().is_symbol("(")) return call();
  if (head.text == "case" || head.text == "cast")
    return fail(validation_error(
        "Unsupported token in expression: " + std::string(head.text == "case" ? "CASE" : "cast") +
        place(head.span, statement_)));
  if (head.text == "create" || head.text == "drop")
    return fail(validation_error(std::string("Unsupported operation: ") +
                                 (head.text == "create" ? "CreateTable" : "DropTable")));
  if (at_statement()) return nested_statement();
  if (precedence_of(head) > 0) return malformed("Unexpected operator");
  constexpr auto kLiterals =
      std::to_array<std::pair<std::string_view, Node::Kind>>({{"true", Node::Kind::kBoolean},
                                                              {"false", Node::Kind::kBoolean},
                                                              {"null", Node::Kind::kNull},
                                                              {"missing", Node::Kind::kMissing}});
  for (const auto& [word, kind] : kLiterals) {
    if (head.text != word) continue;
    ++at_;
    return leaf(kind, std::string(word), head.span);
  }
  return malformed("Unexpected keyword");
}

Result<Node> Parser::name_or_call() {
  if (next_token().is_symbol("(")) return call();
  const Token head = token();
  ++at_;
  return leaf(Node::Kind::kName, name_text(head), head.span);
}

Result<Node> Parser::call() {
  const Token head = token();
  std::string name(head.text);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  at_ += 2;
  if (name == "count" && take_symbol("*")) {
    DYNAROCK_TRY(expect_symbol(")"));
    return leaf(Node::Kind::kCall, std::move(name), head.span);
  }
  Node arguments = DYNAROCK_TRY(sequence(Node::Kind::kCall, ")"));
  arguments.text = std::move(name);
  arguments.span = head.span;
  return arguments;
}

Result<Node> Parser::in_parentheses() {
  const Span span = token().span;
  ++at_;
  Node first = DYNAROCK_TRY(expression());
  if (take_symbol(")")) return first;
  Node list = leaf(Node::Kind::kList, "", span);
  list.children.push_back(std::move(first));
  while (take_symbol(",")) list.children.push_back(DYNAROCK_TRY(expression()));
  DYNAROCK_TRY(expect_symbol(")"));
  return list;
}

// What stands between brackets, the opening one being taken.
Result<Node> Parser::sequence(Node::Kind kind, std::string_view closing) {
  Node node = leaf(kind, "", token().span);
  if (take_symbol(closing)) return node;
  do {
    node.children.push_back(DYNAROCK_TRY(expression()));
  } while (take_symbol(","));
  DYNAROCK_TRY(expect_symbol(closing));
  return node;
}

Result<Node> Parser::structure() {
  Node node = leaf(Node::Kind::kStruct, "", token().span);
  ++at_;
  if (take_symbol("}")) return node;
  do {
    node.children.push_back(DYNAROCK_TRY(expression()));
    DYNAROCK_TRY(expect_symbol(":"));
    node.children.push_back(DYNAROCK_TRY(expression()));
  } while (take_symbol(","));
  DYNAROCK_TRY(expect_symbol("}"));
  return node;
}

Result<Node> Parser::nested_statement() {
  if (++depth_ >= kMaxDepth) return malformed("");
  Node node = leaf(Node::Kind::kStatement, "", token().span);
  node.statement = std::make_shared<const StatementSyntax>(DYNAROCK_TRY(statement()));
  --depth_;
  return node;
}

}  // namespace dynarock::dynamodb::partiql
