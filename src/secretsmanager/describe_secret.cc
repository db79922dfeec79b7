// What is told of secrets short of their values: DescribeSecret and ListSecrets.

#include <algorithm>
#include <functional>

#include "dynarock/aws/deserialize.h"
#include "dynarock/base/base64.h"
#include "dynarock/base/characters.h"
#include "dynarock/policy/context.h"
#include "secretsmanager/operations.h"
#include "secretsmanager/shapes.h"

namespace dynarock::secretsmanager {
namespace {

constexpr std::int64_t kDefaultSize = 100;

constexpr Field kDescribeFields[] = {kSecretIdField};
constexpr Shape kDescribeInput = aws::structure("DescribeSecretRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"ARN", aws::kString},
                                           {"Name", aws::kString},
                                           {"Description", aws::kString},
                                           {"KmsKeyId", aws::kString},
                                           {"LastChangedDate", aws::kTimestamp},
                                           {"DeletedDate", aws::kTimestamp},
                                           {"Tags", kTags},
                                           {"VersionIdsToStages", kStagesByVersion},
                                           {"CreatedDate", aws::kTimestamp}};
constexpr Shape kDescribeOutput = aws::structure("DescribeSecretResponse", kDescribeOutputFields);

constexpr std::string_view kFilterNames[] = {
    "description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all"};
constexpr Shape kFilterName = aws::one_of(kFilterNames);
constexpr Shape kFilterValue = aws::string_shape({.max = 512});
constexpr Shape kFilterValues = aws::list_of(kFilterValue, {.min = 1, .max = 10});
constexpr Field kFilterFields[] = {{"Key", kFilterName}, {"Values", kFilterValues}};
constexpr Shape kFilter = aws::structure("Filter", kFilterFields);
constexpr Shape kFilters = aws::list_of(kFilter, {.max = 10});
constexpr std::string_view kSortOrders[] = {"asc", "desc"};
constexpr Shape kSortOrder = aws::one_of(kSortOrders);
constexpr Shape kMaxResults = aws::integer_shape({.min = 1, .max = 100});
constexpr Shape kNextToken = aws::string_shape({.min = 1, .max = 4096});
constexpr Field kListFields[] = {{"IncludePlannedDeletion", aws::kBoolean},
                                 {"MaxResults", kMaxResults},
                                 {"NextToken", kNextToken},
                                 {"Filters", kFilters},
                                 {"SortOrder", kSortOrder}};
constexpr Shape kListInput = aws::structure("ListSecretsRequest", kListFields);
constexpr Field kEntryFields[] = {{"ARN", aws::kString},
                                  {"Name", aws::kString},
                                  {"Description", aws::kString},
                                  {"KmsKeyId", aws::kString},
                                  {"LastChangedDate", aws::kTimestamp},
                                  {"DeletedDate", aws::kTimestamp},
                                  {"Tags", kTags},
                                  {"SecretVersionsToStages", kStagesByVersion},
                                  {"CreatedDate", aws::kTimestamp}};
constexpr Shape kEntry = aws::structure("SecretListEntry", kEntryFields);
constexpr Shape kEntries = aws::list_of(kEntry);
constexpr Field kListOutputFields[] = {{"SecretList", kEntries}, {"NextToken", aws::kString}};
constexpr Shape kListOutput = aws::structure("ListSecretsResponse", kListOutputFields);

void write_secret(json::Writer& out, const Secret& secret, std::string_view stages_member) {
  out.begin_object();
  write_identity(out, secret);
  if (!secret.description.empty()) out.member("Description", secret.description);
  if (!secret.kms_key_id.empty()) out.member("KmsKeyId", secret.kms_key_id);
  write_time(out, "LastChangedDate", secret.changed);
  if (secret.deletion) write_time(out, "DeletedDate", *secret.deletion);
  if (!secret.tags.empty()) {
    out.key("Tags").begin_array();
    for (const auto& [key, value] : secret.tags)
      out.begin_object().member("Key", key).member("Value", value).end_object();
    out.end_array();
  }
  if (!secret.versions.empty()) {
    out.key(stages_member).begin_object();
    for (const Version& version : secret.versions) {
      if (version.stages.empty()) continue;
      out.key(version.id).begin_array();
      for (const std::string& stage : version.stages) out.string(stage);
      out.end_array();
    }
    out.end_object();
  }
  write_time(out, "CreatedDate", secret.created);
  out.end_object();
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const Secret secret = DYNAROCK_TRY(find_secret(context, request));
  std::string body;
  json::Writer out(body);
  write_secret(out, secret, "VersionIdsToStages");
  return body;
}

/// What a filter of that name looks at.
std::vector<std::string> texts_of(std::string_view filter, const Secret& secret) {
  const bool all = filter == "all";
  std::vector<std::string> texts;
  if (all || filter == "name") texts.push_back(secret.name);
  if (all || filter == "description") texts.push_back(secret.description);
  for (const auto& [key, value] : secret.tags) {
    if (all || filter == "tag-key") texts.push_back(key);
    if (all || filter == "tag-value") texts.push_back(value);
  }
  return texts;
}

/// Whether one of the texts begins with the value, or, of `!value`, none does. Only names are
/// compared with their case.
bool matches(std::string_view filter, const Secret& secret, std::string_view value) {
  const bool negated = value.starts_with('!');
  if (negated) value.remove_prefix(1);
  const bool exact = filter == "name" || filter == "tag-key" || filter == "tag-value";
  const auto folded = [exact](std::string_view text) {
    return exact ? std::string(text) : lower_case(text);
  };
  const std::string prefix = folded(value);
  return negated != std::ranges::any_of(texts_of(filter, secret), [&](const std::string& text) {
           return folded(text).starts_with(prefix);
         });
}

bool filters_match(json::Value request, const Secret& secret) {
  const auto filters = request.find("Filters");
  if (!filters) return true;
  return std::ranges::all_of(filters->elements(), [&](json::Value filter) {
    const auto values = filter.find("Values");
    const std::string_view key = filter.find_text("Key").value_or("all");
    return !values || std::ranges::any_of(values->elements(), [&](json::Value value) {
      return matches(key, secret, value.text());
    });
  });
}

/// The secrets asked for, by the time of their making.
std::vector<Secret> chosen(Context& context, json::Value request) {
  std::vector<Secret> secrets = context.secrets.list(context.place());
  const bool deleted_too = boolean_of(request, "IncludePlannedDeletion");
  std::erase_if(secrets, [&](const Secret& secret) {
    return (secret.deletion && !deleted_too) || !filters_match(request, secret);
  });
  std::ranges::stable_sort(secrets, {}, &Secret::created);
  if (request.find_text("SortOrder") == "desc") std::ranges::reverse(secrets);
  return secrets;
}

/// A token is the name of the last secret that was told.
Result<std::string> run_list(Context& context, json::Value request) {
  const std::vector<Secret> secrets = chosen(context, request);
  auto next = secrets.begin();
  if (const auto token = request.find_text("NextToken")) {
    const auto name = base64_decode(*token);
    next = name ? std::ranges::find(secrets, *name, &Secret::name) : secrets.end();
    if (next == secrets.end())
      return fail({"InvalidNextTokenException", "The NextToken value is invalid.", {}});
    ++next;
  }
  const auto size = request.find("MaxResults");
  std::int64_t left = size ? aws::to_integer(*size) : kDefaultSize;
  std::string body;
  json::Writer out(body);
  out.begin_object().key("SecretList").begin_array();
  for (; next != secrets.end() && left > 0; ++next, --left)
    write_secret(out, *next, "SecretVersionsToStages");
  out.end_array();
  if (next != secrets.end()) out.member("NextToken", base64_encode(std::prev(next)->name));
  out.end_object();
  return body;
}

}  // namespace

const Operation kDescribeSecret = {{"DescribeSecret", &kDescribeInput, &kDescribeOutput},
                                   run_describe};
const Operation kListSecrets = {{"ListSecrets", &kListInput, &kListOutput}, run_list};

}  // namespace dynarock::secretsmanager
