#pragma once

#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "ec2/region.h"

namespace dynarock::ec2 {

/// The resource that an earlier request with the same ClientToken made; null if there is none.
/// IdempotentParameterMismatch if the request was another.
Result<const Record*> made_before(const Region& region, std::string_view prefix,
                                  json::Value request);

/// Lets a new resource remember the request that made it, if that has a ClientToken.
void remember_request(Record& record, json::Value request);

}  // namespace dynarock::ec2
