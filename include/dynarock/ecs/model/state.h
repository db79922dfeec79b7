#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/ecs/model/cluster.h"
#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/service.h"
#include "dynarock/ecs/model/task.h"
#include "dynarock/ecs/model/task_definition.h"
#include "dynarock/storage/store.h"

namespace dynarock::ecs {

template <class T>
using ByName = std::map<std::string, T, std::less<>>;

/// The revisions of a task definition.
struct Family {
  std::string name;
  /// Never used again, though what had it be deleted.
  std::int64_t last_revision = 0;
  std::map<std::int64_t, TaskDefinition> revisions;

  /// Of the active ones; null if there is none.
  const TaskDefinition* latest() const;
};

/// What is set for an account's principals: values by the settings' names, by the principals' ARNs;
/// under an empty ARN the account's defaults.
using AccountSettings = ByName<ByName<std::string>>;

/// What ECS knows of one account in one region.
struct Resources {
  Place place;
  ByName<Cluster> clusters;
  ByName<Family> families;
  /// By `cluster/service`.
  ByName<Service> services;
  /// By `cluster/id`.
  ByName<Task> tasks;
  AccountSettings settings;

  // Null for what is not there.
  const Cluster* find_cluster(std::string_view name) const;
  Service* find_service(std::string_view cluster, std::string_view name);
  const Service* find_service(std::string_view cluster, std::string_view name) const;
  Task* find_task(std::string_view cluster, std::string_view id);
  const Task* find_task(std::string_view cluster, std::string_view id) const;
  /// Of any status: by its ARN, by family and revision, or the family's latest active one.
  TaskDefinition* find_definition(std::string_view name);
  const TaskDefinition* find_definition(std::string_view name) const;
};

/// All that ECS knows, in memory and in the store. Safe to use from several threads.
class State {
 public:
  /// Reads what the store holds; it must outlive the state.
  explicit State(storage::Store& store);

  /// An account's resources in a region, held unchanged for as long as this lives.
  class Reader {
   public:
    const Resources& operator*() const { return resources_; }
    const Resources* operator->() const { return &resources_; }

   private:
    friend class State;
    Reader(const State& state, const Place& place);
    std::shared_lock<std::shared_mutex> lock_;
    const Resources& resources_;
  };
  Reader read(const Place& place) const { return {*this, place}; }

  /// The same, being changed by this one thread. What is changed must be saved, and what is saved
  /// takes effect with commit(), all or nothing: on failing, change nothing first.
  class Writer {
   public:
    Resources& operator*() { return resources_; }
    Resources* operator->() { return &resources_; }

    void save(const Cluster& cluster);
    /// With the number of its family's last revision.
    void save(const TaskDefinition& definition);
    void save(const Service& service);
    /// Counts the task's version up.
    void save(Task& task);
    void save_settings();
    /// From the resources too.
    void erase(const TaskDefinition& definition);
    void erase(const Service& service);
    void erase(const Task& task);
    void commit();

   private:
    friend class State;
    Writer(State& state, const Place& place);
    State& state_;
    std::unique_lock<std::shared_mutex> lock_;
    Resources& resources_;
    storage::Batch batch_;
  };
  Writer write(const Place& place) { return {*this, place}; }

  /// All where there is anything.
  std::vector<Place> places() const;

  /// Counts commits.
  std::uint64_t version() const { return version_.load(std::memory_order_acquire); }
  /// Waits until version() is another than `seen`, or the time is over; returns version().
  std::uint64_t wait_for_change(std::uint64_t seen, std::chrono::milliseconds at_most) const;
  /// Ends all waits, as if something had changed.
  void wake();

 private:
  void load();
  const Resources& resources_or_empty(const Place& place) const;
  Resources& resources_to_change(const Place& place);

  storage::Store& store_;
  mutable std::shared_mutex mutex_;
  std::map<Place, Resources> places_;
  std::atomic<std::uint64_t> version_{1};
  mutable std::mutex wait_mutex_;
  mutable std::condition_variable changed_;
};

}  // namespace dynarock::ecs
