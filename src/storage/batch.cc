#include "storage/batch.h"

#include "storage/status.h"

namespace dynarock::storage {

Batch::Batch() : impl_(std::make_unique<Impl>()) {}
Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

void Batch::put(std::string_view key, std::string_view value) {
  check(impl_->changes.Put(key, value), "add to", "a batch");
}

void Batch::erase(std::string_view key) { check(impl_->changes.Delete(key), "add to", "a batch"); }

bool Batch::empty() const { return impl_->changes.Count() == 0; }

void Batch::clear() { impl_->changes.Clear(); }

}  // namespace dynarock::storage
