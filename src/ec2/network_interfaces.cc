#include "ec2/describe.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kAssociationFields[] = {
    {"IpOwnerId", aws::kString}, {"PublicDnsName", aws::kString}, {"PublicIp", aws::kString}};
constexpr Shape kAssociation = aws::structure("NetworkInterfaceAssociation", kAssociationFields);
constexpr Field kAttachmentFields[] = {
    {"AttachTime", aws::kTimestamp},        {"AttachmentId", aws::kString},
    {"DeleteOnTermination", aws::kBoolean}, {"DeviceIndex", aws::kInteger},
    {"InstanceOwnerId", aws::kString},      {"Status", aws::kString}};
constexpr Shape kAttachment = aws::structure("NetworkInterfaceAttachment", kAttachmentFields);
constexpr Field kAddressFields[] = {{"Association", kAssociation},
                                    {"Primary", aws::kBoolean},
                                    {"PrivateDnsName", aws::kString},
                                    {"PrivateIpAddress", aws::kString}};
constexpr Shape kAddress = aws::structure("NetworkInterfacePrivateIpAddress", kAddressFields);
constexpr Shape kAddressList = aws::list_of(kAddress);
constexpr Field kInterfaceFields[] = {{"Association", kAssociation},
                                      {"Attachment", kAttachment},
                                      {"AvailabilityZone", aws::kString},
                                      {"Description", aws::kString},
                                      {"Groups", kGroupIdentifiers, "groupSet"},
                                      {"InterfaceType", aws::kString},
                                      {"Ipv6Addresses", aws::kStringList, "ipv6AddressesSet"},
                                      {"MacAddress", aws::kString},
                                      {"NetworkInterfaceId", aws::kString},
                                      {"OwnerId", aws::kString},
                                      {"PrivateDnsName", aws::kString},
                                      {"PrivateIpAddress", aws::kString},
                                      {"PrivateIpAddresses", kAddressList, "privateIpAddressesSet"},
                                      {"RequesterId", aws::kString},
                                      {"RequesterManaged", aws::kBoolean},
                                      {"SourceDestCheck", aws::kBoolean},
                                      {"Status", aws::kString},
                                      {"SubnetId", aws::kString},
                                      {"TagSet", kTags},
                                      {"VpcId", aws::kString}};
constexpr Shape kInterface = aws::structure("NetworkInterface", kInterfaceFields);
constexpr Shape kInterfaceList = aws::list_of(kInterface);
constexpr Field kDescribeFields[] = {
    {"NetworkInterfaceIds", aws::kStringList, "NetworkInterfaceId"},
    kFiltersField,
    kMaxResultsField,
    kNextTokenField,
    kDryRunField};
constexpr Shape kDescribeInput =
    aws::structure("DescribeNetworkInterfacesRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {
    {"NetworkInterfaces", kInterfaceList, "networkInterfaceSet"}, kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeNetworkInterfacesResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {
    {"addresses.private-ip-address", "PrivateIpAddresses.PrivateIpAddress"},
    {"addresses.primary", "PrivateIpAddresses.Primary"},
    {"association.public-ip", "Association.PublicIp"},
    {"attachment.attachment-id", "Attachment.AttachmentId"},
    {"attachment.status", "Attachment.Status"},
    {"availability-zone", "AvailabilityZone"},
    {"description", "Description"},
    {"group-id", "Groups.GroupId"},
    {"group-name", "Groups.GroupName"},
    {"interface-type", "InterfaceType"},
    {"mac-address", "MacAddress"},
    {"network-interface-id", "NetworkInterfaceId"},
    {"owner-id", "OwnerId"},
    {"private-dns-name", "PrivateDnsName"},
    {"private-ip-address", "PrivateIpAddress"},
    {"requester-id", "RequesterId"},
    {"requester-managed", "RequesterManaged"},
    {"status", "Status"},
    {"subnet-id", "SubnetId"},
    {"vpc-id", "VpcId"}};
constexpr Listing kListing{kInterfaces, "NetworkInterfaceIds", "NetworkInterfaces", kInterface,
                           kFilterSpecs};

}  // namespace

const Operation kDescribeNetworkInterfaces =
    operation<run_describe<kListing>>("DescribeNetworkInterfaces", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
