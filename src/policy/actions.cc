// The services' actions as their pages of the Service Authorization Reference list them. To add a
// service: its tables, and a row in kServices.

#include "dynarock/policy/actions.h"

#include <algorithm>
#include <array>
#include <string>

#include "dynarock/base/characters.h"
#include "dynarock/policy/context.h"

namespace dynarock::policy {
namespace {

constexpr auto kList = AccessLevel::kList;
constexpr auto kRead = AccessLevel::kRead;
constexpr auto kWrite = AccessLevel::kWrite;
constexpr auto kPermissions = AccessLevel::kPermissionsManagement;
constexpr auto kTagging = AccessLevel::kTagging;

constexpr auto kDynamoDbTypes = std::to_array<ResourceType>({{"table", "table/{}"},
                                                             {"index", "table/{}/index/{}"},
                                                             {"stream", "table/{}/stream/{}"},
                                                             {"backup", "table/{}/backup/{}"},
                                                             {"export", "table/{}/export/{}"},
                                                             {"import", "table/{}/import/{}"},
                                                             {"global table", "global-table/{}"}});
// Bits of resource types.
constexpr std::uint32_t kNoResource = 0, kTable = 1, kIndex = 2, kStream = 4, kBackup = 8,
                        kExport = 16, kImport = 32, kGlobalTable = 64;

constexpr auto kDynamoDbKeys =
    std::to_array<ConditionKey>({{"dynamodb:Attributes", true},
                                 {"dynamodb:EnclosingOperation", false},
                                 {"dynamodb:FullTableScan", false},
                                 {"dynamodb:LeadingKeys", true},
                                 {"dynamodb:ReturnConsumedCapacity", false},
                                 {"dynamodb:ReturnValues", false},
                                 {"dynamodb:Select", false},
                                 {"dynamodb:FirstPartitionKeyValues", true},
                                 {"dynamodb:SecondPartitionKeyValues", true},
                                 {"dynamodb:ThirdPartitionKeyValues", true},
                                 {"dynamodb:FourthPartitionKeyValues", true}});
// Bits of keys.
constexpr std::uint32_t kNoKeys = 0, kAttributes = 1, kEnclosing = 2, kFullTableScan = 4,
                        kLeadingKeys = 8 | 128 | 256 | 512 | 1024, kCapacity = 16,
                        kReturnValues = 32, kSelect = 64;
constexpr std::uint32_t kItemRead = kAttributes | kLeadingKeys | kCapacity | kSelect;
constexpr std::uint32_t kItemWrite = kAttributes | kLeadingKeys | kCapacity | kReturnValues;
constexpr std::uint32_t kStatementWrite = kAttributes | kLeadingKeys | kEnclosing;

constexpr auto kDynamoDbActions = std::to_array<ActionInfo>({
    {"AssociateTableReplica", kWrite, kTable, kNoKeys},
    {"BatchGetItem", kRead, kTable, kItemRead},
    {"BatchWriteItem", kWrite, kTable, kAttributes | kLeadingKeys | kCapacity},
    {"ConditionCheckItem", kRead, kTable, kItemWrite},
    {"CreateBackup", kWrite, kTable, kNoKeys},
    {"CreateGlobalTable", kWrite, kGlobalTable | kTable, kNoKeys},
    {"CreateGlobalTableWitness", kWrite, kTable, kNoKeys},
    {"CreateTable", kWrite, kTable, kNoKeys},
    {"CreateTableReplica", kWrite, kTable, kNoKeys},
    {"DeleteBackup", kWrite, kBackup, kNoKeys},
    {"DeleteGlobalTableWitness", kWrite, kTable, kNoKeys},
    {"DeleteItem", kWrite, kTable, kItemWrite | kEnclosing},
    {"DeleteResourcePolicy", kPermissions, kTable | kStream, kNoKeys},
    {"DeleteTable", kWrite, kTable, kNoKeys},
    {"DeleteTableReplica", kWrite, kTable, kNoKeys},
    {"DescribeBackup", kRead, kBackup, kNoKeys},
    {"DescribeContinuousBackups", kRead, kTable, kNoKeys},
    {"DescribeContributorInsights", kRead, kTable | kIndex, kNoKeys},
    {"DescribeEndpoints", kRead, kNoResource, kNoKeys},
    {"DescribeExport", kRead, kExport, kNoKeys},
    {"DescribeGlobalTable", kRead, kGlobalTable, kNoKeys},
    {"DescribeGlobalTableSettings", kRead, kGlobalTable, kNoKeys},
    {"DescribeImport", kRead, kImport, kNoKeys},
    {"DescribeKinesisStreamingDestination", kRead, kTable, kNoKeys},
    {"DescribeLimits", kRead, kNoResource, kNoKeys},
    {"DescribeReservedCapacity", kRead, kNoResource, kNoKeys},
    {"DescribeReservedCapacityOfferings", kRead, kNoResource, kNoKeys},
    {"DescribeStream", kRead, kStream, kNoKeys},
    {"DescribeTable", kRead, kTable, kNoKeys},
    {"DescribeTableReplicaAutoScaling", kRead, kTable, kNoKeys},
    {"DescribeTimeToLive", kRead, kTable, kNoKeys},
    {"DisableKinesisStreamingDestination", kWrite, kTable, kNoKeys},
    {"EnableKinesisStreamingDestination", kWrite, kTable, kNoKeys},
    {"ExportTableToPointInTime", kWrite, kTable, kNoKeys},
    {"GetAbacStatus", kRead, kNoResource, kNoKeys},
    {"GetItem", kRead, kTable, kItemRead | kEnclosing},
    {"GetRecords", kRead, kStream, kNoKeys},
    {"GetResourcePolicy", kRead, kTable | kStream, kNoKeys},
    {"GetShardIterator", kRead, kStream, kNoKeys},
    {"ImportTable", kWrite, kTable, kNoKeys},
    {"InjectError", kWrite, kNoResource, kNoKeys},
    {"ListBackups", kList, kNoResource, kNoKeys},
    {"ListContributorInsights", kList, kNoResource, kNoKeys},
    {"ListExports", kList, kTable, kNoKeys},
    {"ListGlobalTables", kList, kNoResource, kNoKeys},
    {"ListImports", kList, kTable, kNoKeys},
    {"ListStreams", kRead, kNoResource, kNoKeys},
    {"ListTables", kList, kNoResource, kNoKeys},
    {"ListTagsOfResource", kRead, kTable | kStream, kNoKeys},
    {"PartiQLDelete", kWrite, kTable, kStatementWrite | kReturnValues},
    {"PartiQLInsert", kWrite, kTable, kStatementWrite},
    {"PartiQLSelect", kRead, kTable | kIndex, kStatementWrite | kFullTableScan | kSelect},
    {"PartiQLUpdate", kWrite, kTable, kStatementWrite | kReturnValues},
    {"PurchaseReservedCapacityOfferings", kWrite, kNoResource, kNoKeys},
    {"PutItem", kWrite, kTable, kItemWrite | kEnclosing},
    {"PutResourcePolicy", kPermissions, kTable | kStream, kNoKeys},
    {"Query", kRead, kTable | kIndex, kItemRead | kReturnValues},
    {"ReadDataForReplication", kRead, kTable, kNoKeys},
    {"ReplicateSettings", kWrite, kTable, kNoKeys},
    {"RestoreTableFromAwsBackup", kWrite, kTable, kNoKeys},
    {"RestoreTableFromBackup", kWrite, kBackup | kTable, kNoKeys},
    {"RestoreTableToPointInTime", kWrite, kTable, kNoKeys},
    {"Scan", kRead, kTable | kIndex, kAttributes | kCapacity | kReturnValues | kSelect},
    {"StartAwsBackupJob", kWrite, kTable, kNoKeys},
    {"TagResource", kTagging, kTable | kStream, kNoKeys},
    {"UntagResource", kTagging, kTable | kStream, kNoKeys},
    {"UpdateAbacStatus", kWrite, kNoResource, kNoKeys},
    {"UpdateContinuousBackups", kWrite, kTable, kNoKeys},
    {"UpdateContributorInsights", kWrite, kTable | kIndex, kNoKeys},
    {"UpdateGlobalTable", kWrite, kGlobalTable | kTable, kNoKeys},
    {"UpdateGlobalTableSettings", kWrite, kGlobalTable | kTable, kNoKeys},
    {"UpdateGlobalTableVersion", kWrite, kGlobalTable | kTable, kNoKeys},
    {"UpdateItem", kWrite, kTable, kItemWrite | kEnclosing},
    {"UpdateKinesisStreamingDestination", kWrite, kTable, kNoKeys},
    {"UpdateTable", kWrite, kTable, kNoKeys},
    {"UpdateTableReplicaAutoScaling", kWrite, kTable, kNoKeys},
    {"UpdateTimeToLive", kWrite, kTable, kNoKeys},
    {"WriteDataForReplication", kWrite, kTable, kNoKeys},
});

constexpr auto kServices =
    std::to_array<ServiceActions>({{"dynamodb", kDynamoDbActions, kDynamoDbTypes, kDynamoDbKeys}});

/// `operation`, and what it asks for.
constexpr auto kHints = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"dynamodb:transactwriteitems",
     "a transaction asks for dynamodb:PutItem, UpdateItem, DeleteItem and ConditionCheckItem"},
    {"dynamodb:transactgetitems", "a transaction asks for dynamodb:GetItem"},
    {"dynamodb:executestatement",
     "PartiQL asks for dynamodb:PartiQLSelect, PartiQLInsert, PartiQLUpdate and PartiQLDelete"},
    {"dynamodb:batchexecutestatement",
     "PartiQL asks for dynamodb:PartiQLSelect, PartiQLInsert, PartiQLUpdate and PartiQLDelete"},
    {"dynamodb:executetransaction",
     "PartiQL asks for dynamodb:PartiQLSelect, PartiQLInsert, PartiQLUpdate and PartiQLDelete"},
    {"dynamodb:querytable", "the action is dynamodb:Query"},
});

