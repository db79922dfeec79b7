#pragma once

#include <gmock/gmock.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "dynarock/aws/dispatcher.h"
#include "dynarock/base/clock.h"
#include "dynarock/ecs/agent/agent.h"
#include "dynarock/ecs/scheduler/task_order.h"
#include "dynarock/iam/model/state.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"
#include "dynarock/logs/service.h"
#include "dynarock/secretsmanager/service.h"
#include "dynarock/ssm/service.h"
#include "dynarock/storage/store.h"
#include "dynarock/vault/vault.h"

namespace dynarock::ecs {

/// Interfaces out of thin air.
class AnyNetwork final : public TaskNetwork {
 public:
  Result<void> check(const Place&, const NetworkConfiguration&) override { return {}; }
  Result<void> attach(const Place&, Task& task) override {
    task.attachments = {{.id = "a", .private_ip = "10.0.0.4"}};
    return {};
  }
  void detach(const Place&, const Task&) override {}
};

/// No server beside the agent.
class NobodyElse final : public http::Handler {
 public:
  http::Response handle(const http::Request&) override { return {418, {}, "next"}; }
};

/// An agent with the services that it calls, which verify who calls them, on a clock that stands
/// still. Processes are real.
class AgentTest : public ::testing::Test {
 protected:
  const Place place{"123456789012", "us-east-1"};
  Ids ids{1};
  ManualClock clock{Timestamp(std::chrono::seconds(1'700'000'000))};
  std::unique_ptr<storage::Store> store = storage::Store::open({});
  State state{*store};
  iam::State identities{*store};
  vault::Vault vault{*store, ids};
  logs::LogGroups groups{*store};
  ssm::Parameters parameters{*store};
  secretsmanager::Secrets secrets{*store};
  std::unique_ptr<aws::Service> logs_service = logs::make_service(groups);
  std::unique_ptr<aws::Service> ssm_service = ssm::make_service(parameters, vault);
  std::unique_ptr<aws::Service> secrets_service = secretsmanager::make_service(secrets, vault, ids);
  aws::Dispatcher api{{.credentials = &identities, .authentication = {.verify = true}},
                      {logs_service.get(), ssm_service.get(), secrets_service.get()},
                      clock,
                      ids,
                      nullptr};
  AnyNetwork network;
  NobodyElse next;
  std::mutex log_mutex;
  std::vector<std::string> log;
  AgentOptions options;
  std::unique_ptr<Agent> agent;
  std::unique_ptr<http::Handler> endpoints;

  void start_agent() {
    options.path = "/usr/bin:/bin";
    options.home = "/nowhere";
    options.log = [this](const std::string& line) {
      const std::lock_guard lock(log_mutex);
      log.push_back(line);
    };
    options.warn = options.log;
    options.subnet_block = [](const Place&, std::string_view) { return "10.0.0.0/24"; };
    agent = std::make_unique<Agent>(options, AgentParts{state, identities, api, clock, ids});
    endpoints = agent->endpoints(next);
    agent->start("http://127.0.0.1:8000");
  }

  /// A task of a definition with these containers, JSON; `more` are further members of it, each
  /// with a comma behind.
  std::string run(const std::string& containers, const std::string& more = {}) {
    auto change = state.write(place);
    Family& family = change->families["web"];
    family.name = "web";
    TaskDefinition definition;
    definition.family = "web";
    definition.revision = ++family.last_revision;
    definition.arn = definition_arn(place, "web", definition.revision);
    definition.json = "{" + more + R"("cpu":"256","memory":"512","networkMode":"awsvpc",)" +
                      R"("containerDefinitions":)" + containers + "}";
    read_definition(definition);
    const TaskDefinition& kept =
        family.revisions.emplace(definition.revision, definition).first->second;
    change.save(kept);
    auto made = make_task(
        {.place = place, .definition = kept, .cluster = "default", .overrides_json = "{}"}, network,
        ids, clock.now());
    const std::string id = made->id;
    change.save(change->tasks.emplace("default/" + id, std::move(*made)).first->second);
    change.commit();
    return id;
  }

  Task task(const std::string& id) const { return *state.read(place)->find_task("default", id); }

  /// Steps until it holds, at most a minute.
  void until(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    for (;;) {
      const std::uint64_t seen = state.version();
      agent->step(clock.now());
      if (holds()) return;
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
      state.wait_for_change(seen, std::chrono::milliseconds(100));
    }
  }
  Task until_status(const std::string& id, TaskStatus status) {
    until([&] { return task(id).last_status >= status; });
    return task(id);
  }
  void stop(const std::string& id) {
    auto change = state.write(place);
    Task* wanted = change->find_task("default", id);
    stop_task(*wanted, StopCode::kUserInitiated, "enough", clock.now());
    change.save(*wanted);
    change.commit();
  }

  /// The lines of the server's log that hold a text.
  std::vector<std::string> logged(std::string_view text) {
    const std::lock_guard lock(log_mutex);
    std::vector<std::string> found;
    for (const std::string& line : log)
      if (line.find(text) != std::string::npos) found.push_back(line);
    return found;
  }
  /// What stands behind a text in the one line of the log that holds it.
  std::string logged_after(const std::string& text) {
    const auto lines = logged(text);
    if (lines.size() != 1) return "(" + std::to_string(lines.size()) + " lines)";
    return lines[0].substr(lines[0].find(text) + text.size());
  }

  http::Response get(const std::string& target, const std::string& token = {},
                     const std::string& method = "GET", const std::string& body = {}) const {
    http::Request request;
    request.method = method;
    request.target = target;
    if (!token.empty()) request.headers.emplace_back("Authorization", token);
    request.body = body;
    return endpoints->handle(request);
  }
};

/// A container that a shell runs; `more` are further members, each with a comma before.
inline std::string shell_container(const std::string& name, const std::string& script,
                                   const std::string& more = {}) {
  std::string quoted;
  json::append_string(script, quoted);
  return R"({"name":")" + name + R"(","image":"i","essential":true,"command":["sh","-c",)" +
         quoted + "]" + more + "}";
}

/// Until it is told to end.
inline const std::string kWait = "exec sleep 1000";

}  // namespace dynarock::ecs
