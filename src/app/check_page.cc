#include "app/check_page.h"

#include <algorithm>
#include <utility>

#include "app/report.h"

namespace dynarock::app {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

Admin::Page check_page(check::World world, ecs::Place place, const Clock& clock) {
  return [world, default_place = std::move(place), &clock](const http::Request& request) {
    check::Scope scope{default_place, query_parameter(request, "cluster"),
                       query_parameter(request, "service"),
                       split(query_parameter(request, "parameters")), clock.now()};
    const std::string region = query_parameter(request, "region");
    if (!region.empty()) scope.place.region = region;
    const auto findings = check::check(world, scope);
    if (!findings) return refusal(404, findings.error());
    std::string body;
    json::Writer out(body);
    out.begin_object().member("region", scope.place.region).key("findings");
    write_findings(*findings, out);
    out.end_object();
    return json_answer(200, std::move(body));
  };
}

}  // namespace dynarock::app
