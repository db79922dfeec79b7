// Elastic IP addresses.

#include <algorithm>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr std::string_view kDomains[] = {"vpc", "standard"};
constexpr Shape kDomain = aws::one_of(kDomains);
constexpr Field kAllocateFields[] = {{"Domain", kDomain}, kTagSpecificationsField, kDryRunField};
constexpr Shape kAllocateInput = aws::structure("AllocateAddressRequest", kAllocateFields);
constexpr Field kAddressFields[] = {{"AllocationId", aws::kString},
                                    {"AssociationId", aws::kString},
                                    {"Domain", aws::kString},
                                    {"NetworkInterfaceId", aws::kString},
                                    {"NetworkInterfaceOwnerId", aws::kString},
                                    {"PrivateIpAddress", aws::kString},
                                    kTagsField,
                                    {"PublicIpv4Pool", aws::kString},
                                    {"NetworkBorderGroup", aws::kString},
                                    {"PublicIp", aws::kString}};
constexpr Shape kAddress = aws::structure("Address", kAddressFields);
constexpr Shape kAddressList = aws::list_of(kAddress);
constexpr Field kAllocateOutputFields[] = {{"PublicIp", aws::kString},
                                           {"AllocationId", aws::kString},
                                           {"PublicIpv4Pool", aws::kString},
                                           {"NetworkBorderGroup", aws::kString},
                                           {"Domain", aws::kString}};
constexpr Shape kAllocateOutput = aws::structure("AllocateAddressResult", kAllocateOutputFields);

constexpr Field kReleaseFields[] = {{"AllocationId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kReleaseInput = aws::structure("ReleaseAddressRequest", kReleaseFields);

constexpr Field kDescribeFields[] = {{"AllocationIds", aws::kStringList, "AllocationId"},
                                     {"PublicIps", aws::kStringList, "PublicIp"},
                                     kFiltersField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeAddressesRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"Addresses", kAddressList, "addressesSet"}};
constexpr Shape kDescribeOutput = aws::structure("DescribeAddressesResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"allocation-id", "AllocationId"},
                                       {"association-id", "AssociationId"},
                                       {"domain", "Domain"},
                                       {"network-border-group", "NetworkBorderGroup"},
                                       {"network-interface-id", "NetworkInterfaceId"},
                                       {"private-ip-address", "PrivateIpAddress"},
                                       {"public-ip", "PublicIp"}};
constexpr Listing kListing{kAddresses, "AllocationIds", "Addresses", kAddress, kFilterSpecs};

Result<std::string> run_allocate(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  const std::string id = new_id(context.ids, kAddresses);
  Record address = {{"PublicIp", new_public_ip(draft.region())},
                    {"AllocationId", id},
                    {"PublicIpv4Pool", "amazon"},
                    {"NetworkBorderGroup", draft->name()},
                    {"Domain", "vpc"}};
  draft->put(id, std::move(address));
  DYNAROCK_TRY(tag_new(draft.region(), id, request));
  draft.commit();
  std::string body;
  json::Writer out(body);
  write_record(out, *draft->find(id), kAllocateOutput);
  return body;
}

Result<std::string> run_release(Context& context, json::Value request) {
  const std::string id = text_of(request, "AllocationId");
  Draft draft = context.network.write(context.place());
  const Record* address = DYNAROCK_TRY(find_resource(draft.region(), kAddresses, id));
  if (address->contains("AssociationId"))
    return fail(
        {"InvalidIPAddress.InUse", "Address " + text(*address, "PublicIp") + " is in use.", {}});
  draft->erase(id);
  draft.commit();
  return done();
}

/// Addresses are named by themselves too.
Result<std::string> run_describe_addresses(Context& context, json::Value request) {
  const std::vector<std::string> wanted = texts_of(request, "PublicIps");
  if (wanted.empty()) return describe(context, request, kListing);
  const auto region = context.network.read(context.place());
  std::vector<Record> records;
  for (const std::string& public_ip : wanted) {
    const auto found = region->of(kAddresses, "PublicIp", public_ip);
    if (found.empty())
      return fail({"InvalidAddress.NotFound", "Address '" + public_ip + "' not found.", {}});
    records.push_back(*found.front());
  }
  return describe_records(request, std::move(records), kListing);
}

}  // namespace

const Operation kAllocateAddress =
    operation<run_allocate>("AllocateAddress", kAllocateInput, kAllocateOutput);
const Operation kReleaseAddress = operation<run_release>("ReleaseAddress", kReleaseInput, kReturn);
const Operation kDescribeAddresses =
    operation<run_describe_addresses>("DescribeAddresses", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
