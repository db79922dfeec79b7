#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/authz/caller.h"
#include "dynarock/authz/organization.h"
#include "dynarock/aws/network.h"
#include "dynarock/base/clock.h"
#include "dynarock/policy/access_request.h"
#include "dynarock/policy/evaluate.h"

namespace dynarock::authz {

/// One request as it was judged, with all that the judgement was made of. Not to be moved: its
/// parts refer to each other.
struct Record {
  Record(std::shared_ptr<const Caller> who) : caller(std::move(who)), context(&caller->context) {}
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  /// As evaluation takes it; refers to the record.
  policy::Request request() const {
    return {caller->principal, caller->policies, accesses, vpc_endpoint, gateway_endpoint};
  }

  std::string request_id;
  Timestamp time;
  std::string service, operation;
  std::shared_ptr<const Caller> caller;
  policy::Context context;
  std::vector<policy::AccessRequest> requests;
  std::vector<policy::Access> accesses;
  /// How it came out of its VPC; null if it came from none. One that does not arrive was not
  /// judged.
  std::shared_ptr<const aws::NetworkPath> path;
  /// Holds what follows, unless the organization does.
  std::shared_ptr<const VpcEndpoint> found_endpoint;
  const policy::Policy* vpc_endpoint = nullptr;
  bool gateway_endpoint = false;
  policy::Verdict verdict;
  /// As the verdict has it, if it is of a known operation.
  bool allowed = false;
  /// About how many bytes it takes.
  std::size_t weight = 0;
};

/// The latest requests, oldest first to be forgotten. Safe to use from several threads.
class Records {
 public:
  void add(std::shared_ptr<const Record> record);

  /// The latest that `wanted` is true of; null if there is none.
  std::shared_ptr<const Record> find(const std::function<bool(const Record&)>& wanted) const;

 private:
  static constexpr std::size_t kMaxRecords = 500;
  static constexpr std::size_t kMaxWeight = 16U << 20;

  mutable std::mutex mutex_;  // guards the members below
  std::deque<std::shared_ptr<const Record>> records_;
  std::size_t weight_ = 0;
};

}  // namespace dynarock::authz
