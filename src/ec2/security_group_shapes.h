#pragma once

#include "ec2/shapes.h"

/// Permissions as groups tell them and as requests ask for them.
namespace dynarock::ec2 {

inline constexpr Field kGroupPairFields[] = {{"Description", aws::kString},
                                             {"UserId", aws::kString},
                                             {"GroupName", aws::kString},
                                             {"GroupId", aws::kString},
                                             {"VpcId", aws::kString}};
inline constexpr Shape kGroupPair = aws::structure("UserIdGroupPair", kGroupPairFields);
inline constexpr Shape kGroupPairs = aws::list_of(kGroupPair);
inline constexpr Field kIpRangeFields[] = {{"Description", aws::kString}, {"CidrIp", aws::kString}};
inline constexpr Shape kIpRange = aws::structure("IpRange", kIpRangeFields);
inline constexpr Shape kIpRanges = aws::list_of(kIpRange);
inline constexpr Field kIpv6RangeFields[] = {{"Description", aws::kString},
                                             {"CidrIpv6", aws::kString}};
inline constexpr Shape kIpv6Range = aws::structure("Ipv6Range", kIpv6RangeFields);
inline constexpr Shape kIpv6Ranges = aws::list_of(kIpv6Range);
inline constexpr Field kPrefixListIdFields[] = {{"Description", aws::kString},
                                                {"PrefixListId", aws::kString}};
inline constexpr Shape kPrefixListId = aws::structure("PrefixListId", kPrefixListIdFields);
inline constexpr Shape kPrefixListIds = aws::list_of(kPrefixListId);
inline constexpr Field kIpPermissionFields[] = {
    {"IpProtocol", aws::kString},     {"FromPort", aws::kInteger},
    {"ToPort", aws::kInteger},        {"UserIdGroupPairs", kGroupPairs, "groups"},
    {"IpRanges", kIpRanges},          {"Ipv6Ranges", kIpv6Ranges},
    {"PrefixListIds", kPrefixListIds}};
inline constexpr Shape kIpPermission = aws::structure("IpPermission", kIpPermissionFields);
inline constexpr Shape kIpPermissions = aws::list_of(kIpPermission);

}  // namespace dynarock::ec2
