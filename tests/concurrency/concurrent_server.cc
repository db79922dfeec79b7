#include "tests/concurrency/concurrent_server.h"

#include <latch>
#include <thread>
#include <vector>

#include "dynarock/json/document.h"

namespace dynarock::dynamodb {
namespace {

constexpr char kAuthorization[] =
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=0";

}  // namespace

ConcurrentServer::ConcurrentServer(const std::filesystem::path& directory,
                                   const StreamOptions& streams)
    : store_(storage::Store::open({.directory = directory})),
      engine_(*store_, clock_, streams),
      dynamodb_(make_service(engine_, ids_, {})),
      dynamodb_streams_(make_streams_service(engine_, ids_, {})),
      dispatcher_({}, {dynamodb_.get(), dynamodb_streams_.get()}, clock_, ids_, nullptr) {}

Reply ConcurrentServer::call(std::string_view operation, std::string_view body) {
  const std::string target = target_of(operation);
  http::Request request{.method = "POST", .target = "/"};
  request.headers = {{"Content-Type", "application/x-amz-json-1.0"},
                     {"X-Amz-Target", target},
                     {"X-Amz-Date", "20260101T000000Z"},
                     {"Authorization", kAuthorization}};
  request.body = body;
  http::Response response = dispatcher_.handle(request);
  return {response.status, std::move(response.body)};
}

std::string with(std::string_view text, std::string_view value) {
  std::string result;
  for (const char c : text) {
    if (c == '$')
      result += value;
    else
      result += c;
  }
  return result;
}

std::string with(std::string_view text, std::uint64_t value) {
  return with(text, std::to_string(value));
}

std::string outcome(const Reply& reply) {
  if (reply.status == 200) return "200";
  json::Document document;
  if (!document.parse(reply.body)) return "no JSON: " + reply.body;
  const std::string_view type = document.root().find_text("__type").value_or("none");
  return std::string(type.substr(type.find('#') + 1));
}

void in_threads(int count, const std::function<void(int thread)>& work) {
  std::latch ready(count);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < count; ++thread)
    threads.emplace_back([&, thread] {
      ready.arrive_and_wait();
      work(thread);
    });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace dynarock::dynamodb
