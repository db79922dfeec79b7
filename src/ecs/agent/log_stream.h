#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/task_definition.h"
#include "ecs/agent/api.h"

namespace dynarock::ecs {

/// Where a container's output goes in CloudWatch Logs: what the log driver awslogs does, with the
/// execution role's credentials. For one thread at a time.
class LogStream {
 public:
  /// Nothing is made yet. `options` are the driver's; the stream is
  /// `awslogs-stream-prefix/container/task`.
  LogStream(const TextMap& options, const Place& place, std::string_view container,
            std::string_view task_id, const Api& api, const Clock& clock);

  /// Makes the stream, and the group if `awslogs-create-group` says so. Else the reason with which
  /// ECS stops the task.
  tl::expected<void, std::string> open(const auth::Credentials& credentials) const;

  /// Lines of now, UTF-8; empty ones are left out, as the driver does. What CloudWatch Logs refuses
  /// is lost: the reason.
  tl::expected<void, std::string> write(const std::vector<std::string>& lines,
                                        const auth::Credentials& credentials) const;

  const std::string& group() const { return group_; }
  const std::string& region() const { return region_; }
  const std::string& name() const { return stream_; }

 private:
  tl::expected<std::string, ApiFailure> call(std::string_view operation, std::string body,
                                             const auth::Credentials& credentials) const;

  const Api& api_;
  const Clock& clock_;
  std::string group_, stream_, region_;
  bool create_group_;
};

}  // namespace dynarock::ecs
