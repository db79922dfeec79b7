#include "tests/bench/dynamodb_calls.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "dynarock/auth/sigv4_signer.h"
#include "dynarock/base/clock.h"
#include "dynarock/http/client.h"

namespace dynarock::bench {
namespace {

constexpr std::uint64_t kBatch = 25;
constexpr int kPartitionItems = 20;

// A call's X-Amz-Target.
std::string target_of(std::string_view operation) {
  constexpr std::string_view kOfStreams[] = {"DescribeStream", "GetRecords", "GetShardIterator"};
  const bool of_streams = std::ranges::find(kOfStreams, operation) != std::end(kOfStreams);
  return (of_streams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + std::string(operation);
}

std::string json_text(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string key_of(std::string_view prefix, std::uint64_t number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 9 - std::min<std::size_t>(9, digits.size()), '0');
  return std::string(prefix) + digits;
}

std::string key_json(std::string_view prefix, std::uint64_t number) {
  return R"({"pk":{"S":)" + json_text(key_of(prefix, number)) + "}}";
}

// The attributes that every item has besides its key.
constexpr std::string_view kAttributes =
    R"("name":{"S":"A creature of the northern marshes"},"age":{"N":"1094"},"likes":{"N":"17"},)"
    R"("adopted":{"BOOL":false},"kinds":{"SS":["mammal","nocturnal","shy"]},)"
    R"("home":{"M":{"region":{"S":"north"},"height":{"N":"812.5"}}},)"
    R"("seen":{"L":[{"N":"1987"},{"N":"2003"},{"N":"2024"}]},)"
    R"("text":{"S":"It sleeps by day under the roots of old willows, and wakes when the fog comes up )"
    R"(from the river; few have seen it, and fewer agree on what they saw there."})";

auth::Credentials& caller() {
  static auth::Credentials credentials = default_caller();
  return credentials;
}

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The headers with those that sign them for that host.
Headers signed_headers(Headers headers, std::string_view service, std::string_view body,
                       std::string_view host) {
  auth::OutgoingRequest request{"POST", "/", {{"Host", host}}, body};
  for (const auto& [name, value] : headers) request.headers.emplace_back(name, value);
  Headers added = auth::sign(request, caller(), {"us-east-1", service}, SystemClock().now());
  std::ranges::move(added, std::back_inserter(headers));
  return headers;
}

/// All headers of a call to that host.
Headers headers_of(std::string_view operation, std::string_view body, std::string_view host) {
  return signed_headers(
      {{"Content-Type", "application/x-amz-json-1.0"}, {"X-Amz-Target", target_of(operation)}},
      "dynamodb", body, host);
}

http::Client& client_of(std::uint16_t port) {
  thread_local std::uint16_t connected_to = 0;
  thread_local std::unique_ptr<http::Client> client;
  if (client == nullptr || connected_to != port) {
    client = std::make_unique<http::Client>(http::Endpoint{.host = "127.0.0.1", .port = port});
    connected_to = port;
  }
  return *client;
}

std::string send(http::Client& client, std::string_view operation, Headers headers,
                 std::string_view body) {
  const auto answer = client.send({"POST", "/", std::move(headers), std::string(body)});
  if (!answer) throw std::runtime_error(std::string(operation) + ": " + answer.error());
  if (answer->status != 200)
    throw std::runtime_error(std::string(operation) + " answered " +
                             std::to_string(answer->status) + ": " + answer->body.substr(0, 300));
  return answer->body;
}

}  // namespace

const auth::Credentials& default_caller() {
  static const auth::Credentials credentials = [] {
    const char* id = std::getenv("AWS_ACCESS_KEY_ID");
    const char* secret = std::getenv("AWS_SECRET_ACCESS_KEY");
    if (id == nullptr || secret == nullptr)
      return auth::Credentials{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                               ""};
    return auth::Credentials{id, secret, ""};
  }();
  return credentials;
}

void call_as(auth::Credentials credentials) { caller() = std::move(credentials); }

