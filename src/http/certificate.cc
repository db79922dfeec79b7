#include "dynarock/http/certificate.h"

#include <arpa/inet.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <string_view>

namespace dynarock::http {
namespace {

template <auto free_function>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free_function(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using X509Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Free<BIO_free_all>>;

constexpr long kHour = 3600, kYear = 365 * 24 * kHour;

void require(bool success) {
  if (!success) throw std::runtime_error("can't make a certificate: OpenSSL refuses");
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_name(X509* certificate, std::string_view common_name) {
  require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(common_name.data()),
                                     static_cast<int>(common_name.size()), -1, 0) == 1);
}

/// A certificate of the key, with a serial number, and valid from an hour ago: clocks differ.
X509Certificate begin_certificate(EVP_PKEY* key, long lifetime) {
  X509Certificate certificate(X509_new());
  require(certificate != nullptr);
  std::uint64_t serial = 0;
  require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kHour);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifetime);
  X509_set_pubkey(certificate.get(), key);
  return certificate;
}

/// As the extension has them: "DNS:localhost,IP:127.0.0.1".
std::string alternative_names(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) {
    unsigned char address[16];
    const bool is_address = inet_pton(AF_INET, name.c_str(), address) == 1 ||
                            inet_pton(AF_INET6, name.c_str(), address) == 1;
    // A comma would begin another entry.
    require(is_address || (!name.empty() && name.find_first_of(",: ") == std::string::npos));
    result += (result.empty() ? "" : ",") + std::string(is_address ? "IP:" : "DNS:") + name;
  }
  return result;
}

std::string pem_of(const auto& write) {
  const Memory memory(BIO_new(BIO_s_mem()));
  require(memory && write(memory.get()) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

Memory bytes_of(const std::string& pem) {
  return Memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

Certificate to_pem(X509* certificate, EVP_PKEY* key) {
  return {pem_of([&](BIO* out) { return PEM_write_bio_X509(out, certificate); }),
          pem_of([&](BIO* out) {
            return PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
          })};
}

}  // namespace

Certificate make_authority() {
  const Key key(EVP_EC_gen("P-256"));
  require(key != nullptr);
  const X509Certificate made = begin_certificate(key.get(), 10 * kYear);
  X509* certificate = made.get();
  set_name(certificate, "dynarock's own authority");
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(certificate, certificate, NID_subject_key_identifier, "hash");
  require(X509_sign(certificate, key.get(), EVP_sha256()) != 0);
  return to_pem(certificate, key.get());
}

Certificate issue_certificate(const Certificate& authority, const std::vector<std::string>& names) {
  const X509Certificate issuer(
      PEM_read_bio_X509(bytes_of(authority.certificate).get(), nullptr, nullptr, nullptr));
  const Key issuer_key(
      PEM_read_bio_PrivateKey(bytes_of(authority.key).get(), nullptr, nullptr, nullptr));
  const Key key(EVP_EC_gen("P-256"));
  require(issuer && issuer_key && key && !names.empty());
  const X509Certificate made = begin_certificate(key.get(), kYear);
  X509* certificate = made.get();
  // Names may be longer than a common name, which nobody reads beside them.
  set_name(certificate, "dynarock");
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer.get()));
  add_extension(certificate, issuer.get(), NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate, issuer.get(), NID_key_usage, "critical,digitalSignature");
  add_extension(certificate, issuer.get(), NID_ext_key_usage, "serverAuth");
  add_extension(certificate, issuer.get(), NID_subject_key_identifier, "hash");
  add_extension(certificate, issuer.get(), NID_authority_key_identifier, "keyid:always");
  add_extension(certificate, issuer.get(), NID_subject_alt_name, alternative_names(names));
  require(X509_sign(certificate, issuer_key.get(), EVP_sha256()) != 0);
  return to_pem(certificate, key.get());
}

std::vector<std::string> loopback_names() {
  return {"localhost", "*.localhost", "127.0.0.1", "::1"};
}

}  // namespace dynarock::http
