#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dynarock::storage {

/// The store could not be opened or has failed. The text is one line for the user: what, where,
/// what to do.
class StoreError : public std::exception {
 public:
  explicit StoreError(std::string message) : message_(std::move(message)) {}
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

enum class Durability {
  kProcess,  ///< an acknowledged write survives the death of the process
  kFsync,    ///< and of the machine
};

struct StoreOptions {
  /// Empty: a private temporary directory, removed when the store closes or, after a crash, when
  /// the next such store opens.
  std::filesystem::path directory;
  /// Of a store with a directory.
  Durability durability = Durability::kProcess;
};

/// The state of a store at one moment. Cheap; must not outlive its Store.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
};

/// Changes that take effect together or not at all.
class Batch {
 public:
  Batch();
  ~Batch();
  Batch(Batch&&) noexcept;
  Batch& operator=(Batch&&) noexcept;

  void put(std::string_view key, std::string_view value);
  void erase(std::string_view key);
  bool empty() const;
  void clear();

 private:
  friend class Store;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Walks keys in byte order within [lower, upper).
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual void seek_first() = 0;
  virtual void seek_last() = 0;
  /// To the first key at or after `key`.
  virtual void seek(std::string_view key) = 0;
  /// To the last key at or before `key`.
  virtual void seek_for_previous(std::string_view key) = 0;
  virtual void next() = 0;
  virtual void previous() = 0;
  virtual bool valid() const = 0;
  /// Views that hold until the cursor moves.
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
};

/// An ordered map of byte strings on RocksDB: one column family, keys compared as bytes. All
/// members may be called from any thread. Reads and writes throw StoreError when the disk fails.
class Store {
 public:
  /// Opens or creates the directory and its parents. Throws StoreError for a directory that can't
  /// be written, is held by another process, is no store of ours, or is of a newer format.
  static std::unique_ptr<Store> open(const StoreOptions& options);
  /// Closes, soon: the next opening replays what is not flushed. All cursors and snapshots must be
  /// gone.
  ~Store();

  /// Whether the last process that held this store closed it in good order.
  bool closed_cleanly() const;

  /// Reads into `value`, whose capacity is reused; false if the key is absent.
  bool get(std::string_view key, std::string& value, const Snapshot* snapshot = nullptr) const;
  /// Acknowledged, by returning, as StoreOptions::durability says. Leaves `batch` empty with its
  /// capacity. Once the disk has failed, refuses every write.
  void write(Batch&& batch);
  std::unique_ptr<Snapshot> snapshot() const;
  /// A cursor over [lower, upper), where an empty `upper` means no upper bound. It stands nowhere
  /// until it seeks, sees the snapshot or the state at the time of this call, and must not outlive
  /// either or the store.
  std::unique_ptr<Cursor> cursor(std::string_view lower, std::string_view upper,
                                 const Snapshot* snapshot = nullptr) const;

  /// Says which keys are dead, so that compaction drops them and their files are reclaimed in the
  /// background. `dead` is called from compaction threads with whole keys, until the store is gone,
  /// and must not throw; a key once dead stays dead, as snapshots may lose it too.
  void set_dead_keys(std::function<bool(std::string_view key)> dead);
  /// Starts reclaiming the space of [lower, upper), all of which the dead-key test must cover.
  /// Space too small to be worth the work is left until there is more of it.
  void reclaim(std::string_view lower, std::string_view upper);

  /// Makes a consistent copy, a store of its own, in a directory that does not exist yet; quick if
  /// that is on the same file system. Throws StoreError.
  void checkpoint(const std::filesystem::path& directory) const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The smallest byte string above every string that starts with `prefix`; empty if there is none.
std::string prefix_end(std::string_view prefix);

}  // namespace dynarock::storage
