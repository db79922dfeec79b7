#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/http/message.h"
#include "ecs/agent/metadata.h"
#include "ecs/agent/runtime.h"
#include "ecs/agent/stats.h"

namespace dynarock::ecs {

/// What containers find at AWS_CONTAINER_CREDENTIALS_FULL_URI, ECS_CONTAINER_METADATA_URI(_V4) and
/// ECS_AGENT_URI.
class Endpoints final : public http::Handler {
 public:
  /// Both must outlive it.
  Endpoints(Runtime& runtime, http::Handler& next);

  http::Response handle(const http::Request& request) override;
  bool blocks(const http::Request& request) const override { return next_.blocks(request); }
  void stop_waiting() override { next_.stop_waiting(); }

 private:
  using Segments = std::vector<std::string_view>;

  std::optional<http::Response> answer(const http::Request& request);
  http::Response credentials(const http::Request& request, std::string_view id) const;
  http::Response metadata(MetadataVersion version, const Segments& path);

  Runtime& runtime_;
  http::Handler& next_;
  const Metadata metadata_;
  Stats stats_;
};

}  // namespace dynarock::ecs
