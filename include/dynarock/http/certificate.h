#pragma once

#include <string>
#include <vector>

namespace dynarock::http {

/// PEM texts.
struct Certificate {
  std::string certificate;
  std::string key;
};

/// A new authority: a P-256 key, and a certificate that it signed itself, valid for ten years. A
/// client that trusts it trusts whatever it issues. Throws std::runtime_error if OpenSSL refuses.
Certificate make_authority();

/// A new key with a certificate for these names and addresses, at least one, valid for a year.
/// Throws std::runtime_error for names that are none, and for an authority that is none.
Certificate issue_certificate(const Certificate& authority, const std::vector<std::string>& names);

/// What this machine calls itself: localhost, *.localhost, 127.0.0.1 and ::1.
std::vector<std::string> loopback_names();

}  // namespace dynarock::http
