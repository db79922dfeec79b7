#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "scratch.h"

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class DirectoryTest : public ScratchTest {
 protected:
  void write_file(const fs::path& path, std::string_view text) { std::ofstream(path) << text; }
  std::string opening_error(const fs::path& directory) {
    return error_of([&] { Store::open({.directory = directory}); });
  }
};

TEST_F(DirectoryTest, CreatesTheDirectoryAndItsParents) {
  const fs::path directory = scratch_ / "a" / "b";
  { put(*Store::open({.directory = directory}), "key", "value"); }
  EXPECT_EQ(read(*Store::open({.directory = directory}), "key"), "value");
}

TEST_F(DirectoryTest, TakesAnEmptyDirectoryOrOneWhoseCreationWasCutShort) {
  write_file(scratch_ / "DYNAROCK.lock", "1\n");
  write_file(scratch_ / "DYNAROCK.new", "dynar");
  fs::create_directory(scratch_ / "lost+found");
  EXPECT_NO_THROW(Store::open({.directory = scratch_}));
}

TEST_F(DirectoryTest, SyncsWhenAsked) {
  const StoreOptions options{.directory = scratch_ / "store", .durability = Durability::kFsync};
  { put(*Store::open(options), "key", "value"); }
  EXPECT_EQ(read(*Store::open(options), "key"), "value");
}

TEST_F(DirectoryTest, RefusesAForeignDirectoryAndLeavesItAlone) {
  write_file(scratch_ / "notes.txt", "mine");
  EXPECT_EQ(opening_error(scratch_),
            scratch_.string() +
                " is not empty and is no store of dynarock; choose a new or empty directory");
  EXPECT_EQ(std::distance(fs::directory_iterator(scratch_), {}), 1);
}

TEST_F(DirectoryTest, RefusesANewerFormat) {
  { Store::open({.directory = scratch_}); }
  write_file(scratch_ / "DYNAROCK", "dynarock store format 2\n");
  EXPECT_EQ(opening_error(scratch_),
            scratch_.string() +
                " holds a store of format 2 and this program knows formats up to 1; use a newer "
                "dynarock or another directory");
}

TEST_F(DirectoryTest, RefusesAFormatRecordOfSomethingElse) {
  for (const char* text : {"", "x", "dynarock store format ", "dynarock store format 1x",
                           "dynarock store format 0", "dynarock store format -1"}) {
    write_file(scratch_ / "DYNAROCK", text);
    EXPECT_THAT(opening_error(scratch_), HasSubstr("is no format record of dynarock")) << text;
  }
}

TEST_F(DirectoryTest, NamesTheProcessThatHoldsTheStore) {
  const auto store = Store::open({.directory = scratch_});
  EXPECT_EQ(opening_error(scratch_), "the store " + scratch_.string() + " is in use by process " +
                                         std::to_string(::getpid()) +
                                         "; stop it or choose another directory");
  put(*store, "key", "value");
}

TEST_F(DirectoryTest, RefusesWhatCannotBeADirectory) {
  write_file(scratch_ / "file", "");
  EXPECT_EQ(opening_error(scratch_ / "file" / "store"),
            "cannot create the store directory " + (scratch_ / "file" / "store").string() +
                ": Not a directory; choose a directory that this user may write");
  EXPECT_THAT(opening_error(scratch_ / "file"), HasSubstr("Not a directory"));
}

TEST_F(DirectoryTest, RefusesADirectoryThatCannotBeWritten) {
  // /proc lets not even root create anything.
  EXPECT_THAT(
      opening_error("/proc/dynarock"),
      AllOf(StartsWith("cannot create the store directory /proc/dynarock: "),
            EndsWith("; choose a directory that this user may write"), Not(HasSubstr("\n"))));
}

TEST_F(DirectoryTest, SaysWhatIsWrongWithADamagedStore) {
  { put(*Store::open({.directory = scratch_}), "key", "value"); }
  write_file(scratch_ / "db" / "CURRENT", "rubbish\n");
  EXPECT_THAT(opening_error(scratch_),
              AllOf(StartsWith("cannot open the store " + scratch_.string() + ": Corruption"),
                    HasSubstr("; restore it"), Not(HasSubstr("\n"))));
}

TEST_F(DirectoryTest, ATemporaryStoreLeavesNothing) {
  const char* before = std::getenv("TMPDIR");
  const std::string restored = before == nullptr ? "" : before;
  ::setenv("TMPDIR", scratch_.c_str(), 1);
  const auto temporary_stores = [this] {
    long count = 0;
    for (const fs::path& parent : {fs::path("/dev/shm"), scratch_}) {
      std::error_code none;
      for (const auto& entry : fs::directory_iterator(parent, none)) {
        std::ifstream lock(entry.path() / "DYNAROCK.lock");
        int holder = 0;
        if (lock >> holder && holder == ::getpid()) ++count;
      }
    }
    return count;
  };
  {
    const auto store = Store::open({});
    EXPECT_EQ(temporary_stores(), 1);
  }
  EXPECT_EQ(temporary_stores(), 0);
  restored.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", restored.c_str(), 1);
}

}  // namespace
}  // namespace dynarock::storage
