#include "tests/wire_runner/wire_run.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "dynarock/auth/sigv4_signer.h"
#include "dynarock/base/uri_encoding.h"
#include "tests/wire_runner/expand.h"
#include "tests/wire_runner/json_check.h"

namespace dynarock::wire {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// An XML answer without the request's id, which is another in every call.
std::string without_request_id(std::string body) {
  for (const std::string name : {"RequestId>", "requestId>", "RequestID>"}) {
    const std::size_t start = body.find("<" + name);
    const std::size_t end = body.find("</" + name);
    if (start == std::string::npos || end == std::string::npos) continue;
    const std::size_t id = start + 1 + name.size();
    body.replace(id, end - id, "...");
  }
  return body;
}

std::chrono::microseconds duration_of(const std::string& text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  constexpr std::pair<std::string_view, std::chrono::microseconds> kUnits[] = {
      {"ms", std::chrono::milliseconds(1)},
      {"s", std::chrono::seconds(1)},
      {"m", std::chrono::minutes(1)},
      {"h", std::chrono::hours(1)},
      {"d", std::chrono::hours(24)}};
  for (const auto& [name, length] : kUnits)
    if (error == std::errc{} && unit == name) return length * count;
  throw std::runtime_error("not a duration such as 90s, 15m, 2h or 35d: " + text);
}

void set_header(Headers& headers, const std::string& name, const std::string& value) {
  std::erase_if(headers, [&](const auto& header) { return header.first == name; });
  headers.emplace_back(name, value);
}

class Runner {
 public:
  Runner(const WireFile& file, TestServer& server) : file_(file), server_(server) {}

  std::vector<Mismatch> run() {
    for (index_ = 0; index_ < file_.steps.size(); ++index_) run_step(file_.steps[index_]);
    return std::move(mismatches_);
  }

 private:
  struct Target {
    aws::Service* service = nullptr;
    std::string prefix;
  };

  void run_step(const Step& step) {
    const std::string& verb = step.words[0];
    if (verb == "clock" && step.words.size() == 3 && step.words[1] == "advance")
      server_.advance(duration_of(step.words[2]));
    else if (verb == "server")
      return;  // server_options() has read it
    else if (verb == "caller" && step.words.size() == 3)
      caller_ = {step.words[1], step.words[2]};
    else if (verb == "header")
      add_header(step);
    else if (verb == "repeat" && step.words.size() == 2)
      turns_ = std::stoi(step.words[1]);
    else if (verb == "raw" && step.words.size() == 3)
      send(step, {.method = step.words[1], .target = step.words[2]});
    else if (step.words.size() == 2)
      call(step);
    else
      throw std::runtime_error("line " + std::to_string(step.line) + ": unknown command");
  }

  void add_header(const Step& step) {
    const std::size_t colon = step.arguments.find(':');
    const std::string name = step.arguments.substr(0, colon);
    const std::size_t value = step.arguments.find_first_not_of(' ', name.size() + 1);
    extra_headers_.emplace_back(name,
                                value == std::string::npos ? "" : step.arguments.substr(value));
  }

  /// The query protocol's service of that name in capitals, such as IAM, or null.
  aws::Service* find_query_service(std::string_view word) const {
    for (aws::Service* service : server_.services())
      if (service->query_api() && upper(service->name()) == word) return service;
    return nullptr;
  }

  static std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
  }

  /// `DynamoDB` stands for the service with the target prefix DynamoDB_20120810. A whole prefix may
  /// also be one that no service has.
  Target find_target(const Step& step) const {
    for (aws::Service* service : server_.services())
      for (const std::string_view prefix : service->target_prefixes())
        if (prefix == step.words[0] || prefix.starts_with(step.words[0] + "_"))
          return {service, std::string(prefix)};
    if (step.words[0].find('_') != std::string::npos) return {nullptr, step.words[0]};
    throw std::runtime_error("line " + std::to_string(step.line) + ": no service " + step.words[0]);
  }

  void call(const Step& step) {
    if (aws::Service* query_service = find_query_service(step.words[0]))
      return call_query(step, *query_service);
    const auto [service, prefix] = find_target(step);
    const bool version_11 = service && service->json_version() == aws::JsonVersion::k1_1;
    const Headers headers = {
        {"Content-Type", version_11 ? "application/x-amz-json-1.1" : "application/x-amz-json-1.0"},
        {"X-Amz-Target", prefix + "." + step.words[1]}};
    send(step, {.service = service ? service->name() : "none",
                .headers = headers,
                .operation = service ? service->find(step.words[1]) : nullptr});
  }

