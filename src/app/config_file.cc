#include "app/config_file.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include "app/mapped_file.h"
#include "dynarock/base/suggestion.h"

namespace dynarock::app {

void ConfigText::parse(json::Document& document) const {
  if (document.parse(text_)) return;
  const json::SyntaxError error = json::describe_syntax_error(text_, document.stopped_at());
  refuse(lines_.position(error.offset), error.problem);
}

json::Value ConfigText::object(json::Value value) const {
  if (!value.is_object()) refuse(value, "an object is expected here");
  return value;
}

json::Value ConfigText::object(json::Value value,
                               std::initializer_list<std::string_view> known) const {
  for (const auto& [name, member] : object(value).members()) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    const std::string best = closest(name, names);
    refuse(lines_.position(member.name_offset()),
           "no member is called \"" + std::string(name) + "\"" +
               (best.empty() ? "" : ", did you mean " + best + "?"));
  }
  return value;
}

void ConfigText::refuse(json::Position position, const std::string& problem) const {
  throw ConfigError(name_ + ":" + std::to_string(position.line) + ":" +
                    std::to_string(position.column) + ": " + problem);
}

void ConfigText::refuse(json::Value value, const std::string& problem) const {
  refuse(position_of(value), problem);
}

void read_config(const std::filesystem::path& file,
                 const std::function<void(const ConfigText& text, json::Value root)>& read) {
  try {
    const MappedFile mapped(file);
    const std::string name = file.string();
    const ConfigText text(name, mapped.text());
    json::Document document;
    text.parse(document);
    read(text, document.root());
  } catch (const std::system_error& error) {
    throw ConfigError("can't read " + file.string() + ": " + error.code().message());
  }
}

}  // namespace dynarock::app
