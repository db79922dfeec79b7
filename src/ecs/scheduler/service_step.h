#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "dynarock/base/ids.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/ecs/model/task_network.h"

namespace dynarock::ecs {

/// What is to be done for one service at one time. Whatever it changes is saved, not committed.
class ServiceStep {
 public:
  ServiceStep(State::Writer& change, Service& service, TaskNetwork& network, Ids& ids,
              std::chrono::milliseconds settling, Timestamp now);

  void run();

 private:
  using Tasks = std::vector<Task*>;

  // In the order in which they are done.
  void drain();
  void begin();
  void count_stopped();
  void stop_unhealthy();
  void note_failure(const std::string& deployment_id);
  void trip_breaker();
  void start_missing();
  bool start_one(std::vector<std::string>& started);
  void stop_surplus();
  Tasks surplus_of_primary() const;
  Tasks surplus_of_earlier() const;
  void tell_of_standstill();
  void settle();
  void complete();

  /// Those that satisfy a condition, the oldest first.
  template <class Condition>
  Tasks tasks_where(Condition condition) const;
  bool is_healthy(const Task& task) const;
  bool is_settled(const Task& task) const;
  Tasks wanted_of_primary() const;
  std::int64_t healthy_minimum() const;
  std::int64_t maximum() const;

  void stop(const Tasks& tasks, const std::string& reason);
  void say(const std::string& what);
  /// Unless it was said within the last six hours.
  void say_once(const std::string& what);
  void changed() { changed_ = true; }

  State::Writer& change_;
  Service& service_;
  TaskNetwork& network_;
  Ids& ids_;
  const std::chrono::milliseconds settling_;
  const Timestamp now_;
  /// Those of the service, the oldest first.
  Tasks tasks_;
  bool changed_ = false;
};

}  // namespace dynarock::ecs
