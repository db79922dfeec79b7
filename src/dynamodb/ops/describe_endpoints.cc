#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/shapes.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

constexpr Shape kInput = aws::structure("DescribeEndpointsRequest");
constexpr Field kEndpointFields[] = {{"Address", aws::kString},
                                     {"CachePeriodInMinutes", aws::kLong}};
constexpr Shape kEndpoint = aws::structure("Endpoint", kEndpointFields);
constexpr Shape kEndpoints = aws::list_of(kEndpoint);
constexpr Field kOutputFields[] = {{"Endpoints", kEndpoints}};
constexpr Shape kOutput = aws::structure("DescribeEndpointsResponse", kOutputFields);

// SDKs with endpoint discovery send what follows to the address given, so it is the one that the
// caller used, if it said which.
Result<std::string> run(Context& context, json::Value) {
  const std::string_view host = context.call.http.header("host");
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Endpoints").begin_array().begin_object();
  out.member("Address", host.empty()
                            ? "dynamodb." + std::string(context.call.region) + ".amazonaws.com"
                            : std::string(host));
  out.member("CachePeriodInMinutes", 1440).end_object().end_array().end_object();
  return body;
}

}  // namespace

const Operation kDescribeEndpoints = {{"DescribeEndpoints", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