std::string make_call(std::string_view operation, std::string_view body) {
  std::string lines;
  for (const auto& [name, value] : headers_of(operation, body, kRequestHost))
    lines.append(name).append(": ").append(value).append("\r\n");
  return make_request("POST", "/", lines, body);
}

std::string item_json(std::string_view prefix, std::uint64_t number, std::uint64_t version) {
  return R"({"pk":{"S":)" + json_text(key_of(prefix, number)) + R"(},"version":{"N":")" +
         std::to_string(version) + R"("},)" + std::string(kAttributes) + "}";
}

std::string create_table(std::string_view table, bool with_sort_key, bool with_index) {
  std::string definitions = R"({"AttributeName":"pk","AttributeType":"S"})";
  std::string keys = R"({"AttributeName":"pk","KeyType":"HASH"})";
  std::string indexes;
  if (with_sort_key) {
    definitions += R"(,{"AttributeName":"sk","AttributeType":"S"})";
    keys += R"(,{"AttributeName":"sk","KeyType":"RANGE"})";
  }
  if (with_index) {
    definitions += R"(,{"AttributeName":"name","AttributeType":"S"})";
    indexes =
        R"(,"GlobalSecondaryIndexes":[{"IndexName":"by-name","KeySchema":[)"
        R"({"AttributeName":"name","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}])";
  }
  return R"({"TableName":)" + json_text(table) + R"(,"BillingMode":"PAY_PER_REQUEST",)" +
         R"("AttributeDefinitions":[)" + definitions + R"(],"KeySchema":[)" + keys + "]" + indexes +
         "}";
}

std::string delete_table(std::string_view table) {
  return R"({"TableName":)" + json_text(table) + "}";
}

std::string put_item(std::string_view table, std::uint64_t number, std::uint64_t version) {
  return R"({"TableName":)" + json_text(table) + R"(,"Item":)" +
         item_json("item", number, version) + "}";
}

std::string get_item(std::string_view table, std::uint64_t number) {
  return R"({"TableName":)" + json_text(table) + R"(,"Key":)" + key_json("item", number) + "}";
}

std::string select_item(std::string_view table, std::uint64_t number) {
  return R"({"Statement":"SELECT * FROM \")" + std::string(table) +
         R"(\" WHERE pk = ?","Parameters":[{"S":)" + json_text(key_of("item", number)) + "}]}";
}

std::string update_item(std::string_view table, std::uint64_t number) {
  return R"({"TableName":)" + json_text(table) + R"(,"Key":)" + key_json("item", number) +
         R"(,"UpdateExpression":"SET likes = likes + :one","ExpressionAttributeValues":)" +
         R"({":one":{"N":"1"}}})";
}

std::string batch_write(std::string_view table, std::uint64_t first, std::uint64_t count,
                        std::uint64_t version) {
  std::string requests;
  for (std::uint64_t i = first; i < first + count; ++i) {
    if (!requests.empty()) requests += ',';
    requests += R"({"PutRequest":{"Item":)" + item_json("item", i, version) + "}}";
  }
  return R"({"RequestItems":{)" + json_text(table) + ":[" + requests + "]}}";
}

std::string transact_write(std::string_view table, std::uint64_t first, std::uint64_t version) {
  std::string items;
  for (std::uint64_t i = first; i < first + 4; ++i) {
    if (!items.empty()) items += ',';
    items += R"({"Put":)" + put_item(table, i, version) + "}";
  }
  return R"({"TransactItems":[)" + items + "]}";
}

std::vector<std::string> put_partition(std::string_view table) {
  std::vector<std::string> puts;
  for (int i = 0; i < kPartitionItems; ++i)
    puts.push_back(R"({"TableName":)" + json_text(table) +
                   R"(,"Item":{"pk":{"S":"partition"},"sk":{"S":)" +
                   json_text(key_of("row", static_cast<std::uint64_t>(i))) + "}," +
                   std::string(kAttributes) + "}}");
  return puts;
}

std::string query_partition(std::string_view table) {
  return R"({"TableName":)" + json_text(table) +
         R"(,"KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"partition"}}})";
}

