#include <algorithm>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/routes.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kCreateFields[] = {kTagSpecificationsField, kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateInternetGatewayRequest", kCreateFields);

constexpr Field kAttachmentFields[] = {{"State", aws::kString}, {"VpcId", aws::kString}};
constexpr Shape kAttachment = aws::structure("InternetGatewayAttachment", kAttachmentFields);
constexpr Shape kAttachments = aws::list_of(kAttachment);
constexpr Field kGatewayFields[] = {{"Attachments", kAttachments, "attachmentSet"},
                                    {"InternetGatewayId", aws::kString},
                                    {"OwnerId", aws::kString},
                                    kTagsField};
constexpr Shape kGateway = aws::structure("InternetGateway", kGatewayFields);
constexpr Shape kGatewayList = aws::list_of(kGateway);
constexpr Field kCreateOutputFields[] = {{"InternetGateway", kGateway}};
constexpr Shape kCreateOutput = aws::structure("CreateInternetGatewayResult", kCreateOutputFields);

constexpr Field kDeleteFields[] = {{"InternetGatewayId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteInternetGatewayRequest", kDeleteFields);
constexpr Field kAttachFields[] = {{"InternetGatewayId", aws::kString, kRequired},
                                   {"VpcId", aws::kString, kRequired},
                                   kDryRunField};
constexpr Shape kAttachInput = aws::structure("AttachInternetGatewayRequest", kAttachFields);

constexpr Field kDescribeFields[] = {{"InternetGatewayIds", aws::kStringList, "internetGatewayId"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeInternetGatewaysRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"InternetGateways", kGatewayList, "internetGatewaySet"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeInternetGatewaysResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"attachment.state", "Attachments.State"},
                                       {"attachment.vpc-id", "Attachments.VpcId"},
                                       {"internet-gateway-id", "InternetGatewayId"},
                                       {"owner-id", "OwnerId"}};
constexpr Listing kListing{kInternetGateways, "InternetGatewayIds", "InternetGateways", kGateway,
                           kFilterSpecs};

Result<std::string> run_create(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  const std::string id = add_internet_gateway(draft.region(), context.ids);
  DYNAROCK_TRY(tag_new(draft.region(), id, request));
  draft.commit();
  return answer("InternetGateway", *draft->find(id), kGateway);
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string id = text_of(request, "InternetGatewayId");
  Draft draft = context.network.write(context.place());
  const Record* gateway = DYNAROCK_TRY(find_resource(draft.region(), kInternetGateways, id));
  if (!list(*gateway, "Attachments").empty()) return fail(has_dependencies("internetGateway", id));
  draft->erase(id);
  draft.commit();
  return done();
}

/// Where a gateway is attached; empty if nowhere.
std::string vpc_of(const Record& gateway) {
  const Record& attachments = list(gateway, "Attachments");
  return attachments.empty() ? std::string() : text(attachments[0], "VpcId");
}

Result<std::string> run_attach(Context& context, json::Value request) {
  const std::string id = text_of(request, "InternetGatewayId");
  const std::string vpc_id = text_of(request, "VpcId");
  Draft draft = context.network.write(context.place());
  const Record* gateway = DYNAROCK_TRY(find_resource(draft.region(), kInternetGateways, id));
  DYNAROCK_TRY(find_resource(draft.region(), kVpcs, vpc_id));
  if (const std::string current = vpc_of(*gateway); !current.empty())
    return fail({"Resource.AlreadyAssociated",
                 "resource " + id + " is already attached to network " + current,
                 {}});
  for (const Record* other : draft->of(kInternetGateways))
    if (vpc_of(*other) == vpc_id)
      return fail(invalid_value("Network " + vpc_id + " already has an internet gateway attached"));
  attach_internet_gateway(draft.region(), id, vpc_id);
  set_route_states(draft.region(), id, "active");
  draft.commit();
  return done();
}

bool has_public_addresses(const Region& region, const std::string& vpc_id) {
  return std::ranges::any_of(region.of(kInterfaces, "VpcId", vpc_id), [](const Record* interface) {
    return interface->contains("Association");
  });
}

Result<std::string> run_detach(Context& context, json::Value request) {
  const std::string id = text_of(request, "InternetGatewayId");
  const std::string vpc_id = text_of(request, "VpcId");
  Draft draft = context.network.write(context.place());
  const Record* gateway = DYNAROCK_TRY(find_resource(draft.region(), kInternetGateways, id));
  DYNAROCK_TRY(find_resource(draft.region(), kVpcs, vpc_id));
  if (vpc_of(*gateway) != vpc_id)
    return fail(
        {"Gateway.NotAttached", "resource " + id + " is not attached to network " + vpc_id, {}});
  if (has_public_addresses(draft.region(), vpc_id))
    return fail({"DependencyViolation",
                 "Network " + vpc_id +
                     " has some mapped public address(es). Please unmap those public address(es) "
                     "before detaching the gateway.",
                 {}});
  draft->change(id)["Attachments"] = Record::array();
  set_route_states(draft.region(), id, "blackhole");
  draft.commit();
  return done();
}

}  // namespace

const Operation kCreateInternetGateway =
    operation<run_create>("CreateInternetGateway", kCreateInput, kCreateOutput);
const Operation kDeleteInternetGateway =
    operation<run_delete>("DeleteInternetGateway", kDeleteInput, kReturn);
const Operation kDescribeInternetGateways =
    operation<run_describe<kListing>>("DescribeInternetGateways", kDescribeInput, kDescribeOutput);
const Operation kAttachInternetGateway =
    operation<run_attach>("AttachInternetGateway", kAttachInput, kReturn);
const Operation kDetachInternetGateway =
    operation<run_detach>("DetachInternetGateway", kAttachInput, kReturn);

}  // namespace dynarock::ec2
