#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/json/writer.h"
#include "ec2/filters.h"
#include "ec2/operations.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {

/// What a Describe operation tells, and how it is asked.
struct Listing {
  /// The prefix of the resources' ids.
  std::string_view prefix;
  /// The members of the request that has ids and of the answer.
  std::string_view ids_member, answer_member;
  const Shape& shape;
  std::span<const FilterSpec> filters;
  /// Where a record is not all that is told of a resource.
  Record (*view)(const Region& region, const Record& record) = nullptr;
};

/// Writes the members of the record that the shape has.
void write_record(json::Writer& out, const Record& record, const Shape& shape);

/// The resources asked for by ids and filters, a page of them. The ids' errors,
/// InvalidParameterValue for filters and tokens, InvalidParameterCombination.
Result<std::string> describe(Context& context, json::Value request, const Listing& listing);

/// The same of records that are no resources of the region: those that pass the filters.
Result<std::string> describe_records(json::Value request, std::vector<Record> records,
                                     const Listing& listing);

template <const Listing& kListing>
Result<std::string> run_describe(Context& context, json::Value request) {
  return describe(context, request, kListing);
}

}  // namespace dynarock::ec2
