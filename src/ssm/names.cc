#include "ssm/names.h"

#include <algorithm>

#include "dynarock/base/characters.h"
#include "dynarock/policy/arn.h"
#include "dynarock/policy/context.h"

namespace dynarock::ssm {
namespace {

constexpr std::ptrdiff_t kMaxLevels = 15;

bool is_well_formed(std::string_view name) {
  return is_made_of(name, "_.-/") && !name.ends_with('/') &&
         name.find("//") == std::string_view::npos;
}

AwsError bad_name() {
  return validation_error(
      "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it "
      "can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of "
      "letters, numbers and the following 3 symbols .-_");
}

bool is_fully_qualified(std::string_view name) {
  return name.starts_with('/') || name.find('/') == std::string_view::npos;
}

}  // namespace

Reference parse_reference(std::string_view text) {
  Reference reference;
  constexpr std::string_view kKind = "parameter/";
  const auto arn = policy::split_arn(text);
  if (arn && arn->service() == "ssm" && arn->resource().starts_with(kKind)) {
    // Names with several levels begin with a slash.
    const std::string_view name = arn->resource().substr(kKind.size());
    const bool has_levels = name.substr(0, name.find(':')).find('/') != std::string_view::npos;
    reference.or_with_slash = !has_levels;
    text = has_levels ? arn->resource().substr(kKind.size() - 1) : name;
  }
  const std::size_t colon = std::min(text.find(':'), text.size());
  reference.name = text.substr(0, colon);
  reference.selector = text.substr(colon);
  return reference;
}

Result<void> check_new_name(std::string_view name) {
  if (!is_well_formed(name)) return fail(bad_name());
  if (!is_fully_qualified(name))
    return fail(validation_error("Parameter name must be a fully qualified name."));
  const std::string lower = lower_case(name.starts_with('/') ? name.substr(1) : name);
  const bool of_aws = lower.starts_with("aws");
  if (of_aws && lower.find('/') != std::string::npos)
    return fail({"AccessDeniedException",
                 "No access to reserved parameter name: " + std::string(name) + ".",
                 {}});
  if (of_aws)
    return fail(validation_error(
        "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive)."));
  if (lower.starts_with("ssm")) return fail(bad_name());
  if (std::ranges::count(name, '/') > kMaxLevels)
    return fail({"HierarchyLevelLimitExceededException",
                 "A hierarchy can have a maximum of 15 levels. For more information, see "
                 "Requirements and constraints for parameter names in the Amazon Web Services "
                 "Systems Manager User Guide.",
                 {}});
  return {};
}

Result<void> check_known_name(std::string_view name) {
  if (!is_well_formed(name) || !is_fully_qualified(name)) return fail(bad_name());
  return {};
}

Result<void> check_path(std::string_view path) {
  if (path.starts_with('/') && is_made_of(path, "_.-/") &&
      path.find("//") == std::string_view::npos)
    return {};
  return fail(validation_error(
      "The parameter doesn't meet the parameter name requirements. The parameter name must begin "
      "with a forward slash \"/\". It can't be prefixed with \\\"aws\\\" or \\\"ssm\\\" "
      "(case-insensitive). It must use only letters, numbers, or the following symbols: . "
      "(period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, "
      "if specified, must use the forward slash symbol \"/\". Valid example: "
      "/get/parameters2-/by1./path0_."));
}

bool is_label(std::string_view label) {
  const std::string lower = lower_case(label);
  return is_made_of(label, "_.-") && !is_digit(label.front()) && !lower.starts_with("aws") &&
         !lower.starts_with("ssm");
}

}  // namespace dynarock::ssm
