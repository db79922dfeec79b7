#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"
#include "ssm/operations.h"

namespace dynarock::ssm {

/// ParameterNotFound, which AWS answers without a message.
AwsError parameter_not_found();
AwsError version_not_found(std::string_view version, std::string_view name);

bool boolean_of(json::Value request, std::string_view member);

/// The value of a version as answers carry it: a SecureString's in the clear only if the request
/// says WithDecryption.
std::string value_of(Context& context, const Parameter& parameter, const Version& version,
                     json::Value request);

/// A `Parameter`. `selector` with its colon, or empty.
void write_parameter(Context& context, json::Writer& out, json::Value request,
                     const Parameter& parameter, const Version& version, std::string_view selector);
/// The members that metadata and history have in common.
void write_description(json::Writer& out, const Parameter& parameter, const Version& version);

void write_time(json::Writer& out, std::string_view name, Timestamp time);

/// Which part of a list is asked for, by MaxResults and NextToken. Lists are ordered by a text of
/// each element, after the last of which the next page begins.
class Page {
 public:
  /// InvalidNextToken for a token that is none of ours.
  static Result<Page> of(json::Value request, std::int64_t default_size);

  /// Of the last element of the page before; empty at first.
  const std::string& after() const { return after_; }
  /// Whether there is room for the next element, of that text. Once it is not, the page is over.
  bool takes(std::string_view text);
  /// The member NextToken, if there is more.
  void write_end(json::Writer& out) const;

 private:
  std::string after_;
  std::int64_t left_ = 0;
  std::string last_;
  bool truncated_ = false;
};

}  // namespace dynarock::ssm
