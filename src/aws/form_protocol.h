#pragma once

#include "aws/protocol.h"

namespace dynarock::aws {

/// What both dialects of the query protocol share: a form goes in, XML comes out.
class FormProtocol : public Protocol {
 public:
  bool accepts(const http::Request& request, std::span<Service* const> services) const final;
  std::string make_request_id(Ids& ids) const final;
  Target find_target(const http::Request& request, std::span<Service* const> services) const final;
  Result<void> parse(const http::Request& request, Scratch& scratch) const final;
  Result<json::Value> input(const http::Request& request, const OperationSpec& operation,
                            Scratch& scratch) const final;

 protected:
  explicit FormProtocol(QueryDialect dialect) : dialect_(dialect) {}

 private:
  Service* find_service(const http::Request& request, std::span<Service* const> services) const;

  const QueryDialect dialect_;
};

/// A parameter of the request's form as it is meant, empty if it is not there.
std::string parameter_of(const http::Request& request, std::string_view name);

/// How a protocol spells an error that every protocol has.
struct Spelling {
  std::string_view code, query_code;
  int status;
  /// In place of the error's own; empty for that.
  std::string_view message{};
};
/// The error's row, or itself as errors.cc has it.
Spelling spelling_of(const AwsError& error, std::span<const Spelling> rows);

http::Response xml_response(int status, std::string body);

}  // namespace dynarock::aws
