#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>

#include "app/commands.h"
#include "dynarock/policy/lint.h"

namespace dynarock::app {
namespace {

/// Much more than any policy, so that a wrong file is not read in whole.
constexpr std::size_t kMostRead = 1 << 20;

/// Nothing if it can't be read; errno says why.
std::optional<std::string> read(std::istream& in) {
  std::string text(kMostRead, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return std::nullopt;
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

std::optional<std::string> read(const std::filesystem::path& file) {
  if (file == "-") return read(std::cin);
  std::ifstream in(file, std::ios::binary);
  return in ? read(in) : std::nullopt;
}

/// The line of the text, and a caret below the column.
std::string excerpt(std::string_view text, json::Position position) {
  constexpr std::size_t kWidth = 100;
  for (std::size_t line = 1; line < position.line; ++line) text.remove_prefix(text.find('\n') + 1);
  text = text.substr(0, text.find_first_of("\r\n"));
  // Of a long line, what is around the place.
  const std::size_t start = position.column > kWidth ? position.column - kWidth / 2 : 0;
  text = text.substr(std::min(start, text.size()), kWidth);
  std::string out = "    " + std::string(text) + "\n    ";
  for (std::size_t i = 0; i + 1 < position.column - start; ++i) {
    // A tab keeps the caret below its character.
    out += i < text.size() && text[i] == '\t' ? '\t' : ' ';
  }
  return out + "^\n";
}

/// Whether there is more than notes.
bool report(const std::string& name, std::string_view text,
            const std::vector<policy::Finding>& findings) {
  bool bad = false;
  for (const policy::Finding& one : findings) {
    bad = bad || one.severity != policy::Severity::kNote;
    const std::string line = name + ":" + std::to_string(one.position.line) + ":" +
                             std::to_string(one.position.column) + ": " +
                             std::string(policy::severity_name(one.severity)) + ": " + one.message +
                             " [" + std::string(one.rule) + "]\n" + excerpt(text, one.position);
    std::fputs(line.c_str(), stdout);
  }
  return bad;
}

}  // namespace

int run_policy_check(const PolicyCheckOptions& options) {
  bool bad = false, unread = false;
  for (const std::filesystem::path& file : options.files) {
    const std::optional<std::string> text = read(file);
    if (!text) {
      unread = true;
      std::fprintf(stderr, "dynarock policy check: can't read %s: %s\n", file.c_str(),
                   std::generic_category().message(errno).c_str());
      continue;
    }
    const policy::PolicyKind kind = options.kind.value_or(policy::guess_kind(*text));
    bad = report(file == "-" ? "standard input" : file.string(), *text,
                 policy::check_policy(kind, *text)) ||
          bad;
  }
  return unread ? 2 : bad ? 1 : 0;
}

}  // namespace dynarock::app
