#include <algorithm>
#include <charconv>

#include "dynamodb/partiql/translator.h"

namespace dynarock::dynamodb::partiql {
namespace {

/// How long a list can be at most, for its index to make sense.
constexpr std::uint32_t kMaxIndex = 409'600;

}  // namespace

Result<expr::PathElement> Translator::path_element(const Node& step) const {
  if (step.kind == Node::Kind::kName) {
    if (step.text.empty()) return fail(validation_error(std::string(kEmptyComponent)));
    return step.text;
  }
  if (step.kind == Node::Kind::kWildcard)
    return fail(validation_error(step.text == "[*]"
                                     ? "Wildcard path component like a[*].b are not supported"
                                     : "Unpivot path component like a.*.b are not supported"));
  const bool is_integer =
      step.kind == Node::Kind::kNumber && step.text.find_first_of(".eE") == std::string::npos;
  if (!is_integer) return fail(validation_error("Unexpected path component" + place_of(step)));
  std::uint32_t index = 0;
  const char* end = step.text.data() + step.text.size();
  const auto parsed = std::from_chars(step.text.data(), end, index);
  if (parsed.ec != std::errc() || parsed.ptr != end || index > kMaxIndex)
    return fail(validation_error("List index is not within the allowable range; index: [" +
                                 step.text + "]" + place_of(step)));
  return index;
}

Result<void> check_disjoint(std::vector<expr::Path> paths) {
  std::ranges::reverse(paths);
  return expr::check_disjoint(paths);
}

Result<expr::Path> Translator::path(const Node& node) const {
  expr::Path path;
  if (node.kind == Node::Kind::kName) {
    path.elements.push_back(DYNAROCK_TRY(path_element(node)));
    return path;
  }
  if (node.kind != Node::Kind::kPath)
    return fail(validation_error("Unexpected path component" + place_of(node)));
  const Node& start = node.children.front();
  if (start.kind == Node::Kind::kList)
    return fail(validation_error("A path cannot start with a list index" + place_of(start)));
  if (start.kind != Node::Kind::kName)
    return fail(validation_error("Unexpected path component" + place_of(start)));
  for (const Node& step : node.children) path.elements.push_back(DYNAROCK_TRY(path_element(step)));
  return path;
}

Result<expr::Projection> Translator::projection(const std::vector<Node>& nodes) const {
  std::vector<expr::Path> paths;
  std::vector<std::string> names;
  for (const Node& node : nodes) {
    const bool spreads =
        node.kind == Node::Kind::kPath && node.children.back().kind == Node::Kind::kWildcard;
    if (spreads)
      return fail(validation_error("Changing item's hierarchy while reading isn't supported"));
    paths.push_back(DYNAROCK_TRY(path(node)));
    std::string name = expr::flat_name(paths.back());
    if (std::ranges::find(names, name) != names.end())
      return fail(validation_error("Duplicate identifiers in select clause: " + name));
    names.push_back(std::move(name));
  }
  DYNAROCK_TRY(check_disjoint(paths));
  return expr::Projection::flat(std::move(paths));
}

}  // namespace dynarock::dynamodb::partiql
