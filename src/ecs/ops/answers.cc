#include "ecs/ops/answers.h"

#include <algorithm>

#include "dynarock/base/base64.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {

void write_time(json::Writer& out, std::string_view name, const std::optional<Timestamp>& time) {
  if (time) out.key(name).raw(epoch_seconds(*time));
}

void write_texts(json::Writer& out, std::string_view name, const Texts& texts) {
  out.key(name).begin_array();
  for (const std::string& text : texts) out.string(text);
  out.end_array();
}

void write_json(json::Writer& out, std::string_view name, const std::string& json,
                std::string_view absent) {
  if (!json.empty())
    out.key(name).raw(json);
  else if (!absent.empty())
    out.key(name).raw(absent);
}

void write_text(json::Writer& out, std::string_view name, const std::string& text) {
  if (!text.empty()) out.member(name, text);
}

void write_tags(json::Writer& out, const std::vector<Tag>& tags) {
  out.key("tags").begin_array();
  for (const Tag& tag : tags)
    out.begin_object().member("key", tag.key).member("value", tag.value).end_object();
  out.end_array();
}

void write_network(json::Writer& out, const NetworkConfiguration& network) {
  out.key("networkConfiguration").begin_object().key("awsvpcConfiguration").begin_object();
  write_texts(out, "subnets", network.subnets);
  write_texts(out, "securityGroups", network.security_groups);
  out.member("assignPublicIp", network.assign_public_ip ? "ENABLED" : "DISABLED");
  out.end_object().end_object();
}

void write_failures(json::Writer& out, const std::vector<Failure>& failures) {
  out.key("failures").begin_array();
  for (const Failure& failure : failures) {
    out.begin_object().member("arn", failure.arn).member("reason", failure.reason);
    write_text(out, "detail", failure.detail);
    out.end_object();
  }
  out.end_array();
}

Result<void> write_page(json::Writer& out, std::string_view member, const Texts& all,
                        json::Value request, std::size_t page_size) {
  const std::size_t size = DYNAROCK_TRY(page_size_of(request, page_size));
  auto next = all.begin();
  if (const auto token = request.find_text("nextToken")) {
    const Result<std::string> last = base64_decode(*token);
    next = last ? std::ranges::find(all, *last) : all.end();
    if (next == all.end()) return fail(invalid_parameter("Invalid token."));
    ++next;
  }
  const auto end = next + std::min(all.end() - next, static_cast<std::ptrdiff_t>(size));
  out.key(member).begin_array();
  for (auto name = next; name != end; ++name) out.string(*name);
  out.end_array();
  if (end != all.end()) out.member("nextToken", base64_encode(*std::prev(end)));
  return {};
}

}  // namespace dynarock::ecs
