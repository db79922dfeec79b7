#include "app/seed_file.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <system_error>

#include "app/json_outline.h"
#include "app/table_definition.h"
#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/json/document.h"

namespace dynarock::app {
namespace {

namespace fs = std::filesystem;
using dynamodb::Item;
using json::Value;

constexpr std::size_t kMaxItemBytes = 400U << 10;

enum class Content { kTableInput, kTableDescription, kRequestItems, kCliInput };

/// A file at its outermost level.
struct Outline {
  fs::path path;
  std::string_view text;
  std::vector<OutlineMember> members;
  Content content;
};

[[noreturn]] void refuse(const fs::path& path, const std::string& problem) {
  throw SeedError(path.string() + ": " + problem);
}

[[noreturn]] void refuse_line(const fs::path& path, std::string_view text, const char* position,
                              const std::string& problem) {
  const std::size_t line = line_of(text, static_cast<std::size_t>(position - text.data()));
  throw SeedError(path.string() + ":" + std::to_string(line) + ": " + problem);
}

/// For text that our own reading has found to be malformed somewhere.
[[noreturn]] void refuse_syntax(const fs::path& path, std::string_view text) {
  const auto error = find_syntax_error(text);
  if (!error) refuse(path, "this JSON is nested too deeply");
  throw SeedError(path.string() + ":" + std::to_string(error->line) + ":" +
                  std::to_string(error->column) + ": no valid JSON, " + error->problem);
}

std::optional<std::string_view> find(const std::vector<OutlineMember>& members,
                                     std::string_view name) {
  const auto found = std::ranges::find(members, name, &OutlineMember::name);
  if (found == members.end()) return std::nullopt;
  return found->value;
}

bool is_object(std::optional<std::string_view> value) { return value && value->starts_with('{'); }
bool is_array(std::string_view value) { return value.starts_with('['); }

std::optional<Content> content_of(const std::vector<OutlineMember>& members) {
  if (is_object(find(members, "Table")) || is_object(find(members, "TableDescription"))) {
    return Content::kTableDescription;
  }
  if (is_object(find(members, "RequestItems"))) return Content::kCliInput;
  if (find(members, "TableName") || find(members, "KeySchema")) return Content::kTableInput;
  if (find(members, "Items") && find(members, "Count")) return std::nullopt;
  const bool all_arrays = std::ranges::all_of(
      members, [](const OutlineMember& member) { return is_array(member.value); });
  if (all_arrays && !members.empty()) return Content::kRequestItems;
  return std::nullopt;
}

Outline outline_file(const fs::path& path, std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) refuse(path, "is empty");
  auto members = outline_object(text);
  if (!members && find_syntax_error(text)) refuse_syntax(path, text);
  const auto content = members ? content_of(*members) : std::nullopt;
  if (!content) {
    refuse(path,
           "holds neither a table (the input of create-table, the output of describe-table) nor "
           "items (the input of batch-write-item: {\"TABLE\": [{\"PutRequest\": {\"Item\": "
           "{...}}}]})");
  }
  return {path, text, std::move(*members), *content};
}

/// A member's name with its escapes resolved.
std::string decoded_name(const Outline& file, std::string_view name) {
  json::Document document;
  const std::string quoted = "\"" + std::string(name) + "\"";
  if (!document.parse(quoted)) refuse_syntax(file.path, file.text);
  return std::string(document.root().text());
}

SeedTable read_table(const Outline& file) {
  json::Document document;
  if (!document.parse(file.text)) refuse_syntax(file.path, file.text);
  const Value root = document.root();
  try {
    SeedTable table;
    if (file.content == Content::kTableInput) {
      table = table_from_input(root);
    } else {
      const auto description = root.find("Table");
      table = table_from_description(description ? *description : *root.find("TableDescription"));
    }
    table.file = file.path;
    return table;
  } catch (const SeedError& error) {
    refuse(file.path, error.what());
  }
}

/// Checks write requests one by one.
class RequestChecker {
 public:
  RequestChecker(const std::vector<SeedTable>& tables, const std::string& name) {
    const auto table = std::ranges::find(tables, name, &SeedTable::name);
    if (table != tables.end()) table_ = &*table;
  }

