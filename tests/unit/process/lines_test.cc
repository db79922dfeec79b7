#include "process/lines.h"

#include <gmock/gmock.h>

namespace dynarock::process {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Lines, AreCutWhereverTheirBytesArrive) {
  Lines lines;
  EXPECT_THAT(lines.add("one\ntw"), ElementsAre("one"));
  EXPECT_THAT(lines.add("o"), IsEmpty());
  EXPECT_THAT(lines.add("\n\nthree\r"), ElementsAre("two", ""));
  EXPECT_THAT(lines.add("\nfour"), ElementsAre("three"));
  EXPECT_THAT(lines.finish(), ElementsAre("four"));
  EXPECT_THAT(lines.finish(), IsEmpty());
}

TEST(Lines, WithoutEndComeInPieces) {
  constexpr std::size_t kPiece = 256U << 10;
  Lines lines;
  const auto pieces = lines.add(std::string(2 * kPiece + 3, 'x'));
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[1].size(), kPiece);
  EXPECT_THAT(lines.add("\n"), ElementsAre("xxx"));
}

}  // namespace
}  // namespace dynarock::process
