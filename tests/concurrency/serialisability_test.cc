#include "tests/concurrency/serialisability.h"

#include <gmock/gmock.h>

namespace dynarock::dynamodb {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Reads = std::map<std::string, WriteLog>;
using Writes = std::vector<std::string>;

/// A call that all others of a test are made at the same time as.
Call call(std::uint64_t id, Reads reads, Writes writes) {
  return {id, 0, 100, false, std::move(reads), std::move(writes)};
}
Call at(std::uint64_t start, std::uint64_t end, Call call) {
  call.start = start;
  call.end = end;
  return call;
}
Call refused(Call call) {
  call.refused = true;
  return call;
}

TEST(Serialisability, HoldsForCallsOneAfterAnother) {
  EXPECT_THAT(problems({}), IsEmpty());
  EXPECT_THAT(problems({{at(1, 2, call(1, {}, {"a", "b"})),
                         at(3, 4, call(2, {{"a", {1}}, {"c", {}}}, {"a"})),
                         at(5, 6, refused(call(3, {}, {"b"}))),
                         at(7, 8, call(4, {{"a", {1, 2}}, {"b", {1}}}, {}))},
                        {{"a", {1, 2}}, {"b", {1}}}}),
              IsEmpty());
}

TEST(Serialisability, HoldsForCallsAtTheSameTimeInSomeOrder) {
  // 3 must come first, then 1, 4 and 2.
  EXPECT_THAT(problems({{call(1, {}, {"a", "b"}), call(2, {{"a", {1}}}, {"a", "b"}),
                         call(3, {{"a", {}}, {"b", {}}}, {}), call(4, {{"b", {1}}}, {})},
                        {{"a", {1, 2}}, {"b", {1, 2}}}}),
              IsEmpty());
}

TEST(Serialisability, FailsForALostUpdate) {
  EXPECT_THAT(
      problems({{call(1, {{"a", {}}}, {"a"}), call(2, {{"a", {}}}, {"a"})}, {{"a", {1, 2}}}}),
      ElementsAre("cycle: 1 wrote a before 2 read a before it was written by 1"));
  EXPECT_THAT(problems({{call(1, {}, {"a"}), call(2, {}, {"a"})}, {{"a", {2}}}}),
              ElementsAre("lost: 1 in a"));
}

TEST(Serialisability, FailsForAWriteSkew) {
  EXPECT_THAT(
      problems({{call(1, {{"a", {}}, {"b", {}}}, {"a"}), call(2, {{"a", {}}, {"b", {}}}, {"b"})},
                {{"a", {1}}, {"b", {2}}}}),
      ElementsAre("cycle: 1 read b before it was written by 2 read a before it was written "
                  "by 1"));
}

TEST(Serialisability, FailsForADirtyRead) {
  EXPECT_THAT(problems({{refused(call(1, {}, {"a"})), call(2, {{"a", {1}}}, {})}, {}}),
              ElementsAre("2 saw what a never was"));
  EXPECT_THAT(problems({{refused(call(1, {}, {"a"})), call(2, {}, {"a"})}, {{"a", {1, 2}}}}),
              ElementsAre("refused, but done: 1 in a"));
}

TEST(Serialisability, FailsForReadsOfDifferentMoments) {
  EXPECT_THAT(problems({{call(1, {}, {"a", "b"}), call(2, {{"a", {1}}, {"b", {}}}, {})},
                        {{"a", {1}}, {"b", {1}}}}),
              ElementsAre("cycle: 1 wrote a, read by 2 read b before it was written by 1"));
}

TEST(Serialisability, FailsForATornTransaction) {
  EXPECT_THAT(problems({{call(1, {}, {"a", "b"})}, {{"a", {1}}}}), ElementsAre("lost: 1 in b"));
  EXPECT_THAT(problems({{call(1, {}, {"a", "b"}), call(2, {}, {"a", "b"})},
                        {{"a", {1, 2}}, {"b", {2, 1}}}}),
              ElementsAre("cycle: 1 wrote a before 2 wrote b before 1"));
}

TEST(Serialisability, FailsForARetryThatIsDoneTwice) {
  EXPECT_THAT(problems({{call(1, {}, {"a"})}, {{"a", {1, 1}}}}),
              ElementsAre("written twice: 1 in a"));
}

TEST(Serialisability, FailsForWhatNobodyWrote) {
  EXPECT_THAT(problems({{call(1, {}, {"a"})}, {{"a", {1}}, {"b", {1, 9}}}}),
              ElementsAre("nobody wrote: 1 in b", "nobody wrote: 9 in b"));
}

TEST(Serialisability, FailsForAReadOfThePast) {
  EXPECT_THAT(
      problems({{at(1, 2, call(1, {}, {"a"})), at(3, 4, call(2, {{"a", {}}}, {}))}, {{"a", {1}}}}),
      ElementsAre("cycle: 1 was done before 2 read a before it was written by 1"));
  EXPECT_THAT(
      problems({{at(1, 3, call(1, {}, {"a"})), at(2, 4, call(2, {{"a", {}}}, {}))}, {{"a", {1}}}}),
      IsEmpty());
}

}  // namespace
}  // namespace dynarock::dynamodb
