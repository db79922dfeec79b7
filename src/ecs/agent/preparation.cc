#include "ecs/agent/preparation.h"

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "ecs/agent/environment.h"
#include "ecs/agent/log_stream.h"
#include "ecs/agent/secrets.h"

namespace dynarock::ecs {
namespace {

constexpr std::uint64_t kMebi = 1U << 20;
constexpr std::size_t kTokenLength = 64;

/// As Docker names them.
constexpr std::pair<std::string_view, int> kLimits[] = {
    {"core", RLIMIT_CORE},         {"cpu", RLIMIT_CPU},     {"data", RLIMIT_DATA},
    {"fsize", RLIMIT_FSIZE},       {"locks", RLIMIT_LOCKS}, {"memlock", RLIMIT_MEMLOCK},
    {"msgqueue", RLIMIT_MSGQUEUE}, {"nice", RLIMIT_NICE},   {"nofile", RLIMIT_NOFILE},
    {"nproc", RLIMIT_NPROC},       {"rss", RLIMIT_RSS},     {"rtprio", RLIMIT_RTPRIO},
    {"rttime", RLIMIT_RTTIME},     {"stack", RLIMIT_STACK}, {"sigpending", RLIMIT_SIGPENDING}};

std::vector<process::ResourceLimit> limits_of(const ContainerDefinition& container) {
  std::vector<process::ResourceLimit> limits;
  for (const Ulimit& ulimit : container.ulimits) {
    const auto* found =
        std::ranges::find(kLimits, ulimit.name, [](const auto& one) { return one.first; });
    if (found != std::end(kLimits))
      limits.push_back({found->second, static_cast<std::uint64_t>(ulimit.soft),
                        static_cast<std::uint64_t>(ulimit.hard)});
  }
  return limits;
}

class Preparation {
 public:
  Preparation(Runtime& runtime, const TaskName& task, const TaskDefinition& definition,
              const std::string& task_arn)
      : runtime_(runtime), task_(task), definition_(definition), task_arn_(task_arn) {}

  tl::expected<std::vector<PreparedContainer>, StartFailure> run(
      const std::vector<std::string>& ids) {
    if (auto failure = take_roles()) return tl::unexpected(std::move(*failure));
    const std::size_t count = definition_.containers.size();
    std::vector<std::vector<Variable>> secrets(count);
    for (std::size_t i = 0; i < count; ++i) {
      auto fetched = fetch_secrets(definition_.containers[i].secrets, task_.place, runtime_.api,
                                   execution_credentials());
      if (!fetched) return tl::unexpected(StartFailure{std::move(fetched.error())});
      secrets[i] = std::move(*fetched);
    }
    std::vector<PreparedContainer> result(count);
    for (std::size_t i = 0; i < count; ++i) {
      auto command = command_of(definition_.containers[i], secrets[i], ids[i]);
      if (!command) return tl::unexpected(std::move(command.error()));
      result[i].command = std::move(*command);
    }
    for (std::size_t i = 0; i < count; ++i) {
      auto output = output_of(definition_.containers[i], ids[i]);
      if (!output) return tl::unexpected(std::move(output.error()));
      result[i].output = std::move(*output);
    }
    return result;
  }

 private:
  std::optional<StartFailure> take_roles() {
    if (!definition_.execution_role.empty()) {
      execution_ = session(definition_.execution_role);
      if (const auto made = execution_->current(); !made) return StartFailure{made.error()};
    }
    if (definition_.task_role.empty()) return std::nullopt;
    const auto role = session(definition_.task_role);
    if (const auto made = role->current(); !made) return StartFailure{made.error()};
    credentials_id_ = runtime_.parts.ids.uuid();
    token_ = runtime_.parts.ids.secret(kTokenLength);
    runtime_.registry.set_credentials(credentials_id_, {task_, token_, role});
    return std::nullopt;
  }

  std::shared_ptr<RotatingSession> session(const std::string& role) const {
    return std::make_shared<RotatingSession>(runtime_.sessions, role, task_arn_);
  }

