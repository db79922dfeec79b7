#pragma once

#include <string>
#include <string_view>

#include "dynarock/dynamodb/engine/stored_item.h"
#include "dynarock/dynamodb/model/stream.h"

namespace dynarock::dynamodb {

/// One change of an item, as a stream is to tell it.
struct ItemChanged {
  /// The record of the item before, and now; null for none.
  const std::string* old_record = nullptr;
  const std::string* new_record = nullptr;
  /// The item's key attributes.
  Item keys;
  /// The item's time to live was over.
  bool expired = false;
};

/// What the store keeps of a change: what happened, SizeBytes, and the JSON of the keys and of the
/// images that the view type wants, as items are stored. So a read copies them.
std::string encode_stream_record(const ItemChanged& change, std::string_view view_type);

/// SizeBytes: of the keys once and of each image.
std::size_t stream_record_size(std::string_view record);

/// Appends the record as GetRecords answers it.
void append_stream_record(const StreamDescription& stream, Sequence sequence,
                          std::string_view record, std::string& out);

}  // namespace dynarock::dynamodb
