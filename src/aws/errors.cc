#include "dynarock/aws/errors.h"

#include <algorithm>
#include <stdexcept>

#include "dynarock/json/writer.h"

namespace dynarock::aws {
namespace {

constexpr auto kCoral = ErrorSpace::coral_service;
constexpr auto kModel = ErrorSpace::model;
constexpr bool kMembersFirst = true;

// The capital in Message where AWS's recorded answers have one.
constexpr ErrorSpec kErrors[] = {
    {"ValidationException", ErrorSpace::coral_validate, 400, "message"},

    {"AccessDeniedException", kCoral, 400, "Message"},
    {"IncompleteSignatureException", kCoral, 400, "message"},
    {"InternalFailure", kCoral, 500, "message"},
    {"InvalidSignatureException", kCoral, 400, "message"},
    {"MissingAuthenticationTokenException", kCoral, 400, "message"},
    {"SerializationException", kCoral, 400, "Message"},
    {"ServiceUnavailable", kCoral, 503, "message"},
    {"UnknownOperationException", kCoral, 400, "message"},
    {"UnrecognizedClientException", kCoral, 400, "message"},

    {"BackupInUseException", kModel, 400, "message"},
    {"BackupNotFoundException", kModel, 400, "message"},
    {"ConditionalCheckFailedException", kModel, 400, "message"},
    {"ContinuousBackupsUnavailableException", kModel, 400, "message"},
    {"DuplicateItemException", kModel, 400, "message"},
    {"ExpiredIteratorException", kModel, 400, "message"},
    {"ExportConflictException", kModel, 400, "message"},
    {"ExportNotFoundException", kModel, 400, "message"},
    {"GlobalTableAlreadyExistsException", kModel, 400, "message"},
    {"GlobalTableNotFoundException", kModel, 400, "message"},
    {"IdempotentParameterMismatchException", kModel, 400, "Message"},
    {"ImportConflictException", kModel, 400, "message"},
    {"ImportNotFoundException", kModel, 400, "message"},
    {"IndexNotFoundException", kModel, 400, "message"},
    {"InternalServerError", kModel, 500, "message"},
    {"InvalidExportTimeException", kModel, 400, "message"},
    {"InvalidRestoreTimeException", kModel, 400, "message"},
    {"ItemCollectionSizeLimitExceededException", kModel, 400, "message"},
    {"LimitExceededException", kModel, 400, "message"},
    {"PointInTimeRecoveryUnavailableException", kModel, 400, "message"},
    {"PolicyNotFoundException", kModel, 400, "message"},
    {"ProvisionedThroughputExceededException", kModel, 400, "message"},
    {"ReplicaAlreadyExistsException", kModel, 400, "message"},
    {"ReplicaNotFoundException", kModel, 400, "message"},
    {"ReplicatedWriteConflictException", kModel, 400, "message"},
    {"RequestLimitExceeded", kModel, 400, "message"},
    {"ResourceInUseException", kModel, 400, "message"},
    {"ResourceNotFoundException", kModel, 400, "message"},
    {"TableAlreadyExistsException", kModel, 400, "message"},
    {"TableInUseException", kModel, 400, "message"},
    {"TableNotFoundException", kModel, 400, "message"},
    {"ThrottlingException", kModel, 400, "message"},
    {"TransactionCanceledException", kModel, 400, "Message", kMembersFirst},
    {"TransactionConflictException", kModel, 400, "message"},
    {"TransactionInProgressException", kModel, 400, "Message"},
    {"TrimmedDataAccessException", kModel, 400, "message"},

    // Of the query protocol and its services, spelled as they travel there.
    {"DeleteConflict", kModel, 409, "message"},
    {"EntityAlreadyExists", kModel, 409, "message"},
    {"ExpiredTokenException", kCoral, 400, "message"},
    {"InvalidAction", kCoral, 400, "message"},
    {"InvalidAuthorizationMessageException", kModel, 400, "message"},
    {"InvalidIdentityToken", kModel, 400, "message"},
    {"InvalidInput", kModel, 400, "message"},
    {"InvalidParameterValue", kModel, 400, "message"},
    {"LimitExceeded", kModel, 409, "message"},
    {"MalformedPolicyDocument", kModel, 400, "message"},
    {"MissingAction", kCoral, 400, "message"},
    {"NoSuchEntity", kModel, 404, "message"},
    {"PackedPolicyTooLarge", kModel, 400, "message"},
    {"UnmodifiableEntity", kModel, 400, "message"},

    // Of CloudWatch Logs.
    {"ResourceAlreadyExistsException", kModel, 400, "message"},
    {"TooManyTagsException", kModel, 400, "message"},

    // Of EC2.
    {"CannotDelete", kModel, 400, "message"},
    {"DependencyViolation", kModel, 400, "message"},
    {"DryRunOperation", kModel, 412, "message"},
    {"DuplicateSubnetsInSameZone", kModel, 400, "message"},
    {"FlowLogAlreadyExists", kModel, 400, "message"},
    {"Gateway.NotAttached", kModel, 400, "message"},
    {"IdempotentParameterMismatch", kModel, 400, "message"},
    {"InsufficientFreeAddressesInSubnet", kModel, 400, "message"},
    {"InvalidAddress.NotFound", kModel, 400, "message"},
    {"InvalidAllocationID.Malformed", kModel, 400, "message"},
    {"InvalidAllocationID.NotFound", kModel, 400, "message"},
    {"InvalidAssociationID.NotFound", kModel, 400, "message"},
    {"InvalidDhcpOptionID.NotFound", kModel, 400, "message"},
    {"InvalidDhcpOptionsId.Malformed", kModel, 400, "message"},
    {"InvalidFlowLogId.Malformed", kModel, 400, "message"},
    {"InvalidFlowLogId.NotFound", kModel, 400, "message"},
    {"InvalidGatewayID.NotFound", kModel, 400, "message"},
    {"InvalidGroup.Duplicate", kModel, 400, "message"},
    {"InvalidGroup.NotFound", kModel, 400, "message"},
    {"InvalidGroupId.Malformed", kModel, 400, "message"},
    {"InvalidID", kModel, 400, "message"},
    {"InvalidIPAddress.InUse", kModel, 400, "message"},
    {"InvalidInternetGatewayID.NotFound", kModel, 400, "message"},
    {"InvalidInternetGatewayId.Malformed", kModel, 400, "message"},
    {"InvalidNatGatewayID.NotFound", kModel, 400, "message"},
    {"InvalidNetworkAclID.NotFound", kModel, 400, "message"},
    {"InvalidNetworkAclId.Malformed", kModel, 400, "message"},
    {"InvalidNetworkInterfaceID.NotFound", kModel, 400, "message"},
    {"InvalidNetworkInterfaceId.Malformed", kModel, 400, "message"},
    {"InvalidParameter", kModel, 400, "message"},
    {"InvalidParameterCombination", kModel, 400, "message"},
    {"InvalidPermission.Duplicate", kModel, 400, "message"},
    {"InvalidPermission.NotFound", kModel, 400, "message"},
    {"InvalidPolicyDocument", kModel, 400, "message"},
    {"InvalidPrefixListID.NotFound", kModel, 400, "message"},
    {"InvalidPrefixListId.Malformed", kModel, 400, "message"},
    {"InvalidRoute.NotFound", kModel, 400, "message"},
    {"InvalidRouteTableID.NotFound", kModel, 400, "message"},
    {"InvalidRouteTableId.Malformed", kModel, 400, "message"},
    {"InvalidSecurityGroupRuleId.Malformed", kModel, 400, "message"},
    {"InvalidSecurityGroupRuleId.NotFound", kModel, 400, "message"},
    {"InvalidServiceName", kModel, 400, "message"},
    {"InvalidSubnet.Conflict", kModel, 400, "message"},
    {"InvalidSubnet.Range", kModel, 400, "message"},
    {"InvalidSubnetID.Malformed", kModel, 400, "message"},
    {"InvalidSubnetID.NotFound", kModel, 400, "message"},
    {"InvalidVpc.Range", kModel, 400, "message"},
    {"InvalidVpcEndpointId.Malformed", kModel, 400, "message"},
    {"InvalidVpcEndpointId.NotFound", kModel, 400, "message"},
    {"InvalidVpcID.Malformed", kModel, 400, "message"},
    {"InvalidVpcID.NotFound", kModel, 400, "message"},
    {"InvalidVpnGatewayID.NotFound", kModel, 400, "message"},
    {"MissingParameter", kModel, 400, "message"},
    {"NatGatewayMalformed", kModel, 400, "message"},
    {"NatGatewayNotFound", kModel, 400, "message"},
    {"Resource.AlreadyAssociated", kModel, 400, "message"},
    {"RouteAlreadyExists", kModel, 400, "message"},
    {"TagLimitExceeded", kModel, 400, "message"},
    {"VPCIdNotSpecified", kModel, 400, "message"},

    // Of ECS.
    {"ClientException", kModel, 400, "message"},
    {"ClusterContainsServicesException", kModel, 400, "message"},
    {"ClusterContainsTasksException", kModel, 400, "message"},
    {"ClusterNotFoundException", kModel, 400, "message"},
    {"PlatformUnknownException", kModel, 400, "message"},
    {"ServerException", kModel, 500, "message"},
    {"ServiceNotActiveException", kModel, 400, "message"},
    {"ServiceNotFoundException", kModel, 400, "message"},
    {"UnsupportedFeatureException", kModel, 400, "message"},

    // Of ECR.
    {"ImageNotFoundException", kModel, 400, "message"},
    {"InvalidTagParameterException", kModel, 400, "message"},
    {"LifecyclePolicyNotFoundException", kModel, 400, "message"},
    {"RepositoryAlreadyExistsException", kModel, 400, "message"},
    {"RepositoryNotFoundException", kModel, 400, "message"},
    {"RepositoryPolicyNotFoundException", kModel, 400, "message"},

    // Of Secrets Manager.
    {"InvalidNextTokenException", kModel, 400, "message"},
    {"InvalidParameterException", kModel, 400, "message"},
    {"InvalidRequestException", kModel, 400, "message"},
    {"ResourceExistsException", kModel, 400, "message"},

    // Of Systems Manager.
    {"HierarchyLevelLimitExceededException", kModel, 400, "message"},
    {"InvalidAllowedPatternException", kModel, 400, "message"},
    {"InvalidFilterKey", kModel, 400, "message"},
    {"InvalidFilterOption", kModel, 400, "message"},
    {"InvalidFilterValue", kModel, 400, "message"},
    {"InvalidNextToken", kModel, 400, "message"},
    {"InvalidResourceId", kModel, 400, "message"},
    {"ParameterAlreadyExists", kModel, 400, "message"},
    {"ParameterMaxVersionLimitExceeded", kModel, 400, "message"},
    {"ParameterNotFound", kModel, 400, "message"},
    {"ParameterPatternMismatchException", kModel, 400, "message"},
    {"ParameterVersionLabelLimitExceeded", kModel, 400, "message"},
    {"ParameterVersionNotFound", kModel, 400, "message"},
    {"TooManyTagsError", kModel, 400, "message"},
};

std::string_view namespace_of(ErrorSpace space, std::string_view model_namespace) {
  switch (space) {
    case ErrorSpace::coral_service:
      return "com.amazon.coral.service";
    case ErrorSpace::coral_validate:
      return "com.amazon.coral.validate";
    case ErrorSpace::model:
      break;
  }
  return model_namespace;
}

}  // namespace

std::span<const ErrorSpec> all_errors() { return kErrors; }

const ErrorSpec* find_error(std::string_view code) {
  const auto row = std::ranges::find(kErrors, code, &ErrorSpec::code);
  return row == std::end(kErrors) ? nullptr : row;
}

namespace {

const ErrorSpec& spec_of(const AwsError& error) {
  if (const ErrorSpec* spec = find_error(error.code)) return *spec;
  throw std::logic_error("no row in aws/errors.cc for the error " + std::string(error.code));
}

std::string encode(const AwsError& error, const ErrorSpec& spec, std::string_view type) {
  const bool internal = error.code == "InternalServerError";
  const std::string_view message =
      internal ? "Internal server error" : std::string_view(error.message);

  std::string body = "{\"__type\":\"";
  body += type;
  body += '"';
  const auto add_members = [&] {
    if (!error.members.empty()) body += "," + error.members;
  };
  if (spec.members_first) add_members();
  if (!message.empty()) {
    body += ",\"";
    body += spec.message_key;
    body += "\":";
    json::append_string(message, body);
  }
  if (!spec.members_first) add_members();
  body += '}';
  return body;
}

}  // namespace

std::string encode_error(const AwsError& error, std::string_view model_namespace) {
  const ErrorSpec& spec = spec_of(error);
  std::string type(namespace_of(spec.space, model_namespace));
  type += '#';
  type += spec.code;
  return encode(error, spec, type);
}

std::string encode_plain_error(const AwsError& error) {
  const ErrorSpec& spec = spec_of(error);
  return encode(error, spec, spec.code);
}

}  // namespace dynarock::aws
