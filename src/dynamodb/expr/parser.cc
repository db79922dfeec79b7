#include "dynamodb/expr/parser.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "dynamodb/expr/lexer.h"
#include "dynamodb/expr/semantics.h"

namespace dynarock::dynamodb::expr {

namespace {

constexpr std::size_t kMaxLength = 4096;
/// Deeper nesting takes redundant parentheses or more than 300 operators and functions; stopping
/// here bounds the recursion.
constexpr int kMaxDepth = 400;

constexpr auto kComparators = std::to_array<std::string_view>({"=", "<>", "<", "<=", ">", ">="});

struct SectionKeyword {
  Keyword keyword;
  std::string_view name;
};
constexpr auto kSections = std::to_array<SectionKeyword>({{Keyword::kSet, "SET"},
                                                          {Keyword::kRemove, "REMOVE"},
                                                          {Keyword::kAdd, "ADD"},
                                                          {Keyword::kDelete, "DELETE"}});

AwsError redundant_parentheses() {
  return validation_error("The expression has redundant parentheses;");
}

Node operator_node(std::string_view name, std::vector<Node> operands) {
  return {Node::Kind::kOperator, name, {}, std::move(operands)};
}

/// Recursive descent over the tokens of one expression.
class Parser {
 public:
  explicit Parser(std::string_view source) : source_(source), tokens_(tokenize(source)) {}

  Result<Node> condition() {
    Node node = DYNAROCK_TRY(disjunction(Operands::kRefused));
    DYNAROCK_TRY(expect_end());
    return node;
  }

  Result<std::vector<SectionSyntax>> update() {
    std::vector<SectionSyntax> sections;
    do {
      sections.push_back(DYNAROCK_TRY(section()));
    } while (peek().kind != TokenKind::kEnd);
    return sections;
  }

  Result<std::vector<Node>> projection() {
    std::vector<Node> paths;
    do {
      paths.push_back(DYNAROCK_TRY(path()));
    } while (take(","));
    DYNAROCK_TRY(expect_end());
    return paths;
  }

 private:
  /// Whether a bare operand will do where a condition may stand: it does in parentheses, as they
  /// may turn out to be the left side of a comparison.
  enum class Operands { kAllowed, kRefused };
  enum class Place { kPredicate, kOperand };

  const Token& peek() const { return tokens_[position_]; }
  Token next() { return tokens_[position_ + 1 < tokens_.size() ? position_++ : position_]; }

  bool take(std::string_view symbol) {
    if (!peek().is(symbol)) return false;
    next();
    return true;
  }
  bool take(Keyword keyword) {
    if (!peek().is(keyword)) return false;
    next();
    return true;
  }

  Result<void> expect(std::string_view symbol) {
    if (!take(symbol)) return syntax_error();
    return {};
  }
  Result<void> expect_end() {
    if (peek().kind != TokenKind::kEnd) return syntax_error();
    return {};
  }

  /// Behind an opening parenthesis.
  Result<void> descend() {
    if (++depth_ <= kMaxDepth) return {};
    const bool redundant = tokens_[position_ - 2].is("(");
    return fail(redundant ? redundant_parentheses() : too_many_operators());
  }

  /// At the current token. "near" is the source from the token before to the token behind.
  tl::unexpected<AwsError> syntax_error() const {
    const std::size_t begin = position_ == 0 ? 0 : tokens_[position_ - 1].offset;
    const std::size_t last = position_ + 1 < tokens_.size() ? position_ + 1 : position_;
    const std::string_view token =
        peek().kind == TokenKind::kEnd ? std::string_view("<EOF>") : peek().text;
    std::string message = "Syntax error; token: \"";
    message += token;
    message += "\", near: \"";
    message += source_.substr(begin, tokens_[last].end() - begin);
    message += '"';
    return fail(validation_error(std::move(message)));
  }

