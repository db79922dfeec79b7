#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/auth/authorization.h"
#include "dynarock/auth/credential_store.h"
#include "dynarock/aws/host.h"
#include "dynarock/aws/network.h"
#include "dynarock/aws/operation.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/http/message.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// One call on its way through the pipeline. The views and references hold until it is answered.
struct Call {
  /// The service's name(), "dynamodb".
  std::string_view service;
  std::string_view operation;
  /// Whose resources are meant, and where.
  std::string_view account;
  std::string_view region;
  std::string_view request_id;
  Timestamp now;
  const auth::Authorization& authorization;
  /// The caller's credentials if this server made them, else null: for a key that is let in
  /// unverified, and for a request that need not be signed and is not.
  const auth::IssuedCredentials* credentials = nullptr;
  const http::Request& http;
  /// What the request's Host says, if that is one of AWS's.
  AwsHost host{};
  /// The way that it took, if it comes from a VPC.
  std::shared_ptr<const NetworkPath> path{};

  /// For the log: the table that the call is about; of several, with commas between.
  std::string table{};
  /// For the log, never for the client: a sentence that helps whoever reads it.
  std::string note{};
  /// To be added to the answer, be it a success or an error. Names are constants.
  std::vector<std::pair<std::string_view, std::string>> response_headers{};
};

/// Who calls: whom the access key was made for, or the account's root if the key is not one of
/// ours.
auth::Principal caller_of(const Call& call);

/// Of the query protocol. EC2's differs in the names of members and lists and in its errors.
enum class QueryDialect : std::uint8_t { kQuery, kEc2 };

/// What the query protocol needs to know of a service.
struct QueryApi {
  /// What requests say in Version, "2010-05-08".
  std::string_view version;
  /// Of the answers' outermost element, "https://iam.amazonaws.com/doc/2010-05-08/".
  std::string_view xml_namespace;
  QueryDialect dialect = QueryDialect::kQuery;
};

/// Of the JSON protocol, as in the media type. 1.1 names errors without their namespace.
enum class JsonVersion : std::uint8_t { k1_0, k1_1 };

/// An AWS service: a table of operations and what runs them. Called from every server thread at
/// once.
class Service {
 public:
  virtual ~Service() = default;
  /// As in credential scopes and endpoints, "dynamodb".
  virtual std::string_view name() const = 0;
  /// What stands before the dot in X-Amz-Target, "DynamoDB_20120810"; none if it speaks no JSON.
  virtual std::span<const std::string_view> target_prefixes() const { return {}; }
  virtual JsonVersion json_version() const { return JsonVersion::k1_0; }
  /// Null if it does not speak the query protocol.
  virtual const QueryApi* query_api() const { return nullptr; }
  /// Of the model's errors and Java classes, "com.amazonaws.dynamodb.v20120810".
  virtual std::string_view model_namespace() const = 0;

  /// The operation of that name, or null. The spec lives as long as the service.
  virtual const OperationSpec* find(std::string_view operation) const = 0;
  /// All that find() knows.
  virtual std::vector<const OperationSpec*> operations() const = 0;

  /// Runs an operation that find() returned on a request that passed the checks of types and
  /// constraints. Returns the finished JSON body.
  virtual Result<std::string> run(const OperationSpec& operation, Call& call,
                                  json::Value request) = 0;
};

}  // namespace dynarock::aws
