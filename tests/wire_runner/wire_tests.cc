// Runs every file under tests/wire and checks that they cover the services' operations. With
// UPDATE_WIRE=1 in the environment, replies that differ are written into the files.

#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>

#include "tests/wire_runner/test_server.h"
#include "tests/wire_runner/wire_run.h"

namespace dynarock::wire {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = fs::path(DYNAROCK_SOURCE_DIR) / "tests/wire";

std::string read(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The lines of a list, without comments.
std::set<std::string> read_list(const fs::path& path) {
  std::ifstream file(path);
  std::set<std::string> lines;
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line[0] != '#') lines.insert(line);
  return lines;
}

bool updating() { return std::getenv("UPDATE_WIRE") != nullptr; }

/// Who may do what in a file's run.
enum class Callers { kAsTheFileSays, kAdmins };

class WireFileTest : public testing::Test {
 public:
  WireFileTest(fs::path path, Callers callers) : path_(std::move(path)), callers_(callers) {}

  void TestBody() override {
    const WireFile file = parse_wire_file(read(path_));
    TestServerOptions options = server_options(file);
    if (callers_ == Callers::kAdmins) options.enforce_iam = options.unknown_keys_are_admins = true;
    const std::unique_ptr<TestServer> server = make_test_server(options);
    std::vector<std::pair<std::size_t, ExpectedReply>> updates;
    for (const Mismatch& mismatch : run_wire_file(file, *server)) {
      const Step& step = file.steps[mismatch.step];
      if (updating() && mismatch.actual && callers_ == Callers::kAsTheFileSays)
        updates.emplace_back(mismatch.step, *mismatch.actual);
      else
        ADD_FAILURE_AT(path_.c_str(), static_cast<int>(step.line)) << step.name << "\n"
                                                                   << mismatch.problem;
    }
    if (!updates.empty()) std::ofstream(path_) << with_replies(file, updates);
  }

 private:
  fs::path path_;
  Callers callers_;
};

/// PutItem as put_item.
std::string snake_case(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (std::isupper(static_cast<unsigned char>(c)) && !text.empty()) text += '_';
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

TEST(Operations, AllHaveWireTests) {
  const auto server = make_test_server();
  for (const aws::Service* service : server->services()) {
    for (const aws::OperationSpec* operation : service->operations()) {
      const fs::path file = kRoot / service->name() / (snake_case(operation->name) + ".wire");
      EXPECT_TRUE(fs::exists(file)) << operation->name << " needs " << file;
    }
  }
}

/// What stands before the operation in operations.txt: the target's prefix, or the name of a
/// service that speaks the query protocol only.
std::string prefix_of(const aws::Service& service) {
  if (!service.target_prefixes().empty()) return std::string(service.target_prefixes()[0]);
  std::string name(service.name());
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

std::set<std::string> served_targets(std::string_view service_name) {
  std::set<std::string> targets;
  const auto server = make_test_server();
  for (const aws::Service* service : server->services())
    if (service->name() == service_name)
      for (const aws::OperationSpec* operation : service->operations())
        targets.insert(prefix_of(*service) + "." + std::string(operation->name));
  return targets;
}

/// Whether a call gets the protocol's refusal of operations that do not exist.
bool answers_unknown_operation(const std::string& target) {
  const std::size_t dot = target.find('.');
  const bool query = target.starts_with("IAM.") || target.starts_with("STS.");
  const WireFile file =
      parse_wire_file("> " + target.substr(0, dot) + " " + target.substr(dot + 1) + "\n" +
                      (query ? "" : "{}\n") + "< 400\n" + "{}\n");
  const std::vector<Mismatch> mismatches = run_wire_file(file, *make_test_server());
  return mismatches.size() == 1 && mismatches[0].actual && mismatches[0].actual->status == 400 &&
         mismatches[0].actual->body.find(query
                                             ? "<Code>InvalidAction</Code>"
                                             : "UnknownOperationException\"}") != std::string::npos;
}

/// Walks a service's model, tests/wire/<service>/operations.txt: each operation in it is served or
/// listed in unserved.txt, and nothing else is.
class ModelTest : public testing::Test {
 public:
  explicit ModelTest(fs::path folder) : folder_(std::move(folder)) {}

  void TestBody() override {
    const std::set<std::string> model = read_list(folder_ / "operations.txt");
    const std::set<std::string> unserved = read_list(folder_ / "unserved.txt");
    const std::set<std::string> served = served_targets(folder_.filename().string());
    for (const std::string& target : served)
      EXPECT_TRUE(model.contains(target)) << target << " is served but not in operations.txt";
    for (const std::string& target : unserved) {
      EXPECT_TRUE(model.contains(target)) << target << " is not in operations.txt";
      EXPECT_TRUE(answers_unknown_operation(target)) << target;
    }
    for (const std::string& target : model)
      EXPECT_NE(served.contains(target), unserved.contains(target))
          << target << " must be either served or listed in unserved.txt";
  }

 private:
  fs::path folder_;
};

/// Whether a file's answers hold for one account's callers too.
bool may_enforce(const fs::path& path) {
  try {
    return !server_options(parse_wire_file(read(path))).never_enforce_iam;
  } catch (const std::runtime_error&) {
    return true;  // its tests tell what is wrong with it
  }
}

/// One test a file, dynamodb.put_item, and one a model, dynamodb.operations. The data plane's files
/// hold once more where IAM is enforced and a role that may do everything makes the calls:
/// dynamodb_enforced.put_item.
void register_tests() {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot)) {
    const fs::path path = entry.path();
    const std::string suite = path.parent_path().filename().string();
    const std::string name = path.stem().string();
    const auto add = [&](const std::string& of_suite, auto factory) {
      testing::RegisterTest(of_suite.c_str(), name.c_str(), nullptr, nullptr, path.c_str(), 1,
                            factory);
    };
    const auto add_file = [&](const std::string& of_suite, Callers callers) {
      add(of_suite,
          [path, callers]() -> testing::Test* { return new WireFileTest(path, callers); });
    };
    if (path.extension() == ".wire") add_file(suite, Callers::kAsTheFileSays);
    if (path.extension() == ".wire" && suite == "dynamodb" && may_enforce(path))
      add_file(suite + "_enforced", Callers::kAdmins);
    if (path.filename() == "operations.txt")
      add(suite, [path]() -> testing::Test* { return new ModelTest(path.parent_path()); });
  }
}

}  // namespace
}  // namespace dynarock::wire

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  dynarock::wire::register_tests();
  return RUN_ALL_TESTS();
}
