#include "tests/wire_runner/wire_file.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace dynarock::wire {
namespace {

constexpr std::string_view kCommand = "> ";
constexpr std::string_view kReply = "< ";
constexpr std::string_view kReplyHeader = "< header ";

struct CompareWord {
  std::string_view word;
  Compare compare;
};
constexpr CompareWord kCompareWords[] = {
    {"", Compare::json}, {"exact", Compare::exact}, {"any", Compare::any}};

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> split_words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

[[noreturn]] void refuse(std::size_t line, const std::string& what) {
  throw std::runtime_error("line " + std::to_string(line + 1) + ": " + what);
}

class Parser {
 public:
  explicit Parser(std::string_view text) { file_.lines = split_lines(text); }

  WireFile run() {
    std::string name;
    while (at_ < file_.lines.size()) {
      const std::string& line = file_.lines[at_];
      if (line.starts_with('#')) {
        if (!name.empty()) name += ' ';
        name += line.substr(line.find_first_not_of("# ") == std::string::npos
                                ? line.size()
                                : line.find_first_not_of("# "));
        ++at_;
      } else if (line.empty()) {
        ++at_;
      } else if (line.starts_with(kCommand)) {
        step(name);
        if (file_.steps.back().reply) name.clear();
      } else {
        refuse(at_, "expected a comment, a command or an empty line");
      }
    }
    return std::move(file_);
  }

 private:
  void step(const std::string& name) {
    Step step;
    step.name = name;
    step.line = at_ + 1;
    const std::string command = file_.lines[at_++].substr(kCommand.size());
    step.words = split_words(command);
    if (step.words.empty()) refuse(at_ - 1, "a command without words");
    const std::size_t blank = command.find(' ');
    if (blank != std::string::npos) step.arguments = command.substr(blank + 1);
    step.body = body();
    step.reply_first = at_;
    if (at_ < file_.lines.size() && file_.lines[at_].starts_with(kReply)) step.reply = reply();
    step.reply_last = at_;
    file_.steps.push_back(std::move(step));
  }

  /// Lines up to an empty one, a comment or the next mark.
  std::string body() {
    std::string text;
    for (; at_ < file_.lines.size(); ++at_) {
      const std::string& line = file_.lines[at_];
      if (line.empty() || line[0] == '#' || line.starts_with(kCommand) || line.starts_with(kReply))
        break;
      if (!text.empty()) text += '\n';
      text += line;
    }
    return text;
  }

  ExpectedReply reply() {
    ExpectedReply reply;
    const std::vector<std::string> words = split_words(file_.lines[at_].substr(kReply.size()));
    const std::string status = words.empty() ? "" : words[0];
    const char* end = status.data() + status.size();
    if (std::from_chars(status.data(), end, reply.status).ptr != end || reply.status == 0)
      refuse(at_, "expected a status");
    const auto* how =
        std::ranges::find(kCompareWords, words.size() > 1 ? words[1] : "", &CompareWord::word);
    if (how == std::end(kCompareWords)) refuse(at_, "expected 'exact', 'any' or nothing");
    reply.compare = how->compare;
    ++at_;
    for (; at_ < file_.lines.size() && file_.lines[at_].starts_with(kReplyHeader); ++at_) {
      const std::string header = file_.lines[at_].substr(kReplyHeader.size());
      const std::size_t colon = header.find(": ");
      if (colon == std::string::npos) refuse(at_, "expected 'Name: value'");
      reply.headers.emplace_back(header.substr(0, colon), header.substr(colon + 2));
    }
    reply.body = body();
    return reply;
  }

  WireFile file_;
  std::size_t at_ = 0;
};

std::vector<std::string> lines_of(const ExpectedReply& reply) {
  std::string status = std::string(kReply) + std::to_string(reply.status);
  if (reply.compare != Compare::json)
    status.append(" ").append(
        std::ranges::find(kCompareWords, reply.compare, &CompareWord::compare)->word);
  std::vector<std::string> lines = {status};
  for (const auto& [name, value] : reply.headers)
    lines.push_back(std::string(kReplyHeader) + name + ": " + value);
  if (reply.compare == Compare::any) return lines;
  for (std::string& line : split_lines(reply.body)) lines.push_back(std::move(line));
  return lines;
}

}  // namespace

WireFile parse_wire_file(std::string_view text) { return Parser(text).run(); }

std::string with_replies(const WireFile& file,
                         const std::vector<std::pair<std::size_t, ExpectedReply>>& replies) {
  std::string text;
  std::size_t at = 0;
  const auto copy_until = [&](std::size_t end) {
    for (; at < end; ++at) text += file.lines[at] + '\n';
  };
  for (const auto& [index, reply] : replies) {
    const Step& step = file.steps[index];
    copy_until(step.reply_first);
    for (const std::string& line : lines_of(reply)) text += line + '\n';
    at = step.reply_last;
  }
  copy_until(file.lines.size());
  return text;
}

}  // namespace dynarock::wire
