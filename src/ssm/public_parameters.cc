#include "ssm/public_parameters.h"

#include <algorithm>

namespace dynarock::ssm {
namespace {

constexpr std::string_view kPrefix = "/aws/service/";
constexpr std::string_view kImage = "aws:ec2:image";
constexpr std::string_view kText = "text";
constexpr Timestamp kPublished{std::chrono::seconds(1'700'000'000)};

/// `{region}` in a value stands for the region.
struct Row {
  std::string_view name;  ///< below kPrefix
  std::string_view value;
  std::string_view data_type;
};
// By name.
constexpr Row kRows[] = {
    {"ami-amazon-linux-latest/al2023-ami-kernel-default-arm64", "ami-0d1a000000000001a", kImage},
    {"ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64", "ami-0d1a000000000001b", kImage},
    {"ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-arm64", "ami-0d1a000000000002a",
     kImage},
    {"ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64", "ami-0d1a000000000002b",
     kImage},
    {"ami-amazon-linux-latest/amzn2-ami-hvm-arm64-gp2", "ami-0d1a000000000003a", kImage},
    {"ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2", "ami-0d1a000000000003b", kImage},
    {"aws-for-fluent-bit/latest",
     "906394416424.dkr.ecr.{region}.amazonaws.com/aws-for-fluent-bit:latest", kText},
    {"aws-for-fluent-bit/stable",
     "906394416424.dkr.ecr.{region}.amazonaws.com/aws-for-fluent-bit:stable", kText},
    {"bottlerocket/aws-ecs-2/arm64/latest/image_id", "ami-0d1a000000000004a", kImage},
    {"bottlerocket/aws-ecs-2/x86_64/latest/image_id", "ami-0d1a000000000004b", kImage},
    {"ecs/optimized-ami/amazon-linux-2/recommended/image_id", "ami-0d1a000000000005b", kImage},
    {"ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id", "ami-0d1a000000000006a",
     kImage},
    {"ecs/optimized-ami/amazon-linux-2023/recommended/image_id", "ami-0d1a000000000006b", kImage},
    {"global-infrastructure/current-region", "{region}", kText}};

std::string in_region(std::string_view text, std::string_view region) {
  constexpr std::string_view kMark = "{region}";
  std::string result(text);
  if (const std::size_t at = result.find(kMark); at != std::string::npos)
    result.replace(at, kMark.size(), region);
  return result;
}

Parameter make(const Row& row, std::string_view region) {
  Parameter parameter;
  parameter.name = std::string(kPrefix) + std::string(row.name);
  parameter.arn = arn_of({{}, region}, parameter.name);
  Version version;
  version.number = 1;
  version.type = "String";
  version.value = in_region(row.value, region);
  version.data_type = row.data_type;
  version.tier = "Standard";
  version.modified = kPublished;
  parameter.versions.push_back(std::move(version));
  return parameter;
}

}  // namespace

bool is_public(std::string_view name) { return name.starts_with(kPrefix); }

std::vector<Parameter> public_parameters(std::string_view region) {
  std::vector<Parameter> parameters;
  for (const Row& row : kRows) parameters.push_back(make(row, region));
  return parameters;
}

std::optional<Parameter> find_public(std::string_view region, std::string_view name) {
  if (!is_public(name)) return std::nullopt;
  const auto row = std::ranges::find(kRows, name.substr(kPrefix.size()), &Row::name);
  if (row == std::end(kRows)) return std::nullopt;
  return make(*row, region);
}

}  // namespace dynarock::ssm
