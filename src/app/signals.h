#pragma once

namespace dynarock::app {

/// How the process learns that it should end. Made before any other thread, which thus inherit its
/// blocked signals.
class StopSignals {
 public:
  StopSignals();

  /// Waits for SIGTERM, SIGINT or SIGHUP (unless that was ignored, as under nohup). Meanwhile, as
  /// process 1, collects the orphans that the kernel hands it.
  void wait();

  /// Whether one has arrived that wait() would return for.
  bool pending() const;

  /// From here on another such signal ends the process at once, with exit code 1.
  void force_on_next();
};

}  // namespace dynarock::app
