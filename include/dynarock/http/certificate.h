#pragma once

#include <string>
#include <vector>

namespace dynarock::http {

/// PEM texts, as ServerOptions takes them.
struct Certificate {
  std::string certificate;
  std::string key;
};

/// A new P-256 key and a certificate signed with it, for localhost, *.localhost, 127.0.0.1, ::1 and
/// the further names and addresses, valid for a year. It is its own authority: a client that trusts
/// it trusts the server. Throws std::runtime_error if OpenSSL refuses, as it does names that are
/// none.
Certificate make_certificate(const std::vector<std::string>& further_names = {});

}  // namespace dynarock::http
