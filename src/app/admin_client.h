#pragma once

#include <string>
#include <tl/expected.hpp>

namespace dynarock::app {

/// What a running server's admin page says: the body, or in one line why there is none. `page` is
/// the page's name with its query; `endpoint_url` as for server_url().
tl::expected<std::string, std::string> ask_server(const std::string& endpoint_url,
                                                  const std::string& page);

}  // namespace dynarock::app