  /// The execution role's; a task without one has what its host may do, which is everything.
  static auth::Credentials credentials_for(const Runtime& runtime,
                                           const std::shared_ptr<RotatingSession>& execution,
                                           const std::string& account) {
    if (execution)
      if (const auto current = execution->current()) return credentials_of(*current);
    return runtime.sessions.root(account);
  }
  auth::Credentials execution_credentials() const {
    return credentials_for(runtime_, execution_, task_.place.account);
  }

  tl::expected<process::Command, StartFailure> command_of(const ContainerDefinition& container,
                                                          const std::vector<Variable>& secrets,
                                                          const std::string& id) const {
    const ImageProgram* program = runtime_.options.images.find(container.image);
    process::Command command;
    command.arguments = container.entry_point;
    const Texts& own = container.command;
    command.arguments.insert(command.arguments.end(), own.begin(), own.end());
    if (command.arguments.empty() && program) command.arguments = program->command;
    if (command.arguments.empty()) {
      runtime_.options.warn("Nothing says what to run for the image " + container.image +
                            " of the task " + task_.id + "; start the server with --run '" +
                            container.image + "=COMMAND', or give the container a command");
      return tl::unexpected(
          StartFailure{"CannotPullContainerError: pull image manifest has been retried 1 time(s): "
                       "failed to resolve ref " +
                           container.image + ": not found",
                       container.name});
    }
    command.limits = limits_of(container);
    command.directory = directory_of(container, program);
    command.environment = environment_of(container, secrets, program,
                                         {.url = runtime_.url,
                                          .region = task_.place.region,
                                          .container_id = id,
                                          .credentials_id = credentials_id_,
                                          .credentials_token = token_,
                                          .host_path = runtime_.options.path,
                                          .host_home = runtime_.options.home});
    const std::int64_t memory = container.memory > 0 ? container.memory : definition_.memory;
    command.memory_limit = static_cast<std::uint64_t>(memory) * kMebi;
    const std::int64_t cpu = container.cpu > 0 ? container.cpu : definition_.cpu;
    if (runtime_.options.limit_cpu) command.cpu_limit = static_cast<std::uint64_t>(cpu);
    return command;
  }

  /// The program's, or the container's if this machine has such a directory too.
  static std::string directory_of(const ContainerDefinition& container,
                                  const ImageProgram* program) {
    if (program && !program->directory.empty()) return program->directory;
    std::error_code error;
    return std::filesystem::is_directory(container.working_directory, error)
               ? container.working_directory
               : std::string();
  }

  tl::expected<std::shared_ptr<ContainerOutput>, StartFailure> output_of(
      const ContainerDefinition& container, const std::string& id) const {
    constexpr std::size_t kShortId = 12;
    auto output = std::make_shared<ContainerOutput>(
        runtime_.options.log, runtime_.options.warn,
        "[" + definition_.family + "/" + container.name + " " + id.substr(0, kShortId) + "] ");
    const auto& logging = container.log_configuration;
    if (!logging || logging->driver != "awslogs") return output;
    LogStream stream(logging->options, task_.place, container.name, task_.id, runtime_.api,
                     runtime_.parts.clock);
    if (auto opened = stream.open(execution_credentials()); !opened)
      return tl::unexpected(StartFailure{std::move(opened.error())});
    output->add_stream(std::move(stream), [&runtime = runtime_, execution = execution_,
                                           account = task_.place.account] {
      return credentials_for(runtime, execution, account);
    });
    return output;
  }

  Runtime& runtime_;
  const TaskName& task_;
  const TaskDefinition& definition_;
  const std::string& task_arn_;
  std::shared_ptr<RotatingSession> execution_;
  std::string credentials_id_, token_;
};

}  // namespace

tl::expected<std::vector<PreparedContainer>, StartFailure> prepare(
    Runtime& runtime, const TaskName& task, const TaskDefinition& definition,
    const std::string& task_arn, const std::vector<std::string>& ids) {
  return Preparation(runtime, task, definition, task_arn).run(ids);
}

}  // namespace dynarock::ecs
