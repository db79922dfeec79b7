#include "dynarock/storage/store.h"

#include <rocksdb/db.h>
#include <rocksdb/utilities/checkpoint.h>
#include <sys/stat.h>

#include "storage/batch.h"
#include "storage/cursor.h"
#include "storage/dead_keys.h"
#include "storage/directory.h"
#include "storage/file_system.h"
#include "storage/flusher.h"
#include "storage/format_file.h"
#include "storage/options.h"
#include "storage/reclaimer.h"
#include "storage/status.h"
#include "storage/worker.h"

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;

class RocksSnapshot : public Snapshot {
 public:
  explicit RocksSnapshot(rocksdb::DB& database)
      : database_(database), snapshot_(database.GetSnapshot()) {}
  ~RocksSnapshot() override { database_.ReleaseSnapshot(snapshot_); }

  const rocksdb::Snapshot* get() const { return snapshot_; }

 private:
  rocksdb::DB& database_;
  const rocksdb::Snapshot* const snapshot_;
};

rocksdb::ReadOptions read_options(const Snapshot* snapshot) {
  rocksdb::ReadOptions options;
  options.verify_checksums = false;
  if (snapshot != nullptr) options.snapshot = static_cast<const RocksSnapshot*>(snapshot)->get();
  return options;
}

StoreDirectory directory_for(const StoreOptions& options) {
  if (options.directory.empty()) return StoreDirectory::temporary();
  return StoreDirectory::claim(options.directory, options.durability == Durability::kFsync);
}

Syncs syncs_for(const StoreOptions& options) {
  if (options.directory.empty()) return Syncs::kNone;
  return options.durability == Durability::kFsync ? Syncs::kAll : Syncs::kLater;
}

}  // namespace

struct Store::Impl {
  explicit Impl(const StoreOptions& options)
      : directory(directory_for(options)),
        file_system(std::make_shared<LeanFileSystem>(syncs_for(options))),
        env(rocksdb::NewCompositeEnv(file_system)) {
    rocksdb::DB* opened = nullptr;
    check(rocksdb::DB::Open(database_options(env.get(), dead_keys, directory.is_temporary()),
                            directory.database(), &opened),
          "open the store", directory.path().native());
    database.reset(opened);
    reclaimer.emplace(*database);
    if (!directory.is_temporary()) flusher.emplace(*database, worker);
    write_options.disableWAL = directory.is_temporary();
    write_options.sync = options.durability == Durability::kFsync && !directory.is_temporary();
  }

  ~Impl() {
    if (database) close();
  }

  void close() {
    worker.request_stop();
    // Wakes a reclaim that waits for another compaction.
    database->DisableManualCompaction();
    worker.stop();
    if (flusher) flusher->finish();
    const bool closed = database->Close().ok();
    database.reset();
    if (closed && !directory.is_temporary()) directory.lock().write_clean();
  }

  StoreDirectory directory;
  const std::shared_ptr<LeanFileSystem> file_system;
  const std::unique_ptr<rocksdb::Env> env;
  const std::shared_ptr<DeadKeys> dead_keys = std::make_shared<DeadKeys>();
  std::unique_ptr<rocksdb::DB> database;
  rocksdb::WriteOptions write_options;
  std::optional<Reclaimer> reclaimer;
  /// None for a temporary store.
  std::optional<Flusher> flusher;
  Worker worker;
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Store::~Store() = default;

std::unique_ptr<Store> Store::open(const StoreOptions& options) {
  auto impl = std::make_unique<Impl>(options);
  impl->worker.post([&opened = *impl](const std::atomic<bool>& stopping) {
    opened.file_system->sync_skipped();
    if (opened.directory.is_temporary()) StoreDirectory::sweep(stopping);
    // What the opening replayed may be worth flushing.
    if (opened.flusher) opened.flusher->written();
  });
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

bool Store::closed_cleanly() const { return impl_->directory.lock().was_left_clean(); }

bool Store::get(std::string_view key, std::string& value, const Snapshot* snapshot) const {
  // From a write buffer the value is copied straight into `value`; from a cached block it is
  // pinned.
  rocksdb::PinnableSlice slice(&value);
  const rocksdb::Status status = impl_->database->Get(
      read_options(snapshot), impl_->database->DefaultColumnFamily(), key, &slice);
  if (status.IsNotFound()) return false;
  check(status, "read", impl_->directory.path().native());
  if (slice.IsPinned()) value.assign(slice.data(), slice.size());
  return true;
}

void Store::write(Batch&& batch) {
  check(impl_->database->Write(impl_->write_options, &batch.impl_->changes), "write",
        impl_->directory.path().native());
  batch.clear();
  if (impl_->flusher) impl_->flusher->written();
}

std::unique_ptr<Snapshot> Store::snapshot() const {
  return std::make_unique<RocksSnapshot>(*impl_->database);
}

std::unique_ptr<Cursor> Store::cursor(std::string_view lower, std::string_view upper,
                                      const Snapshot* snapshot) const {
  return std::make_unique<BoundedCursor>(*impl_->database, read_options(snapshot), lower, upper);
}

void Store::set_dead_keys(std::function<bool(std::string_view key)> dead) {
  impl_->dead_keys->set(std::move(dead));
}

void Store::reclaim(std::string_view lower, std::string_view upper) {
  impl_->worker.post([impl = impl_.get(), from = std::string(lower),
                      to = std::string(upper)](std::atomic<bool>& stopping) {
    impl->reclaimer->reclaim(from, to, stopping);
  });
}

void Store::checkpoint(const fs::path& directory) const {
  if (::mkdir(directory.c_str(), 0777) != 0) {
    throw_errno("create", directory, "choose a new directory that this user may write");
  }
  rocksdb::Checkpoint* made = nullptr;
  check(rocksdb::Checkpoint::Create(impl_->database.get(), &made), "copy",
        impl_->directory.path().native());
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  const rocksdb::Status copied = checkpoint->CreateCheckpoint(directory / "db");
  if (!copied.ok()) {
    std::error_code ignored;
    fs::remove_all(directory, ignored);
  }
  check(copied, "copy the store to", directory.native());
  write_format(directory, impl_->write_options.sync);
}

std::string prefix_end(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace dynarock::storage
