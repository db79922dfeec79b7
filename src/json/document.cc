#include "dynarock/json/document.h"

namespace dynarock::json {

std::optional<Value> Value::find(std::string_view name) const {
  std::optional<Value> found;
  for (const Member member : members())
    if (member.name == name) found = member.value;
  if (found && found->is_null()) return std::nullopt;
  return found;
}

std::optional<std::string_view> Value::find_text(std::string_view name) const {
  const std::optional<Value> value = find(name);
  if (!value || !value->is_string()) return std::nullopt;
  return value->text();
}

std::string_view Value::source() const {
  const Document::Node& node = document_->nodes_[node_];
  if (!Document::holds_others(node)) return {};
  return document_->source_.substr(node.start, node.length);
}

}  // namespace dynarock::json