  /// Nothing if the text isn't JSON, else what is wrong with it; empty if all is well.
  std::optional<std::string> problem_of(std::string_view text) {
    if (!document_.parse(text)) return std::nullopt;
    const Value root = document_.root();
    const auto put = root.is_object() ? root.find("PutRequest") : std::nullopt;
    const auto remove = root.is_object() ? root.find("DeleteRequest") : std::nullopt;
    if (root.size() != 1 || (!put && !remove)) {
      return "is no {\"PutRequest\": {\"Item\": {...}}}, nor a DeleteRequest with a Key";
    }
    const std::string_view member = put ? "Item" : "Key";
    const Value request = put ? *put : *remove;
    const auto attributes = request.is_object() ? request.find(member) : std::nullopt;
    if (!attributes || !attributes->is_object() || request.size() != 1) {
      return "its " + std::string(put ? "PutRequest" : "DeleteRequest") + " must hold " +
             std::string(member) + " and nothing else";
    }
    const auto item = dynamodb::decode_item(*attributes);
    if (!item) return item.error().message;
    if (dynamodb::item_size(*item) > kMaxItemBytes) {
      return "Item size has exceeded the maximum allowed size";
    }
    return problem_of_keys(*item);
  }

 private:
  std::string problem_of_keys(const Item& item) const {
    if (table_ == nullptr) return {};
    for (const SeedKey& key : table_->keys) {
      const dynamodb::AttributeValue* value = item.find(key.name);
      if (value == nullptr) return "key attribute " + key.name + " is missing";
      const std::string_view type = dynamodb::type_name(value->type());
      if (type != key.type) {
        return "key attribute " + key.name + " is of type " + std::string(type) +
               ", in the table it is " + key.type;
      }
    }
    return {};
  }

  json::Document document_;
  const SeedTable* table_ = nullptr;
};

SeedItems read_items(const Outline& file, const OutlineMember& member,
                     const std::vector<SeedTable>& tables) {
  SeedItems items;
  items.file = file.path;
  items.table = decoded_name(file, member.name);
  auto requests = is_array(member.value) ? outline_array(member.value) : std::nullopt;
  if (!requests) {
    if (find_syntax_error(file.text)) refuse_syntax(file.path, file.text);
    refuse_line(file.path, file.text, member.value.data(),
                "the requests of table " + items.table + " are no array");
  }
  items.requests = std::move(*requests);
  RequestChecker checker(tables, items.table);
  for (std::size_t i = 0; i < items.requests.size(); ++i) {
    const auto problem = checker.problem_of(items.requests[i]);
    if (!problem) refuse_syntax(file.path, file.text);
    if (problem->empty()) continue;
    refuse_line(file.path, file.text, items.requests[i].data(),
                "item " + std::to_string(i + 1) + " of table " + items.table + ": " + *problem);
  }
  return items;
}

void read_item_file(const Outline& file, SeedPlan& plan) {
  std::vector<OutlineMember> members = file.members;
  if (file.content == Content::kCliInput) {
    const auto inner = outline_object(*find(file.members, "RequestItems"));
    if (!inner) refuse_syntax(file.path, file.text);
    members = *inner;
  }
  for (const OutlineMember& member : members) {
    plan.items.push_back(read_items(file, member, plan.tables));
  }
}

std::vector<fs::path> files_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (error) refuse(path, error.message());
  if (files.empty()) refuse(path, "there is no .json file in this directory");
  std::ranges::sort(files);
  return files;
}

MappedFile open_file(const fs::path& path) {
  try {
    return MappedFile(path);
  } catch (const std::system_error& error) {
    refuse(path, "can't be read: " + error.code().message());
  }
}

void check_names(const std::vector<SeedTable>& tables) {
  std::map<std::string_view, const fs::path*> files;
  for (const SeedTable& table : tables) {
    const auto [other, is_new] = files.emplace(table.name, &table.file);
    if (!is_new) {
      refuse(table.file,
             "table " + table.name + " is defined in " + other->second->string() + " already");
    }
  }
}

}  // namespace

std::size_t SeedPlan::item_count() const {
  return std::accumulate(
      items.begin(), items.end(), std::size_t{0},
      [](std::size_t sum, const SeedItems& part) { return sum + part.requests.size(); });
}

SeedPlan read_seeds(const std::vector<fs::path>& paths) {
  SeedPlan plan;
  std::vector<Outline> outlines;
  for (const fs::path& path : paths) {
    for (const fs::path& file : files_of(path)) {
      plan.files.push_back(open_file(file));
      outlines.push_back(outline_file(file, plan.files.back().text()));
    }
  }
  const auto is_table = [](const Outline& file) {
    return file.content == Content::kTableInput || file.content == Content::kTableDescription;
  };
  for (const Outline& file : outlines) {
    if (is_table(file)) plan.tables.push_back(read_table(file));
  }
  check_names(plan.tables);
  for (const Outline& file : outlines) {
    if (!is_table(file)) read_item_file(file, plan);
  }
  return plan;
}

}  // namespace dynarock::app
