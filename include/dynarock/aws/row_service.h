#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"

namespace dynarock::aws {

/// How a service is called, as the members of Service that are named alike have it.
struct ServiceNames {
  std::string_view name;
  std::string_view model_namespace;
  /// Empty if it speaks no JSON.
  std::string_view target_prefix{};
  JsonVersion json_version = JsonVersion::k1_0;
  const QueryApi* query_api = nullptr;
};

/// A service that is a table of functions. What they can reach is a Context, made for each call.
template <class Context>
class RowService final : public Service {
 public:
  using MakeContext = std::function<Context(Call& call, json::Value request)>;

  /// The names are constants.
  RowService(const ServiceNames& names, std::vector<OperationRow<Context>> operations,
             MakeContext make_context)
      : names_(names), operations_(std::move(operations)), make_context_(std::move(make_context)) {}

  std::string_view name() const override { return names_.name; }
  std::span<const std::string_view> target_prefixes() const override {
    return {&names_.target_prefix, names_.target_prefix.empty() ? 0U : 1U};
  }
  JsonVersion json_version() const override { return names_.json_version; }
  const QueryApi* query_api() const override { return names_.query_api; }
  std::string_view model_namespace() const override { return names_.model_namespace; }

  const OperationSpec* find(std::string_view operation) const override {
    return find_row<Context>(operations_, operation);
  }
  std::vector<const OperationSpec*> operations() const override {
    return specs_of<Context>(operations_);
  }

  Result<std::string> run(const OperationSpec& operation, Call& call,
                          json::Value request) override {
    Context context = make_context_(call, request);
    return run_row<Context>(operation, context, request);
  }

 private:
  const ServiceNames names_;
  const std::vector<OperationRow<Context>> operations_;
  const MakeContext make_context_;
};

}  // namespace dynarock::aws
