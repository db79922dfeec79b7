// What clients look for and nobody has here: VPN gateways, names of Elastic IP addresses.

#include "ec2/operations.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kGatewaysFields[] = {
    {"VpnGatewayIds", aws::kStringList, "VpnGatewayId"}, kFiltersField, kDryRunField};
constexpr Shape kGatewaysInput = aws::structure("DescribeVpnGatewaysRequest", kGatewaysFields);
constexpr Field kGatewaysOutputFields[] = {{"VpnGateways", aws::kStringList, "vpnGatewaySet"}};
constexpr Shape kGatewaysOutput =
    aws::structure("DescribeVpnGatewaysResult", kGatewaysOutputFields);

constexpr Field kNamesFields[] = {{"AllocationIds", aws::kStringList, "AllocationId"},
                                  {"Attribute", aws::kString},
                                  kNextTokenField,
                                  kDryRunField};
constexpr Shape kNamesInput = aws::structure("DescribeAddressesAttributeRequest", kNamesFields);
constexpr Field kNamesOutputFields[] = {{"Addresses", aws::kStringList, "addressSet"}};
constexpr Shape kNamesOutput =
    aws::structure("DescribeAddressesAttributeResult", kNamesOutputFields);

Result<std::string> run_gateways(Context&, json::Value request) {
  const std::vector<std::string> ids = texts_of(request, "VpnGatewayIds");
  if (ids.empty()) return R"({"VpnGateways":[]})";
  return fail({"InvalidVpnGatewayID.NotFound",
               "The vpnGateway ID '" + ids.front() + "' does not exist",
               {}});
}

Result<std::string> run_names(Context&, json::Value) { return R"({"Addresses":[]})"; }

}  // namespace

const Operation kDescribeVpnGateways =
    operation<run_gateways>("DescribeVpnGateways", kGatewaysInput, kGatewaysOutput);
const Operation kDescribeAddressesAttribute =
    operation<run_names>("DescribeAddressesAttribute", kNamesInput, kNamesOutput);

}  // namespace dynarock::ec2