  /// The body's lines are parameters, each `Name=value` with the value as it is.
  void call_query(const Step& step, const aws::Service& service) {
    Step encoded = step;
    encoded.body =
        "Action=" + step.words[1] + "&Version=" + std::string(service.query_api()->version);
    std::istringstream lines(step.body);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t equals = std::min(line.find('='), line.size());
      encoded.body += "&" + line.substr(0, equals) + "=";
      append_uri_encoded(expand(line.substr(std::min(line.size(), equals + 1)), 0), encoded.body);
    }
    const Headers headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    send(encoded, {.service = service.name(), .headers = headers});
  }

  /// A request short of its body and of what says who sends it.
  struct Unsigned {
    std::string_view method = "POST";
    std::string_view target = "/";
    /// To be signed for; empty for a request that is not.
    std::string_view service{};
    Headers headers{};
    const aws::OperationSpec* operation = nullptr;
  };

  Headers signed_headers(const Unsigned& request, std::string_view body) const {
    const auto credentials = server_.credentials(caller_.access_key);
    const auth::SigningScope scope{caller_.region, request.service};
    if (!credentials) return unverified_headers(scope);
    Headers headers = request.headers;
    headers.emplace_back("Host", "localhost");
    auth::OutgoingRequest outgoing{request.method, request.target, {}, body};
    for (const auto& [name, value] : headers) outgoing.headers.emplace_back(name, value);
    Headers added = auth::sign(outgoing, *credentials, scope, server_.now());
    added.push_back(std::move(headers.back()));
    return added;
  }

  /// What will do where only the form is looked at.
  Headers unverified_headers(const auth::SigningScope& scope) const {
    const std::string date = iso_basic(server_.now());
    const std::string credential = caller_.access_key + "/" + date.substr(0, 8) + "/" +
                                   std::string(scope.region) + "/" + std::string(scope.service) +
                                   "/aws4_request";
    return {{"X-Amz-Date", date},
            {"Authorization", "AWS4-HMAC-SHA256 Credential=" + credential +
                                  ", SignedHeaders=host;x-amz-date, Signature=0"}};
  }

  void send(const Step& step, const Unsigned& request) {
    const Headers extra = std::exchange(extra_headers_, {});
    const int turns = std::exchange(turns_, 1);
    for (int turn = 1; turn <= turns; ++turn) {
      const std::string body = expand(step.body, turn);
      Headers headers = request.headers;
      if (!request.service.empty())
        std::ranges::move(signed_headers(request, body), std::back_inserter(headers));
      for (const auto& [name, value] : extra) set_header(headers, name, value);
      if (!compare(step, turn, handle(request, headers, body), request.operation)) break;
    }
  }

  http::Response handle(const Unsigned& unsigned_request, const Headers& headers,
                        const std::string& body) {
    http::Request request{.method = unsigned_request.method,
                          .target = unsigned_request.target,
                          .body = body,
                          .remote_address = "127.0.0.1"};
    // An empty value takes a header of the call's own away.
    for (const auto& [name, value] : headers)
      if (!value.empty()) request.headers.emplace_back(name, value);
    return server_.handle(request);
  }

  /// Whether the reply is as expected.
  bool compare(const Step& step, int turn, const http::Response& response,
               const aws::OperationSpec* operation) {
    std::string_view body = response.body;
    if (body.ends_with('\n')) body.remove_suffix(1);
    ExpectedReply actual{.status = response.status, .body = without_request_id(std::string(body))};
    if (step.reply) {
      actual.compare = step.reply->compare;
      for (const auto& [name, value] : step.reply->headers)
        actual.headers.emplace_back(name, header_of(response, name));
    }

    std::string problem;
    if (!step.reply)
      problem = "the file has no reply";
    else if (actual.status != step.reply->status || !same_body(*step.reply, turn, actual.body))
      problem = "another reply than the file's:\n  " + step.reply->body;
    else if (actual.headers != step.reply->headers)
      problem = "other headers than the file's";
    if (!problem.empty()) {
      problem += "\nbut " + std::to_string(actual.status) + "\n  " + actual.body;
      for (const auto& [name, value] : actual.headers) problem += "\n  " + name + ": " + value;
      if (!server_.last_note().empty()) problem += "\nlogged: " + server_.last_note();
      mismatches_.push_back({index_, problem, actual});
    }
    if (operation && response.status < 300) check_output(response.body, *operation);
    return problem.empty();
  }

  void check_output(const std::string& body, const aws::OperationSpec& operation) {
    if (body.empty()) return;
    json::Document document;
    if (!document.parse(body)) return mismatches_.push_back({index_, "not JSON: " + body, {}});
    const std::string problem = misfit(document.root(), *operation.output);
    if (!problem.empty())
      mismatches_.push_back({index_, "not the operation's output: " + problem, {}});
  }

  static bool same_body(const ExpectedReply& expected, int turn, const std::string& body) {
    const std::string expected_body = expand(expected.body, turn);
    return expected.compare == Compare::any || expected_body == body ||
           (expected.compare == Compare::json && same_json(expected_body, body));
  }

  static std::string header_of(const http::Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers)
      if (key == name) return value;
    return "(absent)";
  }

  struct Caller {
    std::string access_key, region;
  };

  const WireFile& file_;
  TestServer& server_;
  std::size_t index_ = 0;
  Caller caller_{"AKIDEXAMPLE", "us-east-1"};
  Headers extra_headers_;
  int turns_ = 1;
  std::vector<Mismatch> mismatches_;
};

}  // namespace

TestServerOptions server_options(const WireFile& file) {
  TestServerOptions options;
  for (const Step& step : file.steps) {
    if (step.words[0] != "server") continue;
    const bool known = step.words.size() == 3;
    if (known && step.words[1] == "stale-reads")
      options.stale_reads = duration_of(step.words[2]);
    else if (known && step.words[1] == "gsi-delay")
      options.gsi_delay = duration_of(step.words[2]);
    else if (known && step.words[1] == "iam" && step.words[2] == "enforce")
      options.enforce_iam = true;
    else if (known && step.words[1] == "iam" && step.words[2] == "off")
      options.never_enforce_iam = true;
    else
      throw std::runtime_error("line " + std::to_string(step.line) + ": unknown option");
  }
  return options;
}

std::vector<Mismatch> run_wire_file(const WireFile& file, TestServer& server) {
  return Runner(file, server).run();
}

}  // namespace dynarock::wire
