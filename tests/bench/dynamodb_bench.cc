// Measures DynamoDB endpoints side by side in one run and prints a table of figures and ratios.
//
//   dynamodb_bench [--quick] [--null COMMAND] [--as-user] NAME=COMMAND|NAME=127.0.0.1:PORT...
//
// COMMAND starts a server in the foreground; {port} in it becomes a free port, {data} an empty
// directory. The first subject is the one that the others' ratios refer to. One after --as-user is
// called by a user with ten policies of ten statements, and CPU a call is told as a difference from
// the first's. With --null, figures of
// single calls are also given as multiples of the constant-answer server's, which is measured anew
// before each subject:
//
//   dynamodb_bench --null './null_server {port}' 'dynarock=./dynarock serve --quiet --port {port}'

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/measures.h"

namespace {

using namespace dynarock::bench;

struct Column {
  Subject subject;
  Figures figures;
  Figures null;
};

struct Options {
  Effort effort;
  std::string null_command;
  std::vector<Subject> subjects;
};

Options parse(const std::vector<std::string>& arguments) {
  Options options;
  bool as_user = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--quick") {
      options.effort = {
          .load_time = std::chrono::milliseconds(500), .starts = 3, .items = 0, .growth_items = 0};
    } else if (arguments[i] == "--null") {
      if (++i == arguments.size()) throw std::runtime_error("--null needs a command");
      options.null_command = arguments[i];
    } else if (arguments[i] == "--as-user") {
      as_user = true;
    } else {
      options.subjects.push_back(parse_subject(arguments[i]));
      options.subjects.back().as_user = std::exchange(as_user, false);
    }
  }
  if (options.subjects.empty())
    throw std::runtime_error("name at least one subject, NAME=COMMAND or NAME=127.0.0.1:PORT");
  return options;
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  return text;
}

// `11.2 (2.0 null)` in the first column, `98 (8.7x)` in the others, or `23.4 (+12.2)`.
std::string cell(const Measure& measure, const Column& column, const Column& first) {
  const auto found = column.figures.find(measure.name);
  if (found == column.figures.end()) return "-";
  std::string text = number(found->second);
  const auto null = column.null.find(measure.name);
  if (&column == &first) {
    if (measure.against_null && null != column.null.end())
      text += " (" + number(found->second / null->second) + " null)";
    return text;
  }
  const auto reference = first.figures.find(measure.name);
  if (reference == first.figures.end() || reference->second <= 0) return text;
  const double difference = found->second - reference->second;
  if (column.subject.as_user && measure.unit == "us CPU")
    text += difference < 0 ? " (-" + number(-difference) + ")" : " (+" + number(difference) + ")";
  else
    text += " (" + number(found->second / reference->second) + "x)";
  return text;
}

void print_table(const std::vector<Column>& columns) {
  std::string head = "| |";
  std::string rule = "|---|";
  for (const Column& column : columns) {
    head += " " + column.subject.name + " |";
    rule += "---|";
  }
  std::printf("%s\n%s\n", head.c_str(), rule.c_str());
  for (const Measure& measure : all_measures()) {
    std::string line = "| " + measure.name + ", " + measure.unit + " |";
    for (const Column& column : columns)
      line += " " + cell(measure, column, columns.front()) + " |";
    std::printf("%s\n", line.c_str());
  }
}

void run(const Options& options) {
  const auto note = [](const std::string& text) { std::fprintf(stderr, "%s\n", text.c_str()); };
  std::vector<Column> columns;
  for (const Subject& subject : options.subjects) {
    Column& column = columns.emplace_back(Column{subject, {}, {}});
    if (!options.null_command.empty())
      column.null = measure_null({"null", options.null_command}, options.effort);
    column.figures = measure(subject, options.effort, note);
  }
  print_table(columns);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    run(parse({arguments + 1, arguments + count}));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dynamodb_bench: %s\n", error.what());
    return 1;
  }
}
