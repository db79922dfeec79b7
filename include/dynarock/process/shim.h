#pragma once

namespace dynarock::process {

/// The first argument of a process that is to be a shim.
inline constexpr char kShimArgument[] = "_shim";

/// Whether main() should do nothing but run_shim().
bool is_shim(int argc, char** argv);

/// Runs the program that the arguments name, tells the supervisor of its end and ends. As the one
/// that the kernel hands orphans of the program's (PR_SET_CHILD_SUBREAPER), it finds all its
/// processes and kills them: once the main one has ended, when ordered to, and when the
/// supervisor's process is gone, which closes their connection.
int run_shim(int argc, char** argv);

}  // namespace dynarock::process