// In lower case, sorted. A name that ends in / is followed by a tag's key.
constexpr auto kGlobalKeys = std::to_array<std::string_view>({
    "aws:assumedroot",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "aws:chatbotsourcearn",
    "aws:currenttime",
    "aws:ec2instancesourceprivateipv4",
    "aws:ec2instancesourcevpc",
    "aws:epochtime",
    "aws:federatedprovider",
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:principaltag/",
    "aws:principaltype",
    "aws:referer",
    "aws:requestedregion",
    "aws:requesttag/",
    "aws:resourceaccount",
    "aws:resourceorgid",
    "aws:resourceorgpaths",
    "aws:resourcetag/",
    "aws:securetransport",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceidentity",
    "aws:sourceip",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:tagkeys",
    "aws:tokenissuetime",
    "aws:useragent",
    "aws:userid",
    "aws:username",
    "aws:viaawsservice",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:vpceorgpaths",
    "aws:vpcsourceip",
});

}  // namespace

const ServiceActions* find_service(std::string_view service) {
  const auto found = std::ranges::find(kServices, lower_case(service), &ServiceActions::service);
  return found == kServices.end() ? nullptr : &*found;
}

const ActionInfo* find_action(const ServiceActions& service, std::string_view name) {
  const std::string lower = lower_case(name);
  for (const ActionInfo& action : service.actions)
    if (lower_case(action.name) == lower) return &action;
  return nullptr;
}

std::string_view action_hint(std::string_view action) {
  const std::string lower = lower_case(action);
  const auto found =
      std::ranges::find(kHints, lower, [](const auto& row) { return std::string(row.first); });
  return found == kHints.end() ? std::string_view() : found->second;
}

bool is_global_key(std::string_view name) {
  std::string lower = lower_case(name);
  const std::size_t slash = lower.find('/');
  if (slash != lower.npos) lower.resize(slash + 1);
  return std::ranges::binary_search(kGlobalKeys, std::string_view(lower));
}

}  // namespace dynarock::policy
