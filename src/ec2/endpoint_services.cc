#include "ec2/endpoint_services.h"

#include "ec2/describe.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr EndpointService kServices[] = {{"cloudformation", "cloudformation"},
                                         {"dynamodb", "dynamodb", true},
                                         {"dynamodb-streams", "streams.dynamodb"},
                                         {"ec2", "ec2"},
                                         {"ec2messages", "ec2messages"},
                                         {"ecr.api", "api.ecr"},
                                         {"ecr.dkr", "dkr.ecr"},
                                         {"ecs", "ecs"},
                                         {"ecs-agent", "ecs-a"},
                                         {"ecs-telemetry", "ecs-t"},
                                         {"elasticloadbalancing", "elasticloadbalancing"},
                                         {"events", "events"},
                                         {"execute-api", "execute-api"},
                                         {"kms", "kms"},
                                         {"lambda", "lambda"},
                                         {"logs", "logs"},
                                         {"monitoring", "monitoring"},
                                         {"s3", "s3", true},
                                         {"secretsmanager", "secretsmanager"},
                                         {"sns", "sns"},
                                         {"sqs", "sqs"},
                                         {"ssm", "ssm"},
                                         {"ssmmessages", "ssmmessages"},
                                         {"states", "states"},
                                         {"sts", "sts"},
                                         {"xray", "xray"}};

constexpr Field kDescribeFields[] = {{"ServiceNames", aws::kStringList, "ServiceName"},
                                     kFiltersField,
                                     {"MaxResults", aws::kInteger},
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput =
    aws::structure("DescribeVpcEndpointServicesRequest", kDescribeFields);
constexpr Field kTypeFields[] = {{"ServiceType", aws::kString}};
constexpr Shape kType = aws::structure("ServiceTypeDetail", kTypeFields);
constexpr Shape kTypes = aws::list_of(kType);
constexpr Field kDnsFields[] = {{"PrivateDnsName", aws::kString}};
constexpr Shape kDns = aws::structure("PrivateDnsDetails", kDnsFields);
constexpr Shape kDnsNames = aws::list_of(kDns);
constexpr Field kDetailFields[] = {
    {"ServiceName", aws::kString},
    {"ServiceType", kTypes},
    {"ServiceRegion", aws::kString},
    {"AvailabilityZones", aws::kStringList, "availabilityZoneSet"},
    {"Owner", aws::kString},
    {"BaseEndpointDnsNames", aws::kStringList, "baseEndpointDnsNameSet"},
    {"PrivateDnsName", aws::kString},
    {"PrivateDnsNames", kDnsNames, "privateDnsNameSet"},
    {"VpcEndpointPolicySupported", aws::kBoolean},
    {"AcceptanceRequired", aws::kBoolean},
    {"ManagesVpcEndpoints", aws::kBoolean},
    {"PrivateDnsNameVerificationState", aws::kString},
    {"SupportedIpAddressTypes", aws::kStringList, "supportedIpAddressTypeSet"}};
constexpr Shape kDetail = aws::structure("ServiceDetail", kDetailFields);
constexpr Shape kDetails = aws::list_of(kDetail);
constexpr Field kOutputFields[] = {{"ServiceNames", aws::kStringList, "serviceNameSet"},
                                   {"ServiceDetails", kDetails, "serviceDetailSet"},
                                   kNextTokenField};
constexpr Shape kOutput = aws::structure("DescribeVpcEndpointServicesResult", kOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"owner", "Owner"},
                                       {"service-name", "ServiceName"},
                                       {"service-region", "ServiceRegion"},
                                       {"service-type", "ServiceType.ServiceType"},
                                       {"supported-ip-address-types", "SupportedIpAddressTypes"}};

/// A service's detail for one type of endpoint.
Record detail_of(const EndpointService& service, const std::string& region, bool gateway) {
  const std::string dns = std::string(service.host) + "." + region;
  Record detail = {
      {"ServiceName", full_name(service, region)},
      {"ServiceType", Record::array({{{"ServiceType", gateway ? "Gateway" : "Interface"}}})},
      {"ServiceRegion", region},
      {"AvailabilityZones", zones_of(region)},
      {"Owner", "amazon"},
      {"BaseEndpointDnsNames",
       Record::array({dns + (gateway ? ".amazonaws.com" : ".vpce.amazonaws.com")})},
      {"VpcEndpointPolicySupported", true},
      {"AcceptanceRequired", false},
      {"ManagesVpcEndpoints", false},
      {"SupportedIpAddressTypes", Record::array({"ipv4"})}};
  if (gateway) return detail;
  const std::string name = private_dns_name(service, region);
  detail["PrivateDnsName"] = name;
  detail["PrivateDnsNames"] = Record::array({{{"PrivateDnsName", name}}});
  detail["PrivateDnsNameVerificationState"] = "verified";
  return detail;
}

/// The services that the request names, or all.
Result<std::vector<const EndpointService*>> named(const std::string& region, json::Value request) {
  std::vector<const EndpointService*> services;
  for (const std::string& name : texts_of(request, "ServiceNames")) {
    services.push_back(find_endpoint_service(name, region));
    if (!services.back())
      return fail(
          {"InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist", {}});
  }
  if (services.empty())
    for (const EndpointService& service : kServices) services.push_back(&service);
  return services;
}

/// All on one page.
Result<std::string> run(Context& context, json::Value request) {
  const std::string region(context.call.region);
  const auto services = DYNAROCK_TRY(named(region, request));
  const auto filters = request.find("Filters");
  if (filters) DYNAROCK_TRY(check_filters(*filters, kFilterSpecs));
  Record told = {{"ServiceNames", Record::array()}, {"ServiceDetails", Record::array()}};
  for (const EndpointService* service : services)
    for (const bool gateway : {true, false}) {
      if (gateway && !service->has_gateway) continue;
      Record detail = detail_of(*service, region, gateway);
      if (filters && !passes(detail, *filters, kFilterSpecs)) continue;
      Record& names = told["ServiceNames"];
      if (names.empty() || names.back() != detail["ServiceName"])
        names.push_back(detail["ServiceName"]);
      told["ServiceDetails"].push_back(std::move(detail));
    }
  std::string body;
  json::Writer out(body);
  write_record(out, told, kOutput);
  return body;
}

}  // namespace

const EndpointService* find_endpoint_service(std::string_view name, std::string_view region) {
  for (const EndpointService& service : kServices)
    if (full_name(service, region) == name) return &service;
  return nullptr;
}

std::string full_name(const EndpointService& service, std::string_view region) {
  return "com.amazonaws." + std::string(region) + "." + std::string(service.name);
}

std::string private_dns_name(const EndpointService& service, std::string_view region) {
  return std::string(service.host) + "." + std::string(region) + ".amazonaws.com";
}

const Operation kDescribeVpcEndpointServices =
    operation<run>("DescribeVpcEndpointServices", kDescribeInput, kOutput);

}  // namespace dynarock::ec2
