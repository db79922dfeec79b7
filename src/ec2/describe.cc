#include "ec2/describe.h"

#include <algorithm>
#include <charconv>

#include "dynarock/aws/deserialize.h"
#include "dynarock/aws/parameter_name.h"
#include "dynarock/base/base64.h"
#include "ec2/kinds.h"

namespace dynarock::ec2 {
namespace {

/// A token is the number of those that were told, in base 64.
Result<std::size_t> start_of(json::Value request, std::size_t count) {
  const auto token = request.find_text("NextToken");
  if (!token || token->empty()) return 0;
  const auto digits = base64_decode(*token);
  std::size_t start = 0;
  const char* end = digits ? digits->data() + digits->size() : nullptr;
  if (!digits || std::from_chars(digits->data(), end, start).ptr != end || start == 0 ||
      start > count)
    return fail(invalid_value("Invalid value '" + std::string(*token) + "' for nextToken"));
  return start;
}

Result<std::string> page(json::Value request, const std::vector<Record>& records,
                         const Listing& listing) {
  const std::size_t start = DYNAROCK_TRY(start_of(request, records.size()));
  const auto size = request.find("MaxResults");
  const std::size_t left = records.size() - start;
  const std::size_t count =
      size ? std::min(left,
                      static_cast<std::size_t>(std::max<std::int64_t>(1, aws::to_integer(*size))))
           : left;
  std::string body;
  json::Writer out(body);
  out.begin_object().key(listing.answer_member).begin_array();
  for (std::size_t i = start; i < start + count; ++i) write_record(out, records[i], listing.shape);
  out.end_array();
  if (count < left) out.member("NextToken", base64_encode(std::to_string(start + count)));
  out.end_object();
  return body;
}

/// Those that the request names, or all.
Result<std::vector<const Record*>> named(const Region& region, json::Value request,
                                         const Listing& listing) {
  const std::vector<std::string> ids = texts_of(request, listing.ids_member);
  if (ids.empty()) return region.of(listing.prefix);
  if (request.find("MaxResults")) {
    return fail(invalid_combination("The parameter " + aws::parameter_name(listing.ids_member) +
                                    " cannot be used with the parameter maxResults"));
  }
  std::vector<const Record*> records;
  for (const std::string& id : ids)
    records.push_back(DYNAROCK_TRY(find_resource(region, listing.prefix, id)));
  return records;
}

}  // namespace

void write_record(json::Writer& out, const Record& record, const Shape& shape) {
  switch (shape.kind) {
    case aws::ShapeKind::structure:
      out.begin_object();
      for (const auto& [name, value] : record.items()) {
        const Field* field = shape.find_field(name);
        if (!field) continue;
        out.key(name);
        write_record(out, value, *field->shape);
      }
      out.end_object();
      return;
    case aws::ShapeKind::list:
      out.begin_array();
      for (const Record& element : record) write_record(out, element, *shape.element);
      out.end_array();
      return;
    default:
      out.raw(record.dump());
  }
}

Result<std::string> describe(Context& context, json::Value request, const Listing& listing) {
  const auto region = context.network.read(context.place());
  const auto filters = request.find("Filters");
  if (filters) DYNAROCK_TRY(check_filters(*filters, listing.filters));
  const auto chosen = DYNAROCK_TRY(named(*region, request, listing));
  std::vector<Record> records;
  for (const Record* record : chosen) {
    Record told = listing.view ? listing.view(*region, *record) : *record;
    if (!filters || passes(told, *filters, listing.filters)) records.push_back(std::move(told));
  }
  return page(request, records, listing);
}

Result<std::string> describe_records(json::Value request, std::vector<Record> records,
                                     const Listing& listing) {
  if (const auto filters = request.find("Filters")) {
    DYNAROCK_TRY(check_filters(*filters, listing.filters));
    std::erase_if(records,
                  [&](const Record& record) { return !passes(record, *filters, listing.filters); });
  }
  return page(request, records, listing);
}

}  // namespace dynarock::ec2
