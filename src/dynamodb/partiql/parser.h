#pragma once

#include <string_view>
#include <vector>

#include "dynamodb/partiql/syntax.h"

namespace dynarock::dynamodb::partiql {

/// Recursive descent over the tokens of one statement: expressions by precedence
/// (expression_parser.cc), statements clause by clause (statement_parser.cc).
class Parser {
 public:
  Parser(std::string_view statement, std::vector<Token> tokens)
      : statement_(statement), tokens_(std::move(tokens)) {}

  Result<StatementSyntax> whole_statement();

 private:
  // How tightly operators bind; an expression takes in those that bind tighter than its limit.
  static constexpr int kLoosest = 0;
  static constexpr int kNotPrecedence = 30;
  static constexpr int kComparisonPrecedence = 50;

  const Token& token() const { return tokens_[at_]; }
  const Token& next_token() const;
  bool take_symbol(std::string_view symbol);
  bool take_keyword(std::string_view keyword);
  Result<void> expect_symbol(std::string_view symbol);
  static tl::unexpected<AwsError> malformed(std::string_view detail);

  Result<Node> expression(int precedence = kLoosest);
  Result<Node> infix(Node left, std::string_view name, Span span, int precedence);
  Result<Node> right_operand(int precedence);
  Result<Node> type_test(Node left, bool negated, Span span);
  Result<Node> prefixed();
  Result<Node> path_term();
  Result<Node> path_step(Node& path);
  Result<Node> term();
  Result<Node> keyword_term();
  Result<Node> name_or_call();
  Result<Node> call();
  Result<Node> in_parentheses();
  Result<Node> sequence(Node::Kind kind, std::string_view closing);
  Result<Node> structure();
  Result<Node> nested_statement();

  Result<StatementSyntax> statement();
  Result<StatementSyntax> select();
  Result<void> select_list(StatementSyntax& out);
  Result<void> from_source(StatementSyntax& out);
  Result<void> order_by(StatementSyntax& out);
  Result<StatementSyntax> insert();
  Result<StatementSyntax> update();
  Result<StatementSyntax> update_from_first();
  Result<StatementSyntax> erase();
  Result<void> target(StatementSyntax& out);
  Result<void> changes(StatementSyntax& out);
  Result<void> assignments(StatementSyntax& out);
  Result<void> where(StatementSyntax& out);
  Result<void> returning(StatementSyntax& out);
  Result<Node> simple_path();
  bool take_alias();
  bool at_statement() const;

  std::string_view statement_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t parameters_ = 0;
  int depth_ = 0;
};

}  // namespace dynarock::dynamodb::partiql
