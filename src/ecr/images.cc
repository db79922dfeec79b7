// Of images, of which there are none: GetAuthorizationToken, ListImages, DescribeImages.

#include "dynarock/base/base64.h"
#include "ecr/operations.h"
#include "ecr/shapes.h"

namespace dynarock::ecr {
namespace {

constexpr std::size_t kPasswordLength = 64;
constexpr std::chrono::hours kTokenLifetime{12};

constexpr Field kTokenFields[] = {{"registryIds", aws::kStringList}};
constexpr Shape kTokenInput = aws::structure("GetAuthorizationTokenRequest", kTokenFields);
constexpr Field kDataFields[] = {{"authorizationToken", aws::kString},
                                 {"expiresAt", aws::kTimestamp},
                                 {"proxyEndpoint", aws::kString}};
constexpr Shape kData = aws::structure("AuthorizationData", kDataFields);
constexpr Shape kDataList = aws::list_of(kData);
constexpr Field kTokenOutputFields[] = {{"authorizationData", kDataList}};
constexpr Shape kTokenOutput = aws::structure("GetAuthorizationTokenResponse", kTokenOutputFields);

constexpr Field kImageIdFields[] = {{"imageDigest", aws::kString}, {"imageTag", aws::kString}};
constexpr Shape kImageId = aws::structure("ImageIdentifier", kImageIdFields);
constexpr Shape kImageIds = aws::list_of(kImageId, {.min = 1, .max = 100});
constexpr Field kListFields[] = {
    kRegistryField, kNameField, {"nextToken", aws::kString}, {"maxResults", kMaxResults}};
constexpr Shape kListInput = aws::structure("ListImagesRequest", kListFields);
constexpr Field kListOutputFields[] = {{"imageIds", kImageIds}, {"nextToken", aws::kString}};
constexpr Shape kListOutput = aws::structure("ListImagesResponse", kListOutputFields);

constexpr Field kDescribeFields[] = {kRegistryField,
                                     kNameField,
                                     {"imageIds", kImageIds},
                                     {"nextToken", aws::kString},
                                     {"maxResults", kMaxResults}};
constexpr Shape kDescribeInput = aws::structure("DescribeImagesRequest", kDescribeFields);
constexpr Field kDetailFields[] = {{"imageDigest", aws::kString}};
constexpr Shape kDetail = aws::structure("ImageDetail", kDetailFields);
constexpr Shape kDetails = aws::list_of(kDetail);
constexpr Field kDescribeOutputFields[] = {{"imageDetails", kDetails}, {"nextToken", aws::kString}};
constexpr Shape kDescribeOutput = aws::structure("DescribeImagesResponse", kDescribeOutputFields);

Result<std::string> run_token(Context& context, json::Value) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("authorizationData").begin_array().begin_object();
  out.member("authorizationToken", base64_encode("AWS:" + context.ids.secret(kPasswordLength)));
  out.key("expiresAt").raw(epoch_seconds(context.call.now + kTokenLifetime));
  out.member("proxyEndpoint", "https://" + std::string(context.call.account) + ".dkr.ecr." +
                                  std::string(context.call.region) + ".amazonaws.com");
  out.end_object().end_array().end_object();
  return body;
}

Result<std::string> run_list(Context& context, json::Value request) {
  DYNAROCK_TRY(find_repository(context, request));
  return R"({"imageIds":[]})";
}

std::string quoted(json::Value id, std::string_view member) {
  return "'" + std::string(id.find_text(member).value_or("null")) + "'";
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const Repository repository = DYNAROCK_TRY(find_repository(context, request));
  if (const auto ids = request.find("imageIds"))
    for (const json::Value id : ids->elements())
      return fail({"ImageNotFoundException",
                   "The image with imageId {imageDigest:" + quoted(id, "imageDigest") +
                       ", imageTag:" + quoted(id, "imageTag") +
                       "} does not exist within the repository with name '" + repository.name +
                       "'" + in_registry(context),
                   {}});
  return R"({"imageDetails":[]})";
}

}  // namespace

const Operation kGetAuthorizationToken = {{"GetAuthorizationToken", &kTokenInput, &kTokenOutput},
                                          run_token};
const Operation kListImages = {{"ListImages", &kListInput, &kListOutput}, run_list};
const Operation kDescribeImages = {{"DescribeImages", &kDescribeInput, &kDescribeOutput},
                                   run_describe};

}  // namespace dynarock::ecr
