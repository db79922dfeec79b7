#pragma once

#include "dynarock/aws/shape.h"

/// Shapes that several operations share, with the names of EC2's model.
namespace dynarock::ec2 {

using aws::Field;
using aws::kRequired;
using aws::Shape;

inline constexpr Shape kMaxResults = aws::integer_shape({.min = 5, .max = 1000});

inline constexpr Field kFilterFields[] = {{"Name", aws::kString},
                                          {"Values", aws::kStringList, "Value"}};
inline constexpr Shape kFilter = aws::structure("Filter", kFilterFields);
inline constexpr Shape kFilters = aws::list_of(kFilter);

inline constexpr Field kTagFields[] = {{"Key", aws::kString}, {"Value", aws::kString}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);
inline constexpr Shape kTags = aws::list_of(kTag);
inline constexpr Field kTagSpecificationFields[] = {{"ResourceType", aws::kString},
                                                    {"Tags", kTags, "Tag"}};
inline constexpr Shape kTagSpecification =
    aws::structure("TagSpecification", kTagSpecificationFields);
inline constexpr Shape kTagSpecifications = aws::list_of(kTagSpecification);

inline constexpr Field kDryRunField{"DryRun", aws::kBoolean};
inline constexpr Field kFiltersField{"Filters", kFilters, "Filter"};
inline constexpr Field kMaxResultsField{"MaxResults", kMaxResults};
inline constexpr Field kNextTokenField{"NextToken", aws::kString};
inline constexpr Field kTagSpecificationsField{"TagSpecifications", kTagSpecifications,
                                               "TagSpecification"};
inline constexpr Field kTagsField{"Tags", kTags, "tagSet"};

inline constexpr Field kGroupIdentifierFields[] = {{"GroupId", aws::kString},
                                                   {"GroupName", aws::kString}};
inline constexpr Shape kGroupIdentifier = aws::structure("GroupIdentifier", kGroupIdentifierFields);
inline constexpr Shape kGroupIdentifiers = aws::list_of(kGroupIdentifier);

inline constexpr Field kBooleanValueFields[] = {{"Value", aws::kBoolean}};
inline constexpr Shape kBooleanValue = aws::structure("AttributeBooleanValue", kBooleanValueFields);

inline constexpr Field kUnsuccessfulErrorFields[] = {{"Code", aws::kString},
                                                     {"Message", aws::kString}};
inline constexpr Shape kUnsuccessfulError =
    aws::structure("UnsuccessfulItemError", kUnsuccessfulErrorFields);
inline constexpr Field kUnsuccessfulFields[] = {{"Error", kUnsuccessfulError},
                                                {"ResourceId", aws::kString}};
inline constexpr Shape kUnsuccessful = aws::structure("UnsuccessfulItem", kUnsuccessfulFields);
inline constexpr Shape kUnsuccessfulItems = aws::list_of(kUnsuccessful);
inline constexpr Field kUnsuccessfulField{"Unsuccessful", kUnsuccessfulItems};
inline constexpr Field kUnsuccessfulOutputFields[] = {kUnsuccessfulField};
inline constexpr Shape kUnsuccessfulOutput =
    aws::structure("UnsuccessfulResult", kUnsuccessfulOutputFields);

/// Of operations that tell nothing but that they did it.
inline constexpr Field kReturnFields[] = {{"Return", aws::kBoolean}};
inline constexpr Shape kReturn = aws::structure("Return", kReturnFields);

}  // namespace dynarock::ec2
