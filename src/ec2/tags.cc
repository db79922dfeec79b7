#include "ec2/tags.h"

#include <algorithm>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr std::size_t kMaxTags = 50;

constexpr Field kTagResourceFields[] = {{"Resources", aws::kStringList, "ResourceId", kRequired},
                                        {"Tags", kTags, "Tag", kRequired},
                                        kDryRunField};
constexpr Shape kTagResourceInput = aws::structure("CreateTagsRequest", kTagResourceFields);
constexpr Field kUntagFields[] = {
    {"Resources", aws::kStringList, "ResourceId", kRequired}, {"Tags", kTags, "Tag"}, kDryRunField};
constexpr Shape kUntagInput = aws::structure("DeleteTagsRequest", kUntagFields);

constexpr Field kDescribeFields[] = {kDryRunField, kFiltersField, kMaxResultsField,
                                     kNextTokenField};
constexpr Shape kDescribeInput = aws::structure("DescribeTagsRequest", kDescribeFields);
constexpr Field kTagDescriptionFields[] = {{"Key", aws::kString},
                                           {"ResourceId", aws::kString},
                                           {"ResourceType", aws::kString},
                                           {"Value", aws::kString}};
constexpr Shape kTagDescription = aws::structure("TagDescription", kTagDescriptionFields);
constexpr Shape kTagDescriptions = aws::list_of(kTagDescription);
constexpr Field kDescribeOutputFields[] = {{"Tags", kTagDescriptions, "tagSet"}, kNextTokenField};
constexpr Shape kDescribeOutput = aws::structure("DescribeTagsResult", kDescribeOutputFields);
constexpr FilterSpec kDescribeFilters[] = {{"key", "Key"},
                                           {"resource-id", "ResourceId"},
                                           {"resource-type", "ResourceType"},
                                           {"value", "Value"}};
constexpr Listing kListing{{}, {}, "Tags", kTagDescription, kDescribeFilters};

/// What the model calls them: TagSet of network interfaces.
const char* member_of(std::string_view id) {
  return id.starts_with(kInterfaces) ? "TagSet" : "Tags";
}

void set_tag(Record& tags, json::Value tag) {
  const std::string key = text_of(tag, "Key");
  const std::string value = text_of(tag, "Value");
  for (Record& known : tags) {
    if (text(known, "Key") != key) continue;
    known["Value"] = value;
    return;
  }
  tags.push_back({{"Key", key}, {"Value", value}});
}

Result<void> set_tags(Region& region, const std::string& id, json::Value tags) {
  Record changed = tags_of(*region.find(id));
  for (const json::Value tag : tags.elements()) {
    if (text_of(tag, "Key").starts_with("aws:"))
      return fail(invalid_value("Tag keys starting with 'aws:' are reserved for internal use"));
    set_tag(changed, tag);
  }
  if (changed.size() > kMaxTags)
    return fail({"TagLimitExceeded", "The maximum number of tags for a resource is 50.", {}});
  region.change(id)[member_of(id)] = std::move(changed);
  return {};
}

/// Takes away the tag of that key, if it has the value that is given.
void remove_tag(Record& tags, json::Value tag) {
  const auto value = tag.find_text("Value");
  for (std::size_t i = tags.size(); i-- > 0;)
    if (text(tags[i], "Key") == text_of(tag, "Key") && (!value || text(tags[i], "Value") == *value))
      tags.erase(i);
}

Result<void> check_resource(const Region& region, const std::string& id) {
  const Kind* kind = kind_of(id);
  if (!kind) return fail({"InvalidID", "The ID '" + id + "' is not valid", {}});
  DYNAROCK_TRY(find_resource(region, kind->prefix, id));
  return {};
}

Result<std::string> run_create(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  for (const std::string& id : texts_of(request, "Resources")) {
    DYNAROCK_TRY(check_resource(draft.region(), id));
    DYNAROCK_TRY(set_tags(draft.region(), id, *request.find("Tags")));
  }
  draft.commit();
  return done();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  const auto wanted = request.find("Tags");
  for (const std::string& id : texts_of(request, "Resources")) {
    DYNAROCK_TRY(check_resource(draft.region(), id));
    Record tags = wanted ? tags_of(*draft->find(id)) : Record::array();
    if (wanted)
      for (const json::Value tag : wanted->elements()) remove_tag(tags, tag);
    draft->change(id)[member_of(id)] = std::move(tags);
  }
  draft.commit();
  return done();
}

Result<std::string> run_describe_tags(Context& context, json::Value request) {
  const auto region = context.network.read(context.place());
  std::vector<Record> told;
  for (const Kind& kind : all_kinds())
    for (const Record* record : region->of(kind.prefix))
      for (const Record& tag : tags_of(*record))
        told.push_back({{"Key", text(tag, "Key")},
                        {"ResourceId", text(*record, kind.id_member)},
                        {"ResourceType", kind.type},
                        {"Value", text(tag, "Value")}});
  return describe_records(request, std::move(told), kListing);
}

}  // namespace

const Record& tags_of(const Record& record) {
  const Record& tags = list(record, "Tags");
  return tags.empty() ? list(record, "TagSet") : tags;
}

Result<void> tag_new(Region& region, const std::string& id, json::Value request) {
  const auto specifications = request.find("TagSpecifications");
  if (!specifications) return {};
  for (const json::Value specification : specifications->elements()) {
    const std::string type = text_of(specification, "ResourceType");
    if (type != kind_of(id)->type)
      return fail(invalid_value("'" + type +
                                "' is not a valid taggable resource type for this operation."));
    if (const auto tags = specification.find("Tags")) DYNAROCK_TRY(set_tags(region, id, *tags));
  }
  return {};
}

const Operation kCreateTags = operation<run_create>("CreateTags", kTagResourceInput, kReturn);
const Operation kDeleteTags = operation<run_delete>("DeleteTags", kUntagInput, kReturn);
const Operation kDescribeTags =
    operation<run_describe_tags>("DescribeTags", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
