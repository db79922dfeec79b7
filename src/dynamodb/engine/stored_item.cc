#include "dynarock/dynamodb/engine/stored_item.h"

#include <stdexcept>

#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kHeaderSize = 4;

}  // namespace

std::string encode_record(const Item& item) {
  const std::size_t size = item_size(item);
  std::string record;
  record.reserve(kHeaderSize + size + 16 * item.size());
  for (std::size_t i = 0; i < kHeaderSize; ++i) record += static_cast<char>(size >> (8 * i));
  encode_item(item, record);
  return record;
}

std::size_t record_item_size(std::string_view record) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < kHeaderSize; ++i)
    size |= std::size_t{static_cast<unsigned char>(record[i])} << (8 * i);
  return size;
}

std::string_view record_json(std::string_view record) { return record.substr(kHeaderSize); }

Item decode_record(std::string_view record) {
  thread_local json::Document document;
  if (document.parse(record_json(record)))
    if (Result<Item> item = decode_item(document.root())) return *std::move(item);
  throw std::runtime_error("a stored item can't be read back: the store is damaged");
}

const Item& StoredItem::item() const {
  if (!item_) item_ = exists_ ? decode_record(record_) : Item();
  return *item_;
}

}  // namespace dynarock::dynamodb
