#include "dynarock/policy/arn.h"

namespace dynarock::policy {
namespace {

constexpr std::size_t kParts = 6;
constexpr std::size_t kResource = kParts - 1;

/// Cuts at the first five colons; the parts that there are, and how many.
std::size_t cut(std::string_view text, std::array<std::string_view, kParts>& parts) {
  std::size_t count = 0;
  while (count < kResource) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos) break;
    parts[count++] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  parts[count++] = text;
  return count;
}

/// Where an ARN's last part starts, or the text's end.
std::size_t resource_start(std::string_view text) {
  std::array<std::string_view, kParts> parts;
  if (cut(text, parts) < kParts) return text.size();
  return text.size() - parts[kResource].size();
}

}  // namespace

std::optional<Arn> split_arn(std::string_view text) {
  Arn arn;
  if (!text.starts_with("arn:") || cut(text, arn.parts) < kParts) return std::nullopt;
  return arn;
}

ArnPattern::ArnPattern(std::string_view pattern)
    : all_(pattern.size() == 1 && pattern[0] == kAnyRun) {
  std::array<std::string_view, kParts> parts;
  const std::size_t count = cut(pattern, parts);
  for (std::size_t i = 0; i < kParts; ++i)
    parts_[i] = Glob(i < count ? parts[i] : std::string_view(&kAnyRun, 1));
}

std::size_t ArnPattern::first_mismatch(const Arn& arn) const {
  if (all_) return kParts;
  for (std::size_t i = 0; i < kParts; ++i)
    if (!parts_[i].matches(arn.parts[i])) return i;
  return kParts;
}

bool ArnPattern::matches(const Arn& arn) const {
  if (all_) return true;
  // The part that tells most ARNs apart comes first.
  if (!parts_[kResource].matches(arn.resource())) return false;
  for (std::size_t i = 0; i < kResource; ++i)
    if (!parts_[i].matches(arn.parts[i])) return false;
  return true;
}

ResourcePattern::ResourcePattern(std::string_view source, TemplateText::Variables variables)
    : source_(source) {
  using Wildcards = TemplateText::Wildcards;
  const TemplateText whole(source, variables, Wildcards::kYes);
  if (!whole.has_variables()) {
    pattern_ = ArnPattern(whole.constant());
    return;
  }
  const std::size_t start = resource_start(source);
  misplaced_variable_ = source.find("${") < start;
  resource_ = TemplateText(source.substr(start), variables, Wildcards::kYes);
  pattern_ = ArnPattern(encode_wildcards(std::string(source.substr(0, start)) + "*"));
}

bool ResourcePattern::matches(const std::optional<Arn>& arn, const Context& context) const {
  if (!arn) return pattern_.matches_all();
  if (misplaced_variable_ || !pattern_.matches(*arn)) return false;
  if (!resource_.has_variables()) return true;
  const std::optional<std::string> resource = resource_.resolve(context);
  return resource && Glob(*resource).matches(arn->resource());
}

std::size_t ResourcePattern::first_mismatch(const Arn& arn, const Context& context) const {
  const std::size_t part = pattern_.first_mismatch(arn);
  return part == kParts && !matches(arn, context) ? kResource : part;
}

}  // namespace dynarock::policy
