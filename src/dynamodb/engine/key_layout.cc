#include "dynarock/dynamodb/engine/key_layout.h"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "dynarock/dynamodb/model/key_codec.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kMaxHashKeyBytes = 2048;
constexpr std::size_t kMaxRangeKeyBytes = 1024;

template <class Int>
void append_big_endian(Int value, std::string& out) {
  for (int shift = (int{sizeof value} - 1) * 8; shift >= 0; shift -= 8)
    out += static_cast<char>(value >> shift);
}

template <class Int>
Int read_big_endian(std::string_view bytes) {
  Int value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i)
    value = static_cast<Int>((value << 8) | static_cast<unsigned char>(bytes[i]));
  return value;
}

struct FreeMd {
  void operator()(EVP_MD* md) const { EVP_MD_free(md); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Fetched once: OpenSSL 3 spends longer on finding an algorithm than MD5 takes.
const EVP_MD* md5() {
  static const std::unique_ptr<EVP_MD, FreeMd> md(EVP_MD_fetch(nullptr, "MD5", nullptr));
  return md.get();
}

std::size_t key_bytes(const AttributeValue& value) {
  if (const auto* text = value.as<std::string>()) return text->size();
  if (const auto* binary = value.as<Binary>()) return binary->bytes.size();
  return 1;
}

bool can_be_key(const AttributeValue* value, const KeyAttribute& attribute, std::size_t max_bytes) {
  if (value == nullptr || value->type() != attribute.type) return false;
  const std::size_t size = key_bytes(*value);
  return size > 0 && size <= max_bytes;
}

}  // namespace

std::string catalog_key(std::string_view account, std::string_view region, std::string_view table) {
  std::string key(kCatalogPrefix);
  key.append(account).append("/").append(region).append("/").append(table);
  return key;
}

std::string counts_key(std::uint32_t incarnation) {
  std::string key(kCountsPrefix);
  append_big_endian(incarnation, key);
  return key;
}

std::string table_prefix(std::uint32_t incarnation) {
  std::string key(kDataPrefix);
  append_big_endian(incarnation, key);
  return key;
}

std::string expiration_key(std::uint32_t incarnation, std::uint16_t index, std::uint64_t seconds,
                           std::string_view item_key) {
  std::string key = index_prefix(incarnation, index);
  append_big_endian(seconds, key);
  key += item_key;
  return key;
}

std::string index_prefix(std::uint32_t incarnation, std::uint16_t index) {
  std::string key = table_prefix(incarnation);
  append_big_endian(index, key);
  return key;
}

std::optional<DataKeyParts> parse_data_key(std::string_view key) {
  constexpr std::size_t kStart = kDataPrefix.size();
  constexpr std::size_t kIndexAt = kStart + sizeof(std::uint32_t);
  if (!key.starts_with(kDataPrefix) || key.size() < kIndexAt + sizeof(std::uint16_t))
    return std::nullopt;
  return DataKeyParts{read_big_endian<std::uint32_t>(key.substr(kStart)),
                      read_big_endian<std::uint16_t>(key.substr(kIndexAt))};
}

std::string stream_key(std::string_view account, std::string_view region, std::string_view table,
                       std::string_view label) {
  std::string key(kStreamPrefix);
  key.append(account).append("/").append(region).append("/").append(table).append("/");
  return key.append(label);
}

std::string stream_record_key(std::uint32_t stream, std::uint32_t shard, Sequence sequence) {
  std::string key(kStreamRecordPrefix);
  append_big_endian(stream, key);
  append_big_endian(shard, key);
  append_big_endian(sequence, key);
  return key;
}

std::optional<StreamRecordKeyParts> parse_stream_record_key(std::string_view key) {
  constexpr std::size_t kStart = kStreamRecordPrefix.size();
  constexpr std::size_t kShardAt = kStart + sizeof(std::uint32_t);
  constexpr std::size_t kSequenceAt = kShardAt + sizeof(std::uint32_t);
  if (!key.starts_with(kStreamRecordPrefix) || key.size() != kSequenceAt + sizeof(Sequence))
    return std::nullopt;
  return StreamRecordKeyParts{read_big_endian<std::uint32_t>(key.substr(kStart)),
                              read_big_endian<std::uint32_t>(key.substr(kShardAt)),
                              read_big_endian<Sequence>(key.substr(kSequenceAt))};
}

std::uint32_t partition_hash_of(std::string_view primary_key) {
  return read_big_endian<std::uint32_t>(primary_key);
}

void append_partition_hash(std::string_view key_bytes, std::string& out) {
  constexpr std::string_view kSalt = "Outliers";
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  unsigned char digest[EVP_MAX_MD_SIZE];
  const bool ok = EVP_DigestInit_ex2(context.get(), md5(), nullptr) == 1 &&
                  EVP_DigestUpdate(context.get(), kSalt.data(), kSalt.size()) == 1 &&
                  EVP_DigestUpdate(context.get(), key_bytes.data(), key_bytes.size()) == 1 &&
                  EVP_DigestFinal_ex(context.get(), digest, nullptr) == 1;
  if (!ok) throw std::runtime_error("OpenSSL has no MD5, which orders DynamoDB's partitions");
  out.append(reinterpret_cast<const char*>(digest), kPartitionHashSize);
}

void append_hashed_value(const AttributeValue& value, std::string& out) {
  if (const auto* text = value.as<std::string>()) out += *text;
  if (const auto* binary = value.as<Binary>()) out += binary->bytes;
  if (const auto* number = value.as<Decimal>()) number->append_hashed(out);
}

static void append_partition_key(std::span<const AttributeValue* const> hash_values,
                                 std::string& out) {
  std::string hashed;
  for (const AttributeValue* value : hash_values) append_hashed_value(*value, hashed);
  append_partition_hash(hashed, out);
  for (const AttributeValue* value : hash_values) append_key_value(*value, out);
}

std::string partition_key(std::span<const AttributeValue* const> hash_values) {
  std::string key;
  append_partition_key(hash_values, key);
  return key;
}

bool append_item_key(const KeySchema& keys, const Item& item, std::string& out) {
  // Checked first, so that an item that an index does not hold costs little.
  std::vector<const AttributeValue*> values;
  values.reserve(keys.size());
  for (const auto& [part, max_bytes] :
       {std::pair(&keys.hash, kMaxHashKeyBytes), std::pair(&keys.range, kMaxRangeKeyBytes)})
    for (const KeyAttribute& attribute : *part) {
      values.push_back(item.find(attribute.name));
      if (!can_be_key(values.back(), attribute, max_bytes)) return false;
    }
  append_partition_key(std::span(values).first(keys.hash.size()), out);
  for (const AttributeValue* value : std::span(values).subspan(keys.hash.size()))
    append_key_value(*value, out);
  return true;
}

KeyRange segment_range(std::int64_t segment, std::int64_t total_segments) {
  constexpr std::int64_t kSlices = 4096;
  const auto first_slice = [&](std::int64_t of_segment) {
    return (kSlices * of_segment + total_segments - 1) / total_segments;
  };
  const auto start_of = [](std::int64_t slice) {
    std::string start;
    append_big_endian(static_cast<std::uint16_t>(slice << 4), start);
    return start;
  };
  const std::int64_t slice = first_slice(segment);
  const std::int64_t next_slice = first_slice(segment + 1);
  // With more segments than slices, some are empty.
  if (slice == next_slice) return {start_of(0), start_of(0)};
  return {start_of(slice), next_slice == kSlices ? std::string() : start_of(next_slice)};
}

}  // namespace dynarock::dynamodb
