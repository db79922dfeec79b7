#pragma once

#include <string>

// Beginnings of messages that many tests expect.

namespace dynarock::dynamodb::expr {

inline const std::string kOperandType =
    "Incorrect operand type for operator or function; operator or function: ";
inline const std::string kOperandCount =
    "Incorrect number of operands for operator or function; operator or function: ";
inline const std::string kDistinct =
    "The first operand must be distinct from the remaining operands for this operator or function; "
    "operator: ";
inline const std::string kNeedsPath =
    "Operator or function requires a document path; operator or function: ";
inline const std::string kNotHere =
    "The function is not allowed to be used this way in an expression; function: ";
inline const std::string kNotInCondition =
    "The function is not allowed in a condition expression; function: ";
inline const std::string kNotInUpdate =
    "The function is not allowed in an update expression; function: ";
inline const std::string kReserved = "Attribute name is a reserved keyword; reserved keyword: ";
inline const std::string kNoName =
    "An expression attribute name used in the document path is not defined; attribute name: ";
inline const std::string kNoValue =
    "An expression attribute value used in expression is not defined; attribute value: ";
inline const std::string kOverlap =
    "Two document paths overlap with each other; must remove or rewrite one of these paths; path "
    "one: ";
inline const std::string kConflict =
    "Two document paths conflict with each other; must remove or rewrite one of these paths; path "
    "one: ";
inline const std::string kRedundant = "The expression has redundant parentheses;";

}  // namespace dynarock::dynamodb::expr
