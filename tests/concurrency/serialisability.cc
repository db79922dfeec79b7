#include "tests/concurrency/serialisability.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace dynarock::dynamodb {
namespace {

/// Why one call comes before another.
struct Edge {
  std::size_t to;
  std::string reason;
};

/// Calls by their place in the history, then moments of time; what must come first points to what
/// comes later.
using Graph = std::vector<std::vector<Edge>>;

class Checker {
 public:
  explicit Checker(const History& history) : history_(history), graph_(history.calls.size()) {
    for (std::size_t i = 0; i < history.calls.size(); ++i) place_of_[history.calls[i].id] = i;
  }

  std::vector<std::string> check() {
    for (const auto& [item, log] : history_.items) check_log(item, log);
    for (const Call& call : history_.calls) check_call(call);
    // The logs are what the graph is made of.
    if (!problems_.empty()) return std::move(problems_);
    for (const auto& [item, log] : history_.items) add_writes(item, log);
    for (std::size_t i = 0; i < history_.calls.size(); ++i) add_reads(i);
    add_time();
    find_cycle();
    return std::move(problems_);
  }

 private:
  const WriteLog& log_of(const std::string& item) const {
    static const WriteLog none;
    const auto found = history_.items.find(item);
    return found == history_.items.end() ? none : found->second;
  }

  void check_log(const std::string& item, const WriteLog& log) {
    std::set<std::uint64_t> seen;
    for (const std::uint64_t id : log) {
      const std::string what = std::to_string(id) + " in " + item;
      const auto writer = place_of_.find(id);
      if (!seen.insert(id).second) problems_.push_back("written twice: " + what);
      if (writer == place_of_.end() || !writes(history_.calls[writer->second], item))
        problems_.push_back("nobody wrote: " + what);
      else if (history_.calls[writer->second].refused)
        problems_.push_back("refused, but done: " + what);
    }
  }

  static bool writes(const Call& call, const std::string& item) {
    return std::ranges::find(call.writes, item) != call.writes.end();
  }

  void check_call(const Call& call) {
    if (call.refused) return;
    for (const std::string& item : call.writes)
      if (std::ranges::find(log_of(item), call.id) == log_of(item).end())
        problems_.push_back("lost: " + std::to_string(call.id) + " in " + item);
    for (const auto& [item, seen] : call.reads) {
      const WriteLog& log = log_of(item);
      const bool is_prefix =
          seen.size() <= log.size() && std::equal(seen.begin(), seen.end(), log.begin());
      if (!is_prefix)
        problems_.push_back(std::to_string(call.id) + " saw what " + item + " never was");
    }
  }

  void add_edge(std::size_t from, std::size_t to, std::string reason) {
    if (from != to) graph_[from].push_back({to, std::move(reason)});
  }

  void add_writes(const std::string& item, const WriteLog& log) {
    for (std::size_t i = 1; i < log.size(); ++i)
      add_edge(place_of_[log[i - 1]], place_of_[log[i]], " wrote " + item + " before ");
  }

  void add_reads(std::size_t reader) {
    const Call& call = history_.calls[reader];
    if (call.refused) return;
    for (const auto& [item, seen] : call.reads) {
      const WriteLog& log = log_of(item);
      if (!seen.empty()) add_edge(place_of_[seen.back()], reader, " wrote " + item + ", read by ");
      if (seen.size() < log.size())
        add_edge(reader, place_of_[log[seen.size()]],
                 " read " + item + " before it was written by ");
    }
  }

  // A moment after each end of a call, in one chain: who ended before it points to it, and it to
  // those who start before the next one.
  void add_time() {
    struct Event {
      std::uint64_t ticket;
      std::size_t call;
      bool ends;
    };
    std::vector<Event> events;
    for (std::size_t i = 0; i < history_.calls.size(); ++i) {
      if (history_.calls[i].refused) continue;
      events.push_back({history_.calls[i].start, i, false});
      events.push_back({history_.calls[i].end, i, true});
    }
    std::ranges::sort(events, {}, &Event::ticket);
    for (const Event& event : events) {
      const std::size_t calls = history_.calls.size();
      if (event.ends) {
        graph_.emplace_back();
        if (graph_.size() > calls + 1) add_edge(graph_.size() - 2, graph_.size() - 1, "");
        add_edge(event.call, graph_.size() - 1, " was done before ");
      } else if (graph_.size() > calls) {
        add_edge(graph_.size() - 1, event.call, "");
      }
    }
  }

  // Depth first, without recursion: a node that is met on its own path closes a cycle.
  void find_cycle() {
    enum class State { kNew, kOnPath, kDone };
    std::vector<State> states(graph_.size(), State::kNew);
    struct Step {
      std::size_t node;
      std::size_t next_edge;
    };
    for (std::size_t root = 0; root < graph_.size(); ++root) {
      std::vector<Step> path;
      const auto enter = [&](std::size_t node) {
        states[node] = State::kOnPath;
        path.push_back({node, 0});
      };
      if (states[root] == State::kNew) enter(root);
      while (!path.empty()) {
        Step& step = path.back();
        if (step.next_edge == graph_[step.node].size()) {
          states[step.node] = State::kDone;
          path.pop_back();
          continue;
        }
        const std::size_t to = graph_[step.node][step.next_edge++].to;
        if (states[to] == State::kNew) {
          enter(to);
        } else if (states[to] == State::kOnPath) {
          std::string cycle;
          const auto begin = std::ranges::find(path, to, &Step::node);
          for (auto at = begin; at != path.end(); ++at)
            cycle += name(at->node) + graph_[at->node][at->next_edge - 1].reason;
          problems_.push_back("cycle: " + cycle + name(to));
          return;
        }
      }
    }
  }

  // Moments have no name.
  std::string name(std::size_t node) const {
    return node < history_.calls.size() ? std::to_string(history_.calls[node].id) : "";
  }

  const History& history_;
  std::map<std::uint64_t, std::size_t> place_of_;
  Graph graph_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> problems(const History& history) { return Checker(history).check(); }

}  // namespace dynarock::dynamodb
