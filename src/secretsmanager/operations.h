#pragma once

#include <string>
#include <string_view>

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/json/writer.h"
#include "dynarock/secretsmanager/secrets.h"
#include "dynarock/vault/vault.h"

namespace dynarock::secretsmanager {

/// All that an operation can reach.
struct Context {
  Secrets& secrets;
  vault::Vault& vault;
  Ids& ids;
  aws::Call& call;

  Place place() const { return {call.account, call.region, call.now}; }
};

using Operation = aws::OperationRow<Context>;

extern const Operation kCreateSecret;
extern const Operation kDeleteSecret;
extern const Operation kDescribeSecret;
extern const Operation kGetRandomPassword;
extern const Operation kGetSecretValue;
extern const Operation kListSecrets;
extern const Operation kPutSecretValue;
extern const Operation kRestoreSecret;
extern const Operation kTagResource;
extern const Operation kUntagResource;
extern const Operation kUpdateSecret;

inline constexpr std::string_view kCurrent = "AWSCURRENT";
inline constexpr std::string_view kPrevious = "AWSPREVIOUS";

AwsError invalid_request(std::string message);
AwsError invalid_parameter(std::string message);
AwsError not_found(std::string message);

/// Whether a request's Boolean is there and true.
bool boolean_of(json::Value request, std::string_view member);
/// The secret that SecretId names, be it deleted or not. ResourceNotFoundException.
Result<Secret> find_secret(const Context& context, json::Value request);
/// The same of one that is not deleted. InvalidRequestException.
Result<Secret> find_live_secret(const Context& context, json::Value request);

void write_time(json::Writer& out, std::string_view name, Timestamp time);
/// The members ARN and Name.
void write_identity(json::Writer& out, const Secret& secret);

}  // namespace dynarock::secretsmanager
