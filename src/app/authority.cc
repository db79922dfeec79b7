#include "app/authority.h"

#include <string>
#include <utility>

namespace dynarock::app {
namespace {

constexpr std::string_view kCertificateRecord = "Uc", kKeyRecord = "Uk", kSealedFor = "authority";

}  // namespace

const http::Certificate& Authority::own() {
  const std::lock_guard lock(mutex_);
  if (own_) return *own_;
  http::Certificate kept;
  std::string sealed_key;
  if (store_.get(kCertificateRecord, kept.certificate) && store_.get(kKeyRecord, sealed_key)) {
    kept.key = vault_.open(sealed_key, kSealedFor);
    return own_.emplace(std::move(kept));
  }
  http::Certificate made = http::make_authority();
  storage::Batch batch;
  batch.put(kCertificateRecord, made.certificate);
  batch.put(kKeyRecord, vault_.seal(made.key, kSealedFor));
  store_.write(std::move(batch));
  return own_.emplace(std::move(made));
}

Admin::Page authority_page(Authority& authority) {
  return [&authority](const http::Request&) {
    http::Response response;
    response.headers.emplace_back("Content-Type", "application/x-pem-file");
    response.body = authority.own().certificate;
    return response;
  };
}

}  // namespace dynarock::app
