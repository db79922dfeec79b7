#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/server_process.h"

namespace dynarock::bench {

/// How much to measure.
struct Effort {
  std::chrono::milliseconds load_time{2000};
  unsigned starts = 5;
  /// Items in each of two tables when memory is measured; 0 to leave it out.
  std::uint64_t items = 100'000;
  /// Items of the large table whose reads are held against those of a small one; 0 to leave it out.
  std::uint64_t growth_items = 1'000'000;
};

/// A row of the table: what is measured and in which unit. Smaller is better.
struct Measure {
  std::string name;
  std::string unit;
  /// Whether the figure is CPU a call, so that its ratio to the constant-answer server says more
  /// than the figure.
  bool against_null = false;
};

/// Figures of one subject by the measures' names; a measure that the subject can't do is absent.
using Figures = std::map<std::string, double>;

/// All measures in the order of the table.
const std::vector<Measure>& all_measures();

/// Measures one subject; `note` is told of each step. What fails is left out, and `note` hears why.
Figures measure(const Subject& subject, const Effort& effort,
                const std::function<void(const std::string&)>& note);

/// CPU a call and latency of the constant-answer server, in the figures of GetItem.
Figures measure_null(const Subject& subject, const Effort& effort);

}  // namespace dynarock::bench
