// A stranger's form, read in both dialects of the query protocol.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "aws/ec2_constraints.h"
#include "aws/query_input.h"
#include "dynarock/base/utf8.h"
#include "dynarock/json/document.h"

namespace {

using namespace dynarock::aws;

constexpr Field kTagFields[] = {{"Key", kString}, {"Value", kString}};
constexpr Shape kTag = structure("Tag", kTagFields);
constexpr Shape kTags = list_of(kTag);
constexpr Field kSpecificationFields[] = {{"Type", kString}, {"Tags", kTags, "Tag"}};
constexpr Shape kSpecification = structure("Specification", kSpecificationFields);
constexpr Shape kSpecifications = list_of(kSpecification);
constexpr Shape kCount = integer_shape({.min = 5, .max = 1000});
constexpr Field kFields[] = {{"Id", kString, kRequired},
                             {"Ids", kStringList, "Id2"},
                             {"Count", kCount},
                             {"Force", kBoolean},
                             {"When", kTimestamp},
                             {"Share", kReal},
                             {"Map", kStringMap},
                             {"Tag", kTag},
                             {"List", kSpecifications, "specification"}};
constexpr Shape kInput = structure("Input", kFields);

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view form(reinterpret_cast<const char*>(data), size);
  for (const QueryDialect dialect : {QueryDialect::kQuery, QueryDialect::kEc2}) {
    std::string text;
    append_form_as_json(form, kInput, dialect, text);
    dynarock::json::Document document;
    if (!document.parse(text)) {
      if (dynarock::is_utf8(text)) std::abort();
      continue;
    }
    if (!document.root().is_object()) std::abort();
    (void)check_ec2_constraints(document.root(), kInput);
  }
  return 0;
}
