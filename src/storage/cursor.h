#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <string>

#include "dynarock/storage/store.h"

namespace dynarock::storage {

/// A cursor on a RocksDB iterator, which borrows the bounds kept here.
class BoundedCursor : public Cursor {
 public:
  /// An empty `upper` means no upper bound.
  BoundedCursor(rocksdb::DB& database, rocksdb::ReadOptions options, std::string_view lower,
                std::string_view upper);

  void seek_first() override;
  void seek_last() override;
  void seek(std::string_view key) override;
  void seek_for_previous(std::string_view key) override;
  void next() override;
  void previous() override;
  bool valid() const override { return valid_; }
  std::string_view key() const override { return iterator_->key().ToStringView(); }
  std::string_view value() const override { return iterator_->value().ToStringView(); }

 private:
  void moved();

  rocksdb::DB& database_;
  const std::string lower_;
  const std::string upper_;
  const rocksdb::Slice lower_slice_;
  const rocksdb::Slice upper_slice_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
  bool valid_ = false;
};

}  // namespace dynarock::storage
