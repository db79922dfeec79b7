#include "ec2/describe.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kAssociationFields[] = {{"NetworkAclAssociationId", aws::kString},
                                        {"NetworkAclId", aws::kString},
                                        {"SubnetId", aws::kString}};
constexpr Shape kAssociation = aws::structure("NetworkAclAssociation", kAssociationFields);
constexpr Shape kAssociations = aws::list_of(kAssociation);
constexpr Field kEntryFields[] = {{"CidrBlock", aws::kString},
                                  {"Egress", aws::kBoolean},
                                  {"Protocol", aws::kString},
                                  {"RuleAction", aws::kString},
                                  {"RuleNumber", aws::kInteger}};
constexpr Shape kEntry = aws::structure("NetworkAclEntry", kEntryFields);
constexpr Shape kEntries = aws::list_of(kEntry);
constexpr Field kAclFields[] = {{"Associations", kAssociations, "associationSet"},
                                {"Entries", kEntries, "entrySet"},
                                {"IsDefault", aws::kBoolean, "default"},
                                {"NetworkAclId", aws::kString},
                                kTagsField,
                                {"VpcId", aws::kString},
                                {"OwnerId", aws::kString}};
constexpr Shape kAcl = aws::structure("NetworkAcl", kAclFields);
constexpr Shape kAclList = aws::list_of(kAcl);
constexpr Field kDescribeFields[] = {{"NetworkAclIds", aws::kStringList, "NetworkAclId"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeNetworkAclsRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"NetworkAcls", kAclList, "networkAclSet"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeNetworkAclsResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {
    {"association.association-id", "Associations.NetworkAclAssociationId"},
    {"association.network-acl-id", "Associations.NetworkAclId"},
    {"association.subnet-id", "Associations.SubnetId"},
    {"default", "IsDefault"},
    {"entry.cidr", "Entries.CidrBlock"},
    {"entry.egress", "Entries.Egress"},
    {"entry.protocol", "Entries.Protocol"},
    {"entry.rule-action", "Entries.RuleAction"},
    {"entry.rule-number", "Entries.RuleNumber"},
    {"network-acl-id", "NetworkAclId"},
    {"owner-id", "OwnerId"},
    {"vpc-id", "VpcId"}};
constexpr Listing kListing{kNetworkAcls, "NetworkAclIds", "NetworkAcls", kAcl, kFilterSpecs};

}  // namespace

const Operation kDescribeNetworkAcls =
    operation<run_describe<kListing>>("DescribeNetworkAcls", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
