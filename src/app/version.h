#pragma once

namespace dynarock::app {

/// "dynarock 0.1.0 (...)", the parts that matter to a bug report in brackets.
const char* version_text();

}  // namespace dynarock::app
