#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "dynarock/aws/service.h"
#include "tests/unit/aws/sample_model.h"

namespace dynarock::aws::sample {

inline Result<std::string> echo(Call& call, json::Value request) {
  call.table = request.find_text("TableName").value_or("");
  call.note = "a note";
  return R"({"TableName":")" + std::string(call.table) + R"(","Caller":")" +
         std::string(call.account) + "/" + std::string(call.region) + R"("})";
}
inline Result<std::string> refuse(Call&, json::Value) {
  return fail({"ResourceNotFoundException", "Requested resource not found", {}});
}
inline Result<std::string> invent(Call&, json::Value) {
  return fail({"NoSuchException", "never listed", {}});
}
inline Result<std::string> break_down(Call&, json::Value) { throw std::runtime_error("a bug"); }

inline constexpr Field kOutputFields[] = {{"TableName", kString}, {"Caller", kString}};
inline constexpr Shape kOutput = structure("SampleOutput", kOutputFields);

inline constexpr OperationRow<Call> kRows[] = {
    {{"Echo", &kInput, &kOutput, kRewordings}, echo},
    {{"Refuse", &kInput, &kOutput}, refuse},
    {{"Invent", &kInput, &kOutput}, invent},
    {{"BreakDown", &kInput, &kOutput, {}, true}, break_down},
};

class SampleService final : public Service {
 public:
  std::string_view name() const override { return "dynamodb"; }
  std::span<const std::string_view> target_prefixes() const override { return kPrefixes; }
  std::string_view model_namespace() const override { return kPackage; }
  const OperationSpec* find(std::string_view operation) const override {
    return find_row<Call>(kRows, operation);
  }
  std::vector<const OperationSpec*> operations() const override { return specs_of<Call>(kRows); }
  Result<std::string> run(const OperationSpec& operation, Call& call,
                          json::Value request) override {
    return run_row(operation, call, request);
  }

 private:
  static constexpr std::string_view kPrefixes[] = {"DynamoDB_20120810"};
};

}  // namespace dynarock::aws::sample
