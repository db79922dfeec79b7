#include "dynarock/http/certificate.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <vector>

namespace dynarock::http {
namespace {

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

Owned<X509> parse_certificate(const std::string& pem) {
  const Owned<BIO> bytes(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all);
  return {PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr), X509_free};
}

Owned<EVP_PKEY> parse_key(const std::string& pem) {
  const Owned<BIO> bytes(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all);
  return {PEM_read_bio_PrivateKey(bytes.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
}

bool is_for_name(X509* certificate, const std::string& name) {
  return X509_check_host(certificate, name.data(), name.size(), 0, nullptr) == 1;
}

bool is_for_address(X509* certificate, const std::string& address) {
  return X509_check_ip_asc(certificate, address.c_str(), 0) == 1;
}

TEST(CertificateTest, IsForTheNamesGiven) {
  std::vector<std::string> names = loopback_names();
  names.insert(names.end(), {"dynamo", "10.1.2.3"});
  const auto certificate =
      parse_certificate(issue_certificate(make_authority(), names).certificate);
  ASSERT_TRUE(certificate);
  for (const char* name : {"localhost", "dynamo"}) {
    EXPECT_TRUE(is_for_name(certificate.get(), name)) << name;
  }
  for (const char* address : {"127.0.0.1", "::1", "10.1.2.3"}) {
    EXPECT_TRUE(is_for_address(certificate.get(), address)) << address;
  }
  EXPECT_FALSE(is_for_name(certificate.get(), "example.com"));
  EXPECT_FALSE(is_for_address(certificate.get(), "10.1.2.4"));
}

TEST(CertificateTest, IsValidForWhoTrustsItsAuthority) {
  const Certificate own = make_authority();
  const Certificate made = issue_certificate(own, {"dynamo"});
  const auto authority = parse_certificate(own.certificate);
  const auto certificate = parse_certificate(made.certificate);
  const auto key = parse_key(made.key);
  ASSERT_TRUE(certificate && key);
  EXPECT_EQ(X509_check_private_key(certificate.get(), key.get()), 1);

  const Owned<X509_STORE> trusted(X509_STORE_new(), X509_STORE_free);
  X509_STORE_add_cert(trusted.get(), authority.get());
  const Owned<X509_STORE_CTX> check(X509_STORE_CTX_new(), X509_STORE_CTX_free);
  X509_STORE_CTX_init(check.get(), trusted.get(), certificate.get(), nullptr);
  X509_STORE_CTX_set_flags(check.get(), X509_V_FLAG_X509_STRICT);
  X509_STORE_CTX_set_purpose(check.get(), X509_PURPOSE_SSL_SERVER);
  EXPECT_EQ(X509_verify_cert(check.get()), 1)
      << X509_verify_cert_error_string(X509_STORE_CTX_get_error(check.get()));
}

TEST(CertificateTest, EachIsNew) {
  const Certificate authority = make_authority();
  EXPECT_NE(authority.certificate, make_authority().certificate);
  EXPECT_NE(issue_certificate(authority, {"dynamo"}).certificate,
            issue_certificate(authority, {"dynamo"}).certificate);
}

TEST(CertificateTest, NamesThatAreNoneAreRefused) {
  const Certificate authority = make_authority();
  for (const std::string name : {"", "a,DNS:b", "a b"}) {
    EXPECT_THROW(issue_certificate(authority, {name}), std::runtime_error) << name;
  }
  EXPECT_THROW(issue_certificate(authority, {}), std::runtime_error);
  EXPECT_THROW(issue_certificate({}, {"dynamo"}), std::runtime_error);
}

}  // namespace
}  // namespace dynarock::http
