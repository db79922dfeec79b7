#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/path.h"
#include "dynarock/dynamodb/expr/placeholders.h"
#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb::expr {

/// Which parts of an item to return. Immutable once built; may be used by several threads.
class Projection {
 public:
  Projection() = default;
  /// Of paths of which none contains another; where one does, the shorter one counts.
  explicit Projection(std::vector<Path> paths);

  /// What PartiQL makes of paths: every value found stands at the top level, under the last name of
  /// its path and the indices behind it: `a.b[0]` gives `b[0]`.
  static Projection flat(std::vector<Path> paths);

  const std::vector<Path>& paths() const { return paths_; }
  /// Whether only whole attributes are asked for.
  bool is_top_level() const;
  /// The parts of the item that the paths lead to, inside maps and lists as they were, the lists
  /// closed up.
  Item apply(const Item& item) const;

 private:
  /// All paths as a tree. A node without children stands for the whole value.
  struct Node {
    PathElement element;
    std::vector<Node> children;  // names before indices, each in order
  };

  static void insert(std::vector<Node>& nodes, const Path& path);
  static bool copy(const std::vector<Node>& nodes, const AttributeValue& from, AttributeValue& to);

  std::vector<Path> paths_;
  /// Of a flat projection: what each path's value is called.
  std::vector<std::string> names_;
  std::vector<Node> nodes_;
};

/// The name of a path's value in a flat projection.
std::string flat_name(const Path& path);

/// Parses and checks a ProjectionExpression.
Result<Projection> parse_projection(std::string_view text, Placeholders& placeholders);

inline Item project(const Projection& projection, const Item& item) {
  return projection.apply(item);
}

/// The projection's paths. They live as long as it does.
std::vector<const Path*> paths_of(const Projection& projection);

}  // namespace dynarock::dynamodb::expr
