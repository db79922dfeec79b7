#include "app/task_output_page.h"

#include <string>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {

Admin::Page task_output_page(const ecs::Agent& agent) {
  return [&agent](const http::Request& request) {
    const auto position = leading_number<std::int64_t>(query_parameter(request, "from"));
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
