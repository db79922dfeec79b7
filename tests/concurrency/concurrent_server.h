#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "dynarock/aws/dispatcher.h"
#include "dynarock/base/ids.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/service.h"
#include "dynarock/storage/store.h"
#include "tests/table_check/table_check.h"

namespace dynarock::dynamodb {

/// The services behind the socket on a store in `directory` (empty: in memory), to be called from
/// any thread.
class ConcurrentServer {
 public:
  explicit ConcurrentServer(const std::filesystem::path& directory = {},
                            const StreamOptions& streams = {});

  Reply call(std::string_view operation, std::string_view body);
  Engine& engine() { return engine_; }
  Caller caller() {
    return [this](std::string_view operation, const std::string& body) {
      return call(operation, body);
    };
  }

 private:
  SystemClock clock_;
  Ids ids_{1};
  std::unique_ptr<storage::Store> store_;
  Engine engine_;
  std::unique_ptr<aws::Service> dynamodb_;
  std::unique_ptr<aws::Service> dynamodb_streams_;
  aws::Dispatcher dispatcher_;
};

/// The text with each `$` replaced by `value`.
std::string with(std::string_view text, std::string_view value);
std::string with(std::string_view text, std::uint64_t value);

/// The code of an error answer, `200` for none.
std::string outcome(const Reply& reply);

/// Runs `work` with 0, 1, ... in as many threads, all let go at once.
void in_threads(int count, const std::function<void(int thread)>& work);

}  // namespace dynarock::dynamodb
