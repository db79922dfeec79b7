#pragma once

namespace dynarock::process {

/// The first argument of this test program when it is to run a command under a supervisor until it
/// is killed, copying its output. A number follows, then the command; after so many lines comes
/// kComplete.
inline constexpr char kSupervise[] = "supervise";
inline constexpr char kComplete[] = "complete";

}  // namespace dynarock::process
