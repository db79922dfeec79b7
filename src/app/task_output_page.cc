#include "app/task_output_page.h"

#include <charconv>
#include <string>
#include <utility>

#include "dynarock/json/writer.h"

namespace dynarock::app {

Admin::Page task_output_page(const ecs::Agent& agent) {
  return [&agent](const http::Request& request) {
    const std::string from = query_parameter(request, "from");
    std::int64_t position = 0;
    std::from_chars(from.data(), from.data() + from.size(), position);
    std::string body;
    json::Writer out(body);
    out.begin_object().key("lines").begin_array();
    for (const ecs::TaskLine& line :
         agent.output_since(query_parameter(request, "task"), position)) {
      out.begin_object().member("position", line.position).member("container", line.container);
      out.member("error", line.is_error).member("text", line.text).end_object();
    }
    out.end_array().end_object();
    return json_answer(200, std::move(body));
  };
}

}  // namespace dynarock::app