  // or := and { OR and }; and := not { AND not }
  Result<Node> disjunction(Operands operands) {
    return chain(Keyword::kOr, "OR", operands, &Parser::conjunction);
  }
  Result<Node> conjunction(Operands operands) {
    return chain(Keyword::kAnd, "AND", operands, &Parser::negation);
  }
  Result<Node> chain(Keyword keyword, std::string_view name, Operands operands,
                     Result<Node> (Parser::*link)(Operands)) {
    Node first = DYNAROCK_TRY((this->*link)(operands));
    if (!peek().is(keyword)) return first;
    std::vector<Node> links;
    links.push_back(std::move(first));
    while (take(keyword)) links.push_back(DYNAROCK_TRY((this->*link)(Operands::kRefused)));
    return operator_node(name, std::move(links));
  }

  // not := NOT not | predicate
  Result<Node> negation(Operands operands) {
    std::size_t count = 0;
    while (take(Keyword::kNot)) ++count;
    Node node = DYNAROCK_TRY(predicate(count == 0 ? operands : Operands::kRefused));
    for (; count > 0; --count) {
      std::vector<Node> child;
      child.push_back(std::move(node));
      node = operator_node("NOT", std::move(child));
    }
    return node;
  }

  // predicate := operand cmp operand | operand BETWEEN ... | operand IN ... | function
  //            | '(' or ')'
  Result<Node> predicate(Operands operands) {
    bool is_condition = false;
    Node left = DYNAROCK_TRY(parenthesized_or_operand(is_condition));
    if (is_condition) return left;
    for (const std::string_view comparator : kComparators) {
      if (take(comparator)) return comparison(comparator, std::move(left));
    }
    if (take(Keyword::kBetween)) return between(std::move(left));
    if (take(Keyword::kIn)) return in(std::move(left));
    if (left.kind == Node::Kind::kFunction) return left;
    if (operands == Operands::kAllowed && peek().is(")")) return left;
    return syntax_error();
  }

  Result<Node> comparison(std::string_view comparator, Node left) {
    std::vector<Node> sides;
    sides.push_back(std::move(left));
    sides.push_back(DYNAROCK_TRY(operand()));
    return operator_node(comparator, std::move(sides));
  }

  Result<Node> between(Node value) {
    std::vector<Node> operands;
    operands.push_back(std::move(value));
    operands.push_back(DYNAROCK_TRY(operand()));
    if (!take(Keyword::kAnd)) return syntax_error();
    operands.push_back(DYNAROCK_TRY(operand()));
    return operator_node("BETWEEN", std::move(operands));
  }

  Result<Node> in(Node value) {
    std::vector<Node> operands;
    operands.push_back(std::move(value));
    DYNAROCK_TRY(expect("("));
    do {
      operands.push_back(DYNAROCK_TRY(operand()));
    } while (take(","));
    DYNAROCK_TRY(expect(")"));
    return operator_node("IN", std::move(operands));
  }

  /// Sets `is_condition` if it is one that can be no operand.
  Result<Node> parenthesized_or_operand(bool& is_condition) {
    if (!peek().is("(")) return operand();
    Node inner = DYNAROCK_TRY(
        parenthesized([this] { return disjunction(Operands::kAllowed); }, Place::kPredicate));
    is_condition = inner.kind == Node::Kind::kOperator;
    return inner;
  }

  // operand := path | :value | function | '(' operand ')'
  Result<Node> operand() {
    if (peek().is("(")) return parenthesized([this] { return operand(); });
    if (peek().kind == TokenKind::kValuePlaceholder) {
      return Node{Node::Kind::kValue, next().text, {}, {}};
    }
    if (peek().kind == TokenKind::kName && tokens_[position_ + 1].is("(")) return function();
    return path();
  }

  static bool is_operand(const Node& node) {
    return node.kind != Node::Kind::kOperator && node.kind != Node::Kind::kFunction;
  }
  /// Whether behind all closing parentheses comes what makes an operand a predicate.
  bool predicate_goes_on() const {
    std::size_t at = position_;
    while (tokens_[at].is(")")) ++at;
    const Token& token = tokens_[at];
    return token.is(Keyword::kBetween) || token.is(Keyword::kIn) ||
           std::any_of(kComparators.begin(), kComparators.end(),
                       [&token](std::string_view comparator) { return token.is(comparator); });
  }

