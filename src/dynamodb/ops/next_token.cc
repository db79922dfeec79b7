#include "dynamodb/ops/next_token.h"

#include <cstdint>

#include "dynarock/base/base64.h"

namespace dynarock::dynamodb {
namespace {

// A token is base64 of: version (1 byte), fingerprint of the request (8), range (4), whether a key
// follows (1), the key.
constexpr char kVersion = 1;
constexpr std::size_t kFingerprintSize = 8;
constexpr std::size_t kRangeSize = 4;
constexpr std::size_t kHeadSize = 1 + kFingerprintSize + kRangeSize + 1;

void append_integer(std::uint64_t value, std::size_t size, std::string& out) {
  for (std::size_t i = size; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::uint64_t read_integer(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

// FNV-1a: it need not withstand anybody.
std::uint64_t fingerprint(json::Value request, const aws::Call& call) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto add = [&hash](std::string_view text) {
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    hash = hash * 0x100000001B3U;
  };
  add(call.account);
  add(call.region);
  add(request.find_text("Statement").value_or(""));
  if (const auto parameters = request.find("Parameters")) add(parameters->source());
  return hash;
}

}  // namespace

std::string make_next_token(const ReadPosition& position, json::Value request,
                            const aws::Call& call) {
  std::string bytes(1, kVersion);
  append_integer(fingerprint(request, call), kFingerprintSize, bytes);
  append_integer(position.range, kRangeSize, bytes);
  bytes += position.after ? '\1' : '\0';
  if (position.after) bytes += *position.after;
  return base64_encode(bytes);
}

Result<ReadPosition> read_next_token(std::string_view token, json::Value request,
                                     const aws::Call& call) {
  const Result<std::string> decoded = base64_decode(token);
  if (!decoded || decoded->size() < kHeadSize || decoded->front() != kVersion)
    return fail(validation_error("Invalid NextToken"));
  const std::string_view bytes = *decoded;
  if (read_integer(bytes.substr(1, kFingerprintSize)) != fingerprint(request, call))
    return fail(validation_error("NextToken does not match request"));
  ReadPosition position;
  position.range = read_integer(bytes.substr(1 + kFingerprintSize, kRangeSize));
  if (bytes[kHeadSize - 1] != 0) position.after = std::string(bytes.substr(kHeadSize));
  return position;
}

}  // namespace dynarock::dynamodb
