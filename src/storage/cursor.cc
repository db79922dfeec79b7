#include "storage/cursor.h"

#include "storage/status.h"

namespace dynarock::storage {

BoundedCursor::BoundedCursor(rocksdb::DB& database, rocksdb::ReadOptions options,
                             std::string_view lower, std::string_view upper)
    : database_(database),
      lower_(lower),
      upper_(upper),
      lower_slice_(lower_),
      upper_slice_(upper_) {
  options.iterate_lower_bound = &lower_slice_;
  if (!upper_.empty()) options.iterate_upper_bound = &upper_slice_;
  iterator_.reset(database.NewIterator(options));
}

void BoundedCursor::seek_first() {
  iterator_->SeekToFirst();
  moved();
}

void BoundedCursor::seek_last() {
  iterator_->SeekToLast();
  moved();
}

void BoundedCursor::seek(std::string_view key) {
  iterator_->Seek(key);
  moved();
}

void BoundedCursor::seek_for_previous(std::string_view key) {
  iterator_->SeekForPrev(key);
  moved();
}

void BoundedCursor::next() {
  iterator_->Next();
  moved();
}

void BoundedCursor::previous() {
  iterator_->Prev();
  moved();
}

void BoundedCursor::moved() {
  valid_ = iterator_->Valid();
  if (!valid_) check(iterator_->status(), "read", database_.GetName());
}

}  // namespace dynarock::storage
