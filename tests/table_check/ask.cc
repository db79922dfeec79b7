#include "tests/table_check/ask.h"

#include <algorithm>
#include <stdexcept>

namespace dynarock::dynamodb {

std::string target_of(std::string_view operation) {
  constexpr std::string_view kOfStreams[] = {"DescribeStream", "GetRecords", "GetShardIterator",
                                             "ListStreams"};
  const bool of_streams = std::ranges::find(kOfStreams, operation) != std::end(kOfStreams);
  return (of_streams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + std::string(operation);
}

std::unique_ptr<Answer> ask(const Caller& call, std::string_view operation,
                            const std::string& body) {
  Reply reply = call(operation, body);
  if (reply.status != 200)
    throw std::runtime_error(std::string(operation) + " " + body + ": " + reply.body);
  auto answer = std::make_unique<Answer>();
  answer->body = std::move(reply.body);
  if (!answer->document.parse(answer->body)) throw std::runtime_error("no JSON: " + answer->body);
  return answer;
}

}  // namespace dynarock::dynamodb
