#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/auth/credentials.h"
#include "dynarock/base/clock.h"
#include "dynarock/json/document.h"

namespace dynarock::auth {

/// What all vectors are signed with, when, and for what.
inline constexpr char kVectorKey[] = "AKIDEXAMPLE";
inline constexpr char kVectorSecret[] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
inline constexpr char kVectorDate[] = "20150830T123600Z";
inline constexpr Timestamp kVectorTime{std::chrono::seconds(1440938160)};
inline constexpr char kVectorRegion[] = "us-east-1";
inline constexpr char kVectorService[] = "service";

/// A request of a vector.
struct VectorRequest {
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// One file of fixtures/sigv4: a case of AWS's own test suite for version 4 of the signing process.
struct SigV4Vector {
  std::string name, method;
  VectorRequest request;
  std::string session_token, canonical_request, string_to_sign, authorization;
  /// The same presigned: its target holds the signature. No target if the suite has none.
  VectorRequest presigned;
};

inline VectorRequest read_vector_request(json::Value value) {
  VectorRequest request;
  request.target = value.find_text("target").value_or("");
  request.body = value.find_text("body").value_or("");
  for (const json::Value line : value.find("headers")->elements()) {
    const std::size_t colon = line.text().find(':');
    request.headers.emplace_back(line.text().substr(0, colon), line.text().substr(colon + 1));
  }
  return request;
}

inline std::vector<SigV4Vector> read_sigv4_vectors() {
  const auto folder = std::filesystem::path(DYNAROCK_SOURCE_DIR) / "fixtures" / "sigv4";
  std::vector<SigV4Vector> vectors;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    json::Document document;
    if (!document.parse(text)) throw std::runtime_error("no JSON: " + entry.path().string());
    const json::Value root = document.root();
    const auto text_of = [root](std::string_view name) {
      return std::string(root.find_text(name).value_or(""));
    };
    SigV4Vector vector{.name = entry.path().stem(),
                       .method = text_of("method"),
                       .request = read_vector_request(root),
                       .session_token = text_of("session_token"),
                       .canonical_request = text_of("canonical_request"),
                       .string_to_sign = text_of("string_to_sign"),
                       .authorization = text_of("authorization")};
    if (const auto presigned = root.find("presigned"))
      vector.presigned = read_vector_request(*presigned);
    vectors.push_back(std::move(vector));
  }
  return vectors;
}

}  // namespace dynarock::auth
