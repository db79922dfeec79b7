// Regions, their zones, and what an account may have: the same for everybody.

#include <algorithm>

#include "ec2/describe.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kZonesFields[] = {{"ZoneNames", aws::kStringList, "ZoneName"},
                                  {"ZoneIds", aws::kStringList, "ZoneId"},
                                  {"AllAvailabilityZones", aws::kBoolean},
                                  kFiltersField,
                                  kDryRunField};
constexpr Shape kZonesInput = aws::structure("DescribeAvailabilityZonesRequest", kZonesFields);
constexpr Field kZoneFields[] = {{"OptInStatus", aws::kString},
                                 {"Messages", aws::kStringList, "messageSet"},
                                 {"RegionName", aws::kString},
                                 {"ZoneName", aws::kString},
                                 {"ZoneId", aws::kString},
                                 {"GroupName", aws::kString},
                                 {"NetworkBorderGroup", aws::kString},
                                 {"ZoneType", aws::kString},
                                 {"State", aws::kString, "zoneState"}};
constexpr Shape kZone = aws::structure("AvailabilityZone", kZoneFields);
constexpr Shape kZoneList = aws::list_of(kZone);
constexpr Field kZonesOutputFields[] = {{"AvailabilityZones", kZoneList, "availabilityZoneInfo"}};
constexpr Shape kZonesOutput =
    aws::structure("DescribeAvailabilityZonesResult", kZonesOutputFields);
constexpr FilterSpec kZoneFilters[] = {
    {"group-name", "GroupName"},   {"opt-in-status", "OptInStatus"},
    {"region-name", "RegionName"}, {"state", "State"},
    {"zone-id", "ZoneId"},         {"zone-name", "ZoneName"},
    {"zone-type", "ZoneType"}};
constexpr Listing kZoneListing{{}, {}, "AvailabilityZones", kZone, kZoneFilters};

constexpr Field kRegionsFields[] = {{"RegionNames", aws::kStringList, "RegionName"},
                                    {"AllRegions", aws::kBoolean},
                                    kFiltersField,
                                    kDryRunField};
constexpr Shape kRegionsInput = aws::structure("DescribeRegionsRequest", kRegionsFields);
constexpr Field kRegionFields[] = {{"OptInStatus", aws::kString},
                                   {"RegionName", aws::kString},
                                   {"Endpoint", aws::kString, "regionEndpoint"}};
constexpr Shape kRegion = aws::structure("Region", kRegionFields);
constexpr Shape kRegionList = aws::list_of(kRegion);
constexpr Field kRegionsOutputFields[] = {{"Regions", kRegionList, "regionInfo"}};
constexpr Shape kRegionsOutput = aws::structure("DescribeRegionsResult", kRegionsOutputFields);
constexpr FilterSpec kRegionFilters[] = {
    {"endpoint", "Endpoint"}, {"opt-in-status", "OptInStatus"}, {"region-name", "RegionName"}};
constexpr Listing kRegionListing{{}, {}, "Regions", kRegion, kRegionFilters};
/// Those that an account has without asking.
constexpr std::string_view kRegions[] = {
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
    "ap-southeast-2", "ca-central-1",   "eu-central-1",   "eu-north-1", "eu-west-1",
    "eu-west-2",      "eu-west-3",      "sa-east-1",      "us-east-1",  "us-east-2",
    "us-west-1",      "us-west-2"};

constexpr Field kAttributesFields[] = {{"AttributeNames", aws::kStringList, "attributeName"},
                                       kDryRunField};
constexpr Shape kAttributesInput =
    aws::structure("DescribeAccountAttributesRequest", kAttributesFields);
constexpr Field kAttributeValueFields[] = {{"AttributeValue", aws::kString}};
constexpr Shape kAttributeValue = aws::structure("AccountAttributeValue", kAttributeValueFields);
constexpr Shape kAttributeValues = aws::list_of(kAttributeValue);
constexpr Field kAttributeFields[] = {{"AttributeName", aws::kString},
                                      {"AttributeValues", kAttributeValues, "attributeValueSet"}};
