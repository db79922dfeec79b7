#include "dynamodb/ops/find_stream.h"

namespace dynarock::dynamodb {

Result<std::shared_ptr<Stream>> find_stream(Context& context, std::string_view arn) {
  const auto address = parse_stream_arn(arn);
  if (!address) return fail(validation_error("Invalid StreamArn"));
  auto stream = context.engine.streams().find(*address);
  if (stream == nullptr)
    return fail({"ResourceNotFoundException",
                 "Requested resource not found: Stream: " + std::string(arn) + " not found",
                 {}});
  return stream;
}

}  // namespace dynarock::dynamodb
