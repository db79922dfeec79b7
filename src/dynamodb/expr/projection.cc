#include "dynarock/dynamodb/expr/projection.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "dynamodb/expr/parser.h"
#include "dynamodb/expr/semantics.h"

namespace dynarock::dynamodb::expr {

namespace {

Result<Projection> parse(std::string_view text, Placeholders& placeholders) {
  DYNAROCK_TRY(check_length(text, SizeText::kWithout));
  const std::vector<Node> syntax = DYNAROCK_TRY(parse_projection_syntax(text));
  for (const Node& path : syntax) DYNAROCK_TRY(check_steps(path));
  for (const Node& path : syntax) DYNAROCK_TRY(check_levels(path));
  // Like AWS from the last path to the first.
  std::vector<Path> paths;
  paths.reserve(syntax.size());
  for (auto path = syntax.rbegin(); path != syntax.rend(); ++path) {
    paths.push_back(DYNAROCK_TRY(make_path(*path, placeholders)));
  }
  std::reverse(paths.begin(), paths.end());
  DYNAROCK_TRY(check_disjoint(paths));
  return Projection(std::move(paths));
}

}  // namespace

Projection::Projection(std::vector<Path> paths) : paths_(std::move(paths)) {
  for (const Path& path : paths_) insert(nodes_, path);
}

Projection Projection::flat(std::vector<Path> paths) {
  Projection projection;
  for (const Path& path : paths) projection.names_.push_back(flat_name(path));
  projection.paths_ = std::move(paths);
  return projection;
}

std::string flat_name(const Path& path) {
  std::string indices;
  for (auto element = path.elements.rbegin();; ++element) {
    if (const auto* name = std::get_if<std::string>(&*element)) return *name + indices;
    indices.insert(0, '[' + std::to_string(std::get<std::uint32_t>(*element)) + ']');
  }
}

void Projection::insert(std::vector<Node>& nodes, const Path& path) {
  std::vector<Node>* level = &nodes;
  for (std::size_t i = 0; i < path.elements.size(); ++i) {
    const PathElement& element = path.elements[i];
    const auto at = std::lower_bound(
        level->begin(), level->end(), element,
        [](const Node& node, const PathElement& wanted) { return node.element < wanted; });
    const bool is_last = i + 1 == path.elements.size();
    if (at != level->end() && at->element == element) {
      if (at->children.empty()) return;  // the whole value is asked for already
      if (is_last) at->children.clear();
      level = &at->children;
    } else {
      level = &level->insert(at, Node{element, {}})->children;
    }
  }
}

bool Projection::is_top_level() const {
  return std::none_of(paths_.begin(), paths_.end(),
                      [](const Path& path) { return path.is_nested(); });
}

bool Projection::copy(const std::vector<Node>& nodes, const AttributeValue& from,
                      AttributeValue& to) {
  if (nodes.empty()) {
    to = from;
    return true;
  }
  if (const auto* map = from.as<Map>()) {
    Map part;
    for (const Node& node : nodes) {
      const auto* name = std::get_if<std::string>(&node.element);
      const AttributeValue* member = name != nullptr ? map->find(*name) : nullptr;
      AttributeValue copied;
      if (member != nullptr && copy(node.children, *member, copied)) {
        part.append(*name, std::move(copied));
      }
    }
    if (part.empty()) return false;
    to = AttributeValue(std::move(part));
    return true;
  }
  if (const auto* list = from.as<List>()) {
    List part;
    for (const Node& node : nodes) {
      const auto* index = std::get_if<std::uint32_t>(&node.element);
      AttributeValue copied;
      if (index != nullptr && *index < list->elements.size() &&
          copy(node.children, list->elements[*index], copied)) {
        part.elements.push_back(std::move(copied));
      }
    }
    if (part.elements.empty()) return false;
    to = AttributeValue(std::move(part));
    return true;
  }
  return false;
}

Item Projection::apply(const Item& item) const {
  Item projected;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (const AttributeValue* value = resolve(paths_[i], item)) projected.set(names_[i], *value);
  }
  for (const Node& node : nodes_) {
    const auto& name = std::get<std::string>(node.element);
    const AttributeValue* value = item.find(name);
    AttributeValue copied;
    if (value != nullptr && copy(node.children, *value, copied)) {
      projected.append(name, std::move(copied));
    }
  }
  return projected;
}

Result<Projection> parse_projection(std::string_view text, Placeholders& placeholders) {
  return in_expression("ProjectionExpression", parse(text, placeholders));
}

std::vector<const Path*> paths_of(const Projection& projection) {
  std::vector<const Path*> paths;
  paths.reserve(projection.paths().size());
  for (const Path& path : projection.paths()) paths.push_back(&path);
  return paths;
}

}  // namespace dynarock::dynamodb::expr