constexpr Shape kAttribute = aws::structure("AccountAttribute", kAttributeFields);
constexpr Shape kAttributeList = aws::list_of(kAttribute);
constexpr Field kAttributesOutputFields[] = {
    {"AccountAttributes", kAttributeList, "accountAttributeSet"}};
constexpr Shape kAttributesOutput =
    aws::structure("DescribeAccountAttributesResult", kAttributesOutputFields);
constexpr Listing kAttributeListing{{}, {}, "AccountAttributes", kAttribute, {}};

/// Leaves the records that the names in a member of the request mean; all if there are none. The
/// first name that nothing has, or nothing.
std::string keep_named(std::vector<Record>& records, std::string_view record_member,
                       const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::vector<Record> kept;
  for (const std::string& name : names) {
    const auto found = std::ranges::find_if(
        records, [&](const Record& record) { return text(record, record_member) == name; });
    if (found == records.end()) return name;
    kept.push_back(*found);
  }
  records = std::move(kept);
  return {};
}

Result<std::string> run_zones(Context& context, json::Value request) {
  const std::string region(context.call.region);
  std::vector<Record> zones;
  for (const std::string& zone : zones_of(region))
    zones.push_back({{"OptInStatus", "opt-in-not-required"},
                     {"Messages", Record::array()},
                     {"RegionName", region},
                     {"ZoneName", zone},
                     {"ZoneId", zone_id(zone)},
                     {"GroupName", region + "-zg-1"},
                     {"NetworkBorderGroup", region},
                     {"ZoneType", "availability-zone"},
                     {"State", "available"}});
  std::string unknown = keep_named(zones, "ZoneName", texts_of(request, "ZoneNames"));
  if (unknown.empty()) unknown = keep_named(zones, "ZoneId", texts_of(request, "ZoneIds"));
  if (!unknown.empty()) return fail(invalid_value("Invalid availability zone: [" + unknown + "]"));
  return describe_records(request, std::move(zones), kZoneListing);
}

Result<std::string> run_regions(Context&, json::Value request) {
  std::vector<Record> regions;
  for (const std::string_view name : kRegions)
    regions.push_back({{"OptInStatus", "opt-in-not-required"},
                       {"RegionName", name},
                       {"Endpoint", "ec2." + std::string(name) + ".amazonaws.com"}});
  const std::string unknown = keep_named(regions, "RegionName", texts_of(request, "RegionNames"));
  if (!unknown.empty()) return fail(invalid_value("Invalid region provided: [" + unknown + "]"));
  return describe_records(request, std::move(regions), kRegionListing);
}

Result<std::string> run_attributes(Context& context, json::Value request) {
  const auto region = context.network.read(context.place());
  std::string default_vpc = "none";
  for (const Record* vpc : region->of(kVpcs))
    if (flag(*vpc, "IsDefault")) default_vpc = text(*vpc, "VpcId");
  const std::pair<const char*, std::string> all[] = {
      {"supported-platforms", "VPC"}, {"default-vpc", default_vpc},
      {"max-instances", "20"},        {"vpc-max-security-groups-per-interface", "5"},
      {"max-elastic-ips", "5"},       {"vpc-max-elastic-ips", "5"}};
  std::vector<Record> attributes;
  for (const auto& [name, value] : all)
    attributes.push_back({{"AttributeName", name},
                          {"AttributeValues", Record::array({{{"AttributeValue", value}}})}});
  const std::string unknown =
      keep_named(attributes, "AttributeName", texts_of(request, "AttributeNames"));
  if (!unknown.empty())
    return fail(invalid_value("Value (" + unknown + ") for parameter attributeName is invalid."));
  return describe_records(request, std::move(attributes), kAttributeListing);
}

}  // namespace

const Operation kDescribeAvailabilityZones =
    operation<run_zones>("DescribeAvailabilityZones", kZonesInput, kZonesOutput);
const Operation kDescribeRegions =
    operation<run_regions>("DescribeRegions", kRegionsInput, kRegionsOutput);
const Operation kDescribeAccountAttributes =
    operation<run_attributes>("DescribeAccountAttributes", kAttributesInput, kAttributesOutput);

}  // namespace dynarock::ec2
