#include "app/signals.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <initializer_list>

namespace dynarock::app {
namespace {

bool is_ignored(int signal) {
  struct sigaction action {};
  sigaction(signal, nullptr, &action);
  return action.sa_handler == SIG_IGN;
}

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  if (!is_ignored(SIGHUP)) sigaddset(&set, SIGHUP);
  return set;
}

sigset_t awaited_signals() {
  sigset_t set = stop_signals();
  if (getpid() == 1) sigaddset(&set, SIGCHLD);
  return set;
}

void collect_orphans() {
  while (waitpid(-1, nullptr, WNOHANG) > 0) {
  }
}

extern "C" void end_at_once(int) { _exit(1); }

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = awaited_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void StopSignals::wait() {
  const sigset_t set = awaited_signals();
  for (;;) {
    int signal = 0;
    if (sigwait(&set, &signal) != 0) continue;
    if (signal != SIGCHLD) return;
    collect_orphans();
  }
}

bool StopSignals::pending() const {
  sigset_t arrived;
  sigpending(&arrived);
  const sigset_t set = stop_signals();
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    if (sigismember(&set, signal) == 1 && sigismember(&arrived, signal) == 1) return true;
  }
  return false;
}

void StopSignals::force_on_next() {
  // A handler, as the kernel withholds default actions from process 1.
  struct sigaction action {};
  action.sa_handler = end_at_once;
  const sigset_t set = stop_signals();
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    if (sigismember(&set, signal) == 1) sigaction(signal, &action, nullptr);
  }
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace dynarock::app
