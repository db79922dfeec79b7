#include "http/tls.h"

#include <boost/asio/buffer.hpp>
#include <stdexcept>

#include "dynarock/base/characters.h"

namespace dynarock::http {
namespace {

namespace ssl = boost::asio::ssl;

Tls::Context make_context(const Certificate& certificate) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  boost::system::error_code error;
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  context->use_certificate_chain(boost::asio::buffer(certificate.certificate), error);
  if (!error)
    context->use_private_key(boost::asio::buffer(certificate.key), ssl::context::pem, error);
  if (error)
    throw std::runtime_error("can't use the TLS certificate and key: " + error.message() +
                             "; give both in PEM form");
  return context;
}

}  // namespace

Tls::Tls(const Certificate& own, VirtualHosts* hosts) : hosts_(hosts) {
  if (own.certificate.empty()) return;
  own_ = make_context(own);
  SSL_CTX_set_tlsext_servername_callback(own_->native_handle(), &Tls::choose_host);
  SSL_CTX_set_tlsext_servername_arg(own_->native_handle(), this);
}

Tls::Context Tls::of(std::string_view host) {
  const std::lock_guard lock(mutex_);
  if (const auto found = contexts_.find(host); found != contexts_.end()) return found->second;
  if (contexts_.size() >= kMaxContexts) contexts_.clear();
  try {
    return contexts_.emplace(host, make_context(hosts_->certificate_of(host))).first->second;
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

/// Called by OpenSSL once the client has named a host, or none.
int Tls::choose_host(SSL* connection, int*, void* self) {
  Tls& tls = *static_cast<Tls*>(self);
  const char* name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  if (!name || !tls.hosts_) return SSL_TLSEXT_ERR_OK;
  const std::string host = lower_case(name);
  if (!tls.hosts_->serves(host)) return SSL_TLSEXT_ERR_OK;
  const Context context = tls.of(host);
  if (!context) return SSL_TLSEXT_ERR_ALERT_FATAL;
  SSL_set_SSL_CTX(connection, context->native_handle());
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace dynarock::http
