#include "ec2/describe.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kValueFields[] = {{"Value", aws::kString}};
constexpr Shape kValue = aws::structure("AttributeValue", kValueFields);
constexpr Shape kValues = aws::list_of(kValue);
constexpr Field kConfigurationFields[] = {{"Key", aws::kString}, {"Values", kValues, "valueSet"}};
constexpr Shape kConfiguration = aws::structure("DhcpConfiguration", kConfigurationFields);
constexpr Shape kConfigurations = aws::list_of(kConfiguration);
constexpr Field kOptionsFields[] = {
    {"OwnerId", aws::kString},
    kTagsField,
    {"DhcpOptionsId", aws::kString},
    {"DhcpConfigurations", kConfigurations, "dhcpConfigurationSet"}};
constexpr Shape kOptions = aws::structure("DhcpOptions", kOptionsFields);
constexpr Shape kOptionsList = aws::list_of(kOptions);
constexpr Field kDescribeFields[] = {{"DhcpOptionsIds", aws::kStringList, "DhcpOptionsId"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeDhcpOptionsRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"DhcpOptions", kOptionsList, "dhcpOptionsSet"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeDhcpOptionsResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"dhcp-options-id", "DhcpOptionsId"},
                                       {"key", "DhcpConfigurations.Key"},
                                       {"owner-id", "OwnerId"},
                                       {"value", "DhcpConfigurations.Values.Value"}};
constexpr Listing kListing{kDhcpOptions, "DhcpOptionsIds", "DhcpOptions", kOptions, kFilterSpecs};

}  // namespace

const Operation kDescribeDhcpOptions =
    operation<run_describe<kListing>>("DescribeDhcpOptions", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
