#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/admin_client.h"
#include "app/commands.h"
#include "app/mapped_file.h"
#include "app/server_url.h"
#include "app/signals.h"
#include "dynarock/auth/credentials.h"
#include "dynarock/auth/sigv4_signer.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/numbers.h"
#include "dynarock/http/client.h"
#include "dynarock/json/document.h"
#include "dynarock/json/syntax_error.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

constexpr std::chrono::milliseconds kPoll{100};

/// JSON with its text.
struct Answer {
  explicit Answer(std::string body) : text(std::move(body)) {
    if (!document.parse(text) || !document.root().is_object())
      throw std::runtime_error("the server's answer is no JSON");
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  json::Value root() const { return document.root(); }

  std::string text;
  json::Document document;
};

std::string text_of(json::Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

/// The first element of a list.
json::Value first_of(json::Value object, std::string_view list) {
  const auto found = object.find(list);
  if (!found || found->empty())
    throw std::runtime_error("the server's answer has no " + std::string(list));
  return *found->elements().begin();
}

std::string ask(const std::string& endpoint_url, const std::string& page) {
  auto body = ask_server(endpoint_url, page);
  if (!body) throw std::runtime_error(body.error());
  return std::move(*body);
}

/// ECS of a running server, called as the root of its account.
class EcsClient {
 public:
  explicit EcsClient(const std::string& endpoint_url) : client_(endpoint_of(endpoint_url)) {
    const Answer key(ask(endpoint_url, "credentials"));
    credentials_ = {text_of(key.root(), "AccessKeyId"), text_of(key.root(), "SecretAccessKey"), {}};
    const auto region = auth::find_region(auth::process_sources(""), client_.endpoint());
    if (!region) throw std::runtime_error(region.error());
    region_ = *region;
  }

  const std::string& region() const { return region_; }

  std::string call(std::string_view operation, const std::string& body) {
    const std::string target = "AmazonEC2ContainerServiceV20141113." + std::string(operation);
    http::ClientRequest request{
        .method = "POST", .target = client_.endpoint().path + "/", .headers = {}, .body = body};
    const std::string host = client_.endpoint().authority();
    const auth::OutgoingRequest outgoing{
        "POST",
        request.target,
        {{"Host", host}, {"Content-Type", "application/x-amz-json-1.1"}, {"X-Amz-Target", target}},
        body};
    request.headers = {{"Content-Type", "application/x-amz-json-1.1"}, {"X-Amz-Target", target}};
    for (auto& header : auth::sign(outgoing, credentials_, {region_, "ecs"}, clock_.now()))
      request.headers.push_back(std::move(header));
    auto response = client_.send(request);
    if (!response) throw std::runtime_error(response.error());
    if (response->status == 200) return std::move(response->body);
    const Answer refusal(std::move(response->body));
    const auto message = refusal.root().find_text("message");
    throw std::runtime_error(
        text_of(refusal.root(), "__type") + ": " +
        (message ? std::string(*message) : text_of(refusal.root(), "Message")));
  }

 private:
  static http::Endpoint endpoint_of(const std::string& endpoint_url) {
    auto endpoint = http::parse_endpoint(server_url(endpoint_url));
    if (!endpoint) throw std::runtime_error(endpoint.error());
    return std::move(*endpoint);
  }

  const SystemClock clock_;
  http::Client client_;
  auth::Credentials credentials_;
  std::string region_;
};

/// What RegisterTaskDefinition takes of a file, which may also be what describe-task-definition
/// prints.
std::string registration(const std::filesystem::path& file) {
  const MappedFile mapped(file);
  json::Document document;
  if (!document.parse(mapped.text()) || !document.root().is_object())
    throw std::runtime_error(file.string() + " is no JSON object");
  json::Value given = document.root();
  if (const auto described = given.find("taskDefinition"); described && described->is_object())
    given = *described;
  constexpr std::string_view kOnlyTold[] = {"taskDefinitionArn",  "revision",        "status",
                                            "requiresAttributes", "compatibilities", "registeredAt",
                                            "deregisteredAt",     "registeredBy"};
  std::string body;
  json::Writer out(body);
  out.begin_object();
  for (const auto& [name, value] : given.members()) {
    if (std::ranges::find(kOnlyTold, name) != std::end(kOnlyTold) || value.is_null()) continue;
    out.key(name);
    if (value.is_string())
      out.string(value.text());
    else if (value.is_boolean())
      out.boolean(value.boolean());
    else
      out.raw(value.is_number() ? value.text() : value.source());
  }
  out.end_object();
  return body;
}

/// A task of this command's, until it has stopped.
class TaskRun {
 public:
  explicit TaskRun(const TaskRunOptions& options) : options_(options), ecs_(options.endpoint_url) {}

  /// The exit code of its essential container.
  int run() {
    start(define());
    for (;;) {
      const bool stopped = has_stopped();
      print_output();
      if (stopped) return exit_code_;
      if (signals_.pending()) stop();
      std::this_thread::sleep_for(kPoll);
    }
  }

 private:
  /// The definition's ARN, after registering it if it is a file. Notes its family and its first
  /// essential container.
  std::string define() {
    std::string body;
    if (std::filesystem::is_regular_file(options_.definition)) {
      body = ecs_.call("RegisterTaskDefinition", registration(options_.definition));
    } else {
      std::string request;
      json::Writer(request)
          .begin_object()
          .member("taskDefinition", options_.definition)
          .end_object();
      body = ecs_.call("DescribeTaskDefinition", request);
    }
    const Answer answer(std::move(body));
    const json::Value definition = *answer.root().find("taskDefinition");
    const auto containers = definition.find("containerDefinitions");
    several_ = containers->size() > 1;
    for (const json::Value container : containers->elements()) {
      const auto essential = container.find("essential");
      if (container_.empty() && (!essential || essential->boolean()))
        container_ = text_of(container, "name");
    }
    family_ = text_of(definition, "family");
    return text_of(definition, "taskDefinitionArn");
  }

  void start(const std::string& definition) {
    if (options_.cluster == "default") ecs_.call("CreateCluster", "{}");
    std::string body;
    json::Writer out(body);
    out.begin_object().member("taskDefinition", definition);
    out.member("cluster", options_.cluster).member("launchType", "FARGATE").member("count", 1);
    out.key("networkConfiguration").begin_object();
    out.key("awsvpcConfiguration").raw(network()).end_object();
    if (!options_.command.empty()) {
      out.key("overrides").begin_object().key("containerOverrides").begin_array().begin_object();
      out.member("name", container_).key("command").begin_array();
      for (const std::string& word : options_.command) out.string(word);
      out.end_array().end_object().end_array().end_object();
    }
    out.end_object();
    const Answer answer(ecs_.call("RunTask", body));
    if (const auto failures = answer.root().find("failures"); failures && !failures->empty())
      throw std::runtime_error(text_of(first_of(answer.root(), "failures"), "reason"));
    arn_ = text_of(first_of(answer.root(), "tasks"), "taskArn");
  }

  /// Where the task runs, JSON.
  std::string network() const {
    if (options_.subnets.empty())
      return ask(options_.endpoint_url, "placement?region=" + ecs_.region() + "&family=" + family_);
    std::string configuration;
    json::Writer out(configuration);
    out.begin_object().key("subnets").begin_array();
    for (const std::string& subnet : options_.subnets) out.string(subnet);
    out.end_array().member("assignPublicIp", "ENABLED").end_object();
    return configuration;
  }

  /// Notes how it ended, if it has.
  bool has_stopped() {
    std::string body;
    json::Writer(body)
        .begin_object()
        .member("cluster", options_.cluster)
        .key("tasks")
        .begin_array()
        .string(arn_)
        .end_array()
        .end_object();
    const Answer answer(ecs_.call("DescribeTasks", body));
    const json::Value task = first_of(answer.root(), "tasks");
    if (text_of(task, "lastStatus") != "STOPPED") return false;
    std::string problem = text_of(task, "stoppedReason");
    for (const json::Value container : task.find("containers")->elements()) {
      if (text_of(container, "name") != container_) continue;
      if (const auto reason = container.find_text("reason"); reason && *reason != problem)
        problem += "; " + std::string(*reason);
      if (const auto code = container.find("exitCode")) {
        exit_code_ = leading_number<int>(code->text());
        return true;
      }
    }
    throw std::runtime_error("the task did not run: " + problem);
  }

  void print_output() {
    const Answer answer(
        ask(options_.endpoint_url, "task-output?task=" + arn_.substr(arn_.rfind('/') + 1) +
                                       "&from=" + std::to_string(next_line_)));
    for (const json::Value line : answer.root().find("lines")->elements()) {
      next_line_ = leading_number<std::int64_t>(line.find("position")->text()) + 1;
      std::string text = several_ ? "[" + text_of(line, "container") + "] " : std::string();
      text += text_of(line, "text") + "\n";
      std::fputs(text.c_str(), line.find("error")->boolean() ? stderr : stdout);
    }
    std::fflush(stdout);
  }

  /// Once; the next signal ends this command.
  void stop() {
    signals_.wait();
    signals_.force_on_next();
    std::string body;
    json::Writer out(body);
    out.begin_object().member("cluster", options_.cluster).member("task", arn_);
    out.member("reason", "Stopped by dynarock task run").end_object();
    ecs_.call("StopTask", body);
  }

  const TaskRunOptions& options_;
  StopSignals signals_;
  EcsClient ecs_;
  std::string family_, container_, arn_;
  bool several_ = false;
  std::int64_t next_line_ = 0;
  int exit_code_ = 0;
};

}  // namespace

int run_task(const TaskRunOptions& options) {
  try {
    return TaskRun(options).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dynarock task run: %s\n", error.what());
    return 1;
  }
}

}  // namespace dynarock::app