  /// '(' inner ')'. Parentheses directly around parentheses are refused as soon as they close,
  /// unless they hold an operand and no predicate can come of it.
  template <class Inner>
  Result<Node> parenthesized(Inner inner, Place place = Place::kOperand) {
    const std::size_t open = position_;
    next();
    DYNAROCK_TRY(descend());
    Node node = DYNAROCK_TRY(inner());
    const bool redundant = closed_ == open + 1 && last_close_ + 1 == position_;
    DYNAROCK_TRY(expect(")"));
    if (redundant && (place == Place::kOperand || !is_operand(node) || predicate_goes_on())) {
      return fail(redundant_parentheses());
    }
    closed_ = open;
    last_close_ = position_ - 1;
    --depth_;
    return node;
  }

  // function := name '(' operand {',' operand} ')'
  Result<Node> function() {
    Node node{Node::Kind::kFunction, next().text, {}, {}};
    next();
    DYNAROCK_TRY(descend());
    do {
      node.operands.push_back(DYNAROCK_TRY(operand()));
    } while (take(","));
    DYNAROCK_TRY(expect(")"));
    --depth_;
    return node;
  }

  // path := step { '.' step | '[' index ']' }
  Result<Node> path() {
    Node node{Node::Kind::kPath, {}, {}, {}};
    node.steps.push_back(DYNAROCK_TRY(name_step()));
    while (true) {
      if (take(".")) {
        node.steps.push_back(DYNAROCK_TRY(name_step()));
      } else if (take("[")) {
        if (peek().kind != TokenKind::kIndex) return syntax_error();
        node.steps.push_back({Step::Kind::kIndex, next().text});
        DYNAROCK_TRY(expect("]"));
      } else {
        return node;
      }
    }
  }

  Result<Step> name_step() {
    if (peek().kind == TokenKind::kName) return Step{Step::Kind::kName, next().text};
    if (peek().kind == TokenKind::kNamePlaceholder) {
      return Step{Step::Kind::kPlaceholder, next().text};
    }
    return syntax_error();
  }

  Result<SectionSyntax> section() {
    for (const SectionKeyword& row : kSections) {
      if (!take(row.keyword)) continue;
      SectionSyntax section{row.name, {}};
      do {
        section.actions.push_back(DYNAROCK_TRY(action(row.keyword)));
      } while (take(","));
      return section;
    }
    return syntax_error();
  }

  Result<SectionSyntax::Action> action(Keyword section) {
    SectionSyntax::Action action{DYNAROCK_TRY(path()), {}};
    if (section == Keyword::kSet) {
      DYNAROCK_TRY(expect("="));
      action.value.push_back(DYNAROCK_TRY(set_value()));
    } else if (section != Keyword::kRemove) {
      if (peek().kind != TokenKind::kValuePlaceholder) return syntax_error();
      action.value.push_back({Node::Kind::kValue, next().text, {}, {}});
    }
    return action;
  }

  // rhs := operand | operand ('+'|'-') operand | '(' rhs ')'
  Result<Node> set_value() {
    Node left =
        DYNAROCK_TRY(peek().is("(") ? parenthesized([this] { return set_value(); }) : operand());
    if (left.kind == Node::Kind::kOperator) return left;
    for (const std::string_view sign : {std::string_view("+"), std::string_view("-")}) {
      if (take(sign)) return comparison(sign, std::move(left));
    }
    return left;
  }

  std::string_view source_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
  int depth_ = 0;
  // The pair of parentheses that closed last, as token positions.
  std::size_t closed_ = 0;
  std::size_t last_close_ = 0;
};

}  // namespace

Result<void> check_length(std::string_view source, SizeText size_text) {
  if (source.empty()) return fail(validation_error("The expression can not be empty;"));
  if (source.size() <= kMaxLength) return {};
  std::string message = "Expression size has exceeded the maximum allowed size;";
  if (size_text == SizeText::kWithSize) {
    message += " expression size: " + std::to_string(source.size());
  }
  return fail(validation_error(std::move(message)));
}

Result<Node> parse_condition_syntax(std::string_view source) { return Parser(source).condition(); }

Result<std::vector<SectionSyntax>> parse_update_syntax(std::string_view source) {
  return Parser(source).update();
}

Result<std::vector<Node>> parse_projection_syntax(std::string_view source) {
  return Parser(source).projection();
}

}  // namespace dynarock::dynamodb::expr
