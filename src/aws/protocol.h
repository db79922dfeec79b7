#pragma once

#include <span>
#include <string>
#include <string_view>

#include "aws/scratch.h"
#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/base/result.h"
#include "dynarock/http/message.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// What a request asks for; null where it names nothing that is known.
struct Target {
  Service* service = nullptr;
  const OperationSpec* operation = nullptr;
};

/// How calls travel. Within the program an operation takes and gives JSON; protocols convert at the
/// edges, by the operation's shapes. Stateless.
class Protocol {
 public:
  virtual ~Protocol() = default;

  /// Whether the request is one of this protocol's, be it good or bad.
  virtual bool accepts(const http::Request& request, std::span<Service* const> services) const = 0;
  virtual std::string make_request_id(Ids& ids) const = 0;
  virtual Target find_target(const http::Request& request,
                             std::span<Service* const> services) const = 0;
  /// What a request gets whose target is not there.
  virtual AwsError unknown_target(const http::Request& request) const = 0;

  /// What can be refused before the target is known.
  virtual Result<void> parse(const http::Request& request, Scratch& scratch) const = 0;
  /// The operation's input, after parse(). Holds as long as the request and what is in `scratch`.
  virtual Result<json::Value> input(const http::Request& request, const OperationSpec& operation,
                                    Scratch& scratch) const = 0;
  /// Whether the input is of the operation's types and meets its model's constraints.
  virtual Result<void> check(json::Value input, const Target& target) const;

  /// What an answer is made of.
  struct Answer {
    const http::Request& request;
    Target target;
    std::string_view request_id;
  };
  /// Of an operation's finished JSON body. Throws std::logic_error if it does not fit the
  /// operation's output where that decides the answer's form.
  virtual http::Response succeed(const Answer& answer, std::string body) const = 0;
  /// Of an error that has a row in errors.cc.
  virtual http::Response refuse(const Answer& answer, const AwsError& error) const = 0;
};

}  // namespace dynarock::aws