std::string call_once(std::uint16_t port, std::string_view operation, std::string_view body) {
  http::Client& client = client_of(port);
  return send(client, operation, headers_of(operation, body, client.endpoint().authority()), body);
}

std::string call_iam(std::uint16_t port, std::string_view action, std::string_view parameters) {
  http::Client& client = client_of(port);
  const std::string body =
      "Version=2010-05-08&Action=" + std::string(action) + "&" + std::string(parameters);
  return send(client, action,
              signed_headers({{"Content-Type", "application/x-www-form-urlencoded"}}, "iam", body,
                             client.endpoint().authority()),
              body);
}

void make_table(std::uint16_t port, std::string_view table, bool with_sort_key, bool with_index) {
  call_once(port, "CreateTable", create_table(table, with_sort_key, with_index));
  const std::string describe = R"({"TableName":)" + json_text(table) + "}";
  while (nlohmann::json::parse(call_once(port, "DescribeTable", describe))
             .at("Table")
             .at("TableStatus") != "ACTIVE")
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

void fill(std::uint16_t port, std::string_view table, std::uint64_t count) {
  LoadOptions options;
  options.port = port;
  options.warm_up_calls = 0;
  options.duration = std::chrono::hours(1);
  options.calls = count / kBatch;
  options.connections = 4;
  std::string request;
  const LoadResult result = run_load(options, [&](std::uint64_t number) -> std::string_view {
    request = make_call("BatchWriteItem", batch_write(table, number * kBatch, kBatch, 0));
    return request;
  });
  if (result.refused != 0) throw std::runtime_error("BatchWriteItem was refused while filling");
}

std::string make_stream(std::uint16_t port, std::string_view table) {
  const std::string answer = call_once(
      port, "UpdateTable",
      R"({"TableName":)" + json_text(table) +
          R"(,"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}})");
  return nlohmann::json::parse(answer).at("TableDescription").at("LatestStreamArn");
}

std::uint64_t read_stream(std::uint16_t port, std::string_view stream_arn) {
  const std::string stream = R"({"StreamArn":)" + json_text(stream_arn);
  const auto described = nlohmann::json::parse(call_once(port, "DescribeStream", stream + "}"));
  std::uint64_t seen = 0;
  for (const auto& shard : described.at("StreamDescription").at("Shards")) {
    const auto begun = nlohmann::json::parse(
        call_once(port, "GetShardIterator",
                  stream + R"(,"ShardIteratorType":"TRIM_HORIZON","ShardId":)" +
                      shard.at("ShardId").dump() + "}"));
    std::string iterator = begun.at("ShardIterator").dump();
    for (;;) {
      // Not parsed: that would take longer than the server does.
      const std::string page =
          call_once(port, "GetRecords", R"({"Limit":1000,"ShardIterator":)" + iterator + "}");
      std::uint64_t here = 0;
      constexpr std::string_view kEvent = "\"eventID\":";
      for (std::size_t at = page.find(kEvent); at != std::string::npos;
           at = page.find(kEvent, at + kEvent.size()))
        ++here;
      seen += here;
      constexpr std::string_view kNext = "\"NextShardIterator\":";
      const std::size_t next = page.rfind(kNext);
      if (here == 0 || next == std::string::npos) break;
      const std::size_t start = next + kNext.size();
      iterator = page.substr(start, page.find('"', start + 1) + 1 - start);
    }
  }
  return seen;
}

std::uint64_t scan_all(std::uint16_t port, std::string_view table) {
  std::uint64_t seen = 0;
  std::string start;
  for (;;) {
    const auto page = nlohmann::json::parse(
        call_once(port, "Scan", R"({"TableName":)" + json_text(table) + start + "}"));
    seen += page.at("Count").get<std::uint64_t>();
    if (!page.contains("LastEvaluatedKey")) return seen;
    start = R"(,"ExclusiveStartKey":)" + page["LastEvaluatedKey"].dump();
  }
}

}  // namespace dynarock::bench
