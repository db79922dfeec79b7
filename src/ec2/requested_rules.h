#pragma once

#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "ec2/region.h"

namespace dynarock::ec2 {

/// The rules that a request of AuthorizeSecurityGroup... or RevokeSecurityGroup... is about, one a
/// peer, each with the members of SecurityGroupRule that make it what it is, Description aside the
/// same whenever the rule is. `group` is the group whose rules they are. MissingParameter,
/// InvalidParameterValue, InvalidGroup.*.
Result<std::vector<Record>> requested_rules(const Region& region, const Record& group,
                                            json::Value request);

/// Whether two rules let the same through.
bool same_rule(const Record& left, const Record& right);

/// `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW`, as messages tell a rule.
std::string rule_text(const Record& rule);

}  // namespace dynarock::ec2
