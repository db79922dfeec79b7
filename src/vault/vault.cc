#include "dynarock/vault/vault.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <memory>
#include <stdexcept>

namespace dynarock::vault {
namespace {

constexpr std::string_view kRecord = "K";
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

void check(int succeeded) {
  if (succeeded != 1) throw std::runtime_error("a sealed value does not open");
}

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
int size_of(std::string_view text) { return static_cast<int>(text.size()); }

/// AES-256-GCM either way, short of its tag.
std::string run(EVP_CIPHER_CTX* cipher, bool encrypting, std::string_view key,
                std::string_view nonce, std::string_view context, std::string_view input) {
  int length = 0;
  check(EVP_CipherInit_ex(cipher, EVP_aes_256_gcm(), nullptr, bytes(key), bytes(nonce),
                          encrypting ? 1 : 0));
  check(EVP_CipherUpdate(cipher, nullptr, &length, bytes(context), size_of(context)));
  std::string output(input.size(), '\0');
  check(EVP_CipherUpdate(cipher, bytes(output), &length, bytes(input), size_of(input)));
  return output;
}

}  // namespace

std::string Vault::seal(std::string_view value, std::string_view context) {
  const std::string secret = key();
  const std::string nonce = ids_.secret(kNonceSize);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string sealed = nonce + run(cipher.get(), true, secret, nonce, context, value);
  int length = 0;
  std::string tag(kTagSize, '\0');
  check(EVP_CipherFinal_ex(cipher.get(), bytes(tag), &length));
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagSize, tag.data()));
  return sealed + tag;
}

std::string Vault::open(std::string_view sealed, std::string_view context) {
  if (sealed.size() < kNonceSize + kTagSize) check(0);
  const std::string secret = key();
  const std::string_view input = sealed.substr(kNonceSize, sealed.size() - kNonceSize - kTagSize);
  std::string tag(sealed.substr(sealed.size() - kTagSize));
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string value =
      run(cipher.get(), false, secret, sealed.substr(0, kNonceSize), context, input);
  int length = 0;
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()));
  check(EVP_CipherFinal_ex(cipher.get(), bytes(tag), &length));
  return value;
}

std::string Vault::key() {
  const std::lock_guard lock(mutex_);
  std::string key;
  if (store_.get(kRecord, key)) return key;
  // More than 256 bits of chance, made into as many.
  const std::string chance = ids_.secret(64);
  key.resize(SHA256_DIGEST_LENGTH);
  SHA256(bytes(std::string_view(chance)), chance.size(), bytes(key));
  storage::Batch batch;
  batch.put(kRecord, key);
  store_.write(std::move(batch));
  return key;
}

}  // namespace dynarock::vault
