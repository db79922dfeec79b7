// Flow logs, which are kept and told and record nothing.

#include <algorithm>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr std::string_view kResourceTypes[] = {"VPC", "Subnet", "NetworkInterface"};
constexpr Shape kResourceType = aws::one_of(kResourceTypes);
constexpr std::string_view kTrafficTypes[] = {"ACCEPT", "REJECT", "ALL"};
constexpr Shape kTrafficType = aws::one_of(kTrafficTypes);
constexpr std::string_view kDestinationTypes[] = {"cloud-watch-logs", "s3",
                                                  "kinesis-data-firehose"};
constexpr Shape kDestinationType = aws::one_of(kDestinationTypes);
constexpr Field kCreateFields[] = {{"DeliverLogsPermissionArn", aws::kString},
                                   {"LogGroupName", aws::kString},
                                   {"ResourceIds", aws::kStringList, "ResourceId", kRequired},
                                   {"ResourceType", kResourceType, kRequired},
                                   {"TrafficType", kTrafficType},
                                   {"LogDestinationType", kDestinationType},
                                   {"LogDestination", aws::kString},
                                   {"LogFormat", aws::kString},
                                   {"MaxAggregationInterval", aws::kInteger},
                                   kTagSpecificationsField,
                                   kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateFlowLogsRequest", kCreateFields);
constexpr Field kCreateOutputFields[] = {{"FlowLogIds", aws::kStringList, "flowLogIdSet"},
                                         kUnsuccessfulField};
constexpr Shape kCreateOutput = aws::structure("CreateFlowLogsResult", kCreateOutputFields);

constexpr Field kFlowLogFields[] = {{"CreationTime", aws::kTimestamp},
                                    {"DeliverLogsPermissionArn", aws::kString},
                                    {"DeliverLogsStatus", aws::kString},
                                    {"FlowLogId", aws::kString},
                                    {"FlowLogStatus", aws::kString},
                                    {"LogGroupName", aws::kString},
                                    {"ResourceId", aws::kString},
                                    {"TrafficType", aws::kString},
                                    {"LogDestinationType", aws::kString},
                                    {"LogDestination", aws::kString},
                                    {"LogFormat", aws::kString},
                                    kTagsField,
                                    {"MaxAggregationInterval", aws::kInteger}};
constexpr Shape kFlowLog = aws::structure("FlowLog", kFlowLogFields);
constexpr Shape kFlowLogList = aws::list_of(kFlowLog);
constexpr Field kDescribeFields[] = {{"FlowLogIds", aws::kStringList, "FlowLogId"},
                                     kFiltersField,
                                     {"MaxResults", aws::kInteger},
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeFlowLogsRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"FlowLogs", kFlowLogList, "flowLogSet"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput = aws::structure("DescribeFlowLogsResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"deliver-log-status", "DeliverLogsStatus"},
                                       {"flow-log-id", "FlowLogId"},
                                       {"log-destination-type", "LogDestinationType"},
                                       {"log-group-name", "LogGroupName"},
                                       {"resource-id", "ResourceId"},
                                       {"traffic-type", "TrafficType"}};
constexpr Listing kListing{kFlowLogs, "FlowLogIds", "FlowLogs", kFlowLog, kFilterSpecs};

constexpr Field kDeleteFields[] = {{"FlowLogIds", aws::kStringList, "FlowLogId", kRequired},
                                   kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteFlowLogsRequest", kDeleteFields);

constexpr std::string_view kDefaultFormat =
    "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} "
    "${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";
constexpr int kDefaultInterval = 600;

std::string_view prefix_of(std::string_view resource_type) {
  if (resource_type == "VPC") return kVpcs;
  return resource_type == "Subnet" ? kSubnets : kInterfaces;
}

/// What a request says of all the logs that it makes.
Record flow_log_of(const Context& context, json::Value request) {
  const std::string destination = text_of(request, "LogDestinationType");
  const std::string format = text_of(request, "LogFormat");
  const auto interval = request.find("MaxAggregationInterval");
  Record log = {{"CreationTime", epoch_seconds(context.call.now)},
                {"DeliverLogsStatus", "SUCCESS"},
                {"FlowLogStatus", "ACTIVE"},
                {"TrafficType", text_of(request, "TrafficType")},
                {"LogDestinationType", destination.empty() ? "cloud-watch-logs" : destination},
                {"LogFormat", format.empty() ? std::string(kDefaultFormat) : format},
                {"MaxAggregationInterval",
                 interval ? Record::parse(interval->text()) : Record(kDefaultInterval)}};
  for (const char* member : {"DeliverLogsPermissionArn", "LogGroupName", "LogDestination"})
    if (const auto value = request.find_text(member)) log[member] = *value;
  return log;
}

Result<void> check_destination(json::Value request) {
  const std::string type = text_of(request, "LogDestinationType");
  if (!request.find("TrafficType")) return fail(missing_parameter("trafficType"));
  if (type == "s3" || type == "kinesis-data-firehose") {
    if (!request.find("LogDestination"))
      return fail({"InvalidParameter", "LogDestination can't be empty", {}});
    return {};
  }
  if (!request.find("LogGroupName") && !request.find("LogDestination"))
    return fail({"InvalidParameter", "LogDestination or LogGroupName must be specified", {}});
  if (!request.find("DeliverLogsPermissionArn"))
    return fail({"InvalidParameter",
                 "DeliverLogsPermissionArn can't be empty if LogDestinationType is "
                 "cloud-watch-logs.",
                 {}});
  return {};
}

Result<void> check_not_logged(const Region& region, const std::string& resource_id,
                              const Record& log) {
  const auto others = region.of(kFlowLogs, "ResourceId", resource_id);
  const bool exists = std::ranges::any_of(others, [&log](const Record* other) {
    return std::ranges::all_of(
        std::initializer_list<const char*>{"TrafficType", "LogGroupName", "LogDestination"},
        [&](const char* member) { return text(*other, member) == text(log, member); });
  });
  if (!exists) return {};
  return fail({"FlowLogAlreadyExists",
               "Error. There is an existing Flow Log with the same configuration and log "
               "destination.",
               {}});
}

Result<std::string> run_create(Context& context, json::Value request) {
  DYNAROCK_TRY(check_destination(request));
  const Record log = flow_log_of(context, request);
  const std::string_view prefix = prefix_of(text_of(request, "ResourceType"));
  Draft draft = context.network.write(context.place());
  std::string body;
  json::Writer out(body);
  out.begin_object().key("FlowLogIds").begin_array();
  for (const std::string& resource_id : texts_of(request, "ResourceIds")) {
    DYNAROCK_TRY(find_resource(draft.region(), prefix, resource_id));
    DYNAROCK_TRY(check_not_logged(draft.region(), resource_id, log));
    const std::string id = new_id(context.ids, kFlowLogs);
    Record made = log;
    made["FlowLogId"] = id;
    made["ResourceId"] = resource_id;
    draft->put(id, std::move(made));
    DYNAROCK_TRY(tag_new(draft.region(), id, request));
    out.string(id);
  }
  out.end_array().key("Unsuccessful").begin_array().end_array().end_object();
  draft.commit();
  return body;
}

Result<std::string> run_delete(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  for (const std::string& id : texts_of(request, "FlowLogIds")) {
    DYNAROCK_TRY(find_resource(draft.region(), kFlowLogs, id));
    draft->erase(id);
  }
  draft.commit();
  return R"({"Unsuccessful":[]})";
}

}  // namespace

const Operation kCreateFlowLogs =
    operation<run_create>("CreateFlowLogs", kCreateInput, kCreateOutput);
const Operation kDeleteFlowLogs =
    operation<run_delete>("DeleteFlowLogs", kDeleteInput, kUnsuccessfulOutput);
const Operation kDescribeFlowLogs =
    operation<run_describe<kListing>>("DescribeFlowLogs", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
