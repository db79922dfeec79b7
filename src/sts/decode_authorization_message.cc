#include "dynarock/base/base64.h"
#include "sts/session.h"
#include "sts/shapes.h"

namespace dynarock::sts {
namespace {

constexpr Shape kEncoded = aws::string_shape({.min = 1, .max = 10240});
constexpr Field kInputFields[] = {{"EncodedMessage", kEncoded, kRequired}};
constexpr Shape kInput = aws::structure("DecodeAuthorizationMessageRequest", kInputFields);
constexpr Field kOutputFields[] = {{"DecodedMessage", aws::kString}};
constexpr Shape kOutput = aws::structure("DecodeAuthorizationMessageResponse", kOutputFields);

/// Our encoded messages are the JSON in base 64: there is nothing to hide.
Result<std::string> run(Context&, json::Value request) {
  const auto decoded = base64_decode(*request.find_text("EncodedMessage"));
  json::Document document;
  if (!decoded || !document.parse(*decoded))
    return fail({"InvalidAuthorizationMessageException", "Message is not valid", {}});
  std::string body;
  json::Writer(body).begin_object().member("DecodedMessage", *decoded).end_object();
  return body;
}

}  // namespace

const Operation kDecodeAuthorizationMessage = {{"DecodeAuthorizationMessage", &kInput, &kOutput},
                                               run};

}  // namespace dynarock::sts
