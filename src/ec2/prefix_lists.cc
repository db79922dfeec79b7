// The lists of AWS's own services' addresses; there are no others.

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr Shape kMaxEntries = aws::integer_shape({.min = 1, .max = 100});
constexpr Field kDescribeFields[] = {{"PrefixListIds", aws::kStringList, "PrefixListId"},
                                     kFiltersField,
                                     {"MaxResults", kMaxEntries},
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribePrefixListsRequest", kDescribeFields);
constexpr FilterSpec kFilterSpecs[] = {{"owner-id", "OwnerId"},
                                       {"prefix-list-id", "PrefixListId"},
                                       {"prefix-list-name", "PrefixListName"}};

constexpr Field kListFields[] = {{"Cidrs", aws::kStringList, "cidrSet"},
                                 {"PrefixListId", aws::kString},
                                 {"PrefixListName", aws::kString}};
constexpr Shape kList = aws::structure("PrefixList", kListFields);
constexpr Shape kLists = aws::list_of(kList);
constexpr Field kOutputFields[] = {{"PrefixLists", kLists, "prefixListSet"}, kNextTokenField};
constexpr Shape kOutput = aws::structure("DescribePrefixListsResult", kOutputFields);
constexpr Listing kListing{kPrefixLists, "PrefixListIds", "PrefixLists", kList, kFilterSpecs};

constexpr Field kManagedFields[] = {
    {"PrefixListId", aws::kString},  {"AddressFamily", aws::kString},  {"State", aws::kString},
    {"PrefixListArn", aws::kString}, {"PrefixListName", aws::kString}, kTagsField,
    {"OwnerId", aws::kString}};
constexpr Shape kManaged = aws::structure("ManagedPrefixList", kManagedFields);
constexpr Shape kManagedLists = aws::list_of(kManaged);
constexpr Field kManagedOutputFields[] = {{"PrefixLists", kManagedLists, "prefixListSet"},
                                          kNextTokenField};
constexpr Shape kManagedOutput =
    aws::structure("DescribeManagedPrefixListsResult", kManagedOutputFields);
constexpr Listing kManagedListing{kPrefixLists, "PrefixListIds", "PrefixLists", kManaged,
                                  kFilterSpecs};

constexpr Field kGetFields[] = {{"PrefixListId", aws::kString, kRequired},
                                {"MaxResults", kMaxEntries},
                                kNextTokenField,
                                kDryRunField};
constexpr Shape kGetInput = aws::structure("GetManagedPrefixListEntriesRequest", kGetFields);
constexpr Field kEntryFields[] = {{"Cidr", aws::kString}};
constexpr Shape kEntry = aws::structure("PrefixListEntry", kEntryFields);
constexpr Shape kEntries = aws::list_of(kEntry);
constexpr Field kGetOutputFields[] = {{"Entries", kEntries, "entrySet"}, kNextTokenField};
constexpr Shape kGetOutput = aws::structure("GetManagedPrefixListEntriesResult", kGetOutputFields);
constexpr Listing kEntryListing{{}, {}, "Entries", kEntry, {}};

Result<std::string> run_get_entries(Context& context, json::Value request) {
  const auto region = context.network.read(context.place());
  const Record* found =
      DYNAROCK_TRY(find_resource(*region, kPrefixLists, text_of(request, "PrefixListId")));
  std::vector<Record> entries;
  for (const Record& range : list(*found, "Cidrs")) entries.push_back({{"Cidr", range}});
  return describe_records(request, std::move(entries), kEntryListing);
}

}  // namespace

const Operation kDescribePrefixLists =
    operation<run_describe<kListing>>("DescribePrefixLists", kDescribeInput, kOutput);
const Operation kDescribeManagedPrefixLists = operation<run_describe<kManagedListing>>(
    "DescribeManagedPrefixLists", kDescribeInput, kManagedOutput);
const Operation kGetManagedPrefixListEntries =
    operation<run_get_entries>("GetManagedPrefixListEntries", kGetInput, kGetOutput);

}  // namespace dynarock::ec2
