#include "dynamodb/partiql/syntax.h"

#include <array>

namespace dynarock::dynamodb::partiql {
namespace {

void print(const Node& node, std::string& out);

void print_group(std::string_view head, const std::vector<Node>& nodes, std::string& out) {
  out += '(';
  out += head;
  for (const Node& node : nodes) {
    out += ' ';
    print(node, out);
  }
  out += ')';
}

void print(const StatementSyntax& statement, std::string& out) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"select", "insert", "update", "delete", "do"});
  out += '(';
  out += kNames[static_cast<std::size_t>(statement.kind)];
  if (statement.projection) {
    out += ' ';
    print_group("list", *statement.projection, out);
  }
  out += " (from ";
  print(statement.source, out);
  out += ')';
  if (statement.kind == StatementSyntax::Kind::kInsert) {
    out += " (value ";
    print(statement.value, out);
    out += ')';
  }
  for (const StatementSyntax::Change& change : statement.changes) {
    out += change.value ? " (set " : " (remove ";
    print(change.target, out);
    if (change.value) {
      out += ' ';
      print(*change.value, out);
    }
    out += ')';
  }
  if (statement.where) {
    out += " (where ";
    print(*statement.where, out);
    out += ')';
  }
  for (const StatementSyntax::Order& order : statement.order) {
    out += order.descending ? " (descending " : " (ascending ";
    print(order.by, out);
    out += ')';
  }
  if (statement.returning) {
    out += statement.returning->only_modified ? " (returning modified" : " (returning all";
    out += statement.returning->old_image ? " old)" : " new)";
  }
  if (!statement.unsupported.empty())
    out.append(" (unsupported ").append(statement.unsupported) += ')';
  out += ')';
}

void print(const Node& node, std::string& out) {
  switch (node.kind) {
    case Node::Kind::kString:
      out.append("'").append(node.text).append("'");
      return;
    case Node::Kind::kIon:
      out.append("`").append(node.text).append("`");
      return;
    case Node::Kind::kParameter:
      out.append("?").append(std::to_string(node.index));
      return;
    case Node::Kind::kPath:
      return print_group("path", node.children, out);
    case Node::Kind::kList:
      return print_group("list", node.children, out);
    case Node::Kind::kBag:
      return print_group("bag", node.children, out);
    case Node::Kind::kStruct:
      return print_group("struct", node.children, out);
    case Node::Kind::kCall:
      return print_group("call " + node.text, node.children, out);
    case Node::Kind::kOperator:
      return print_group(node.text, node.children, out);
    case Node::Kind::kTypeTest:
      return print_group("is " + node.text, node.children, out);
    case Node::Kind::kStatement:
      return print(*node.statement, out);
    default:
      out += node.kind == Node::Kind::kNull ? "null" : node.text;
  }
}

}  // namespace

std::string to_string(const Node& node) {
  std::string text;
  print(node, text);
  return text;
}

std::string to_string(const StatementSyntax& statement) {
  std::string text;
  print(statement, text);
  return text;
}

}  // namespace dynarock::dynamodb::partiql
