// SPDX-License-Identifier: Apache-2.0
#include "parse/tree.h"

#include <algorithm>
#include <limits>

namespace brink::parse {
namespace {

constexpr float kNever = -1e30f;

// A node that lies on a cycle of heads (heads[0] is unused), or 0.
int on_cycle(const std::vector<int>& heads) {
  std::vector<int> seen(heads.size(), 0);
  for (int start = 1; start < static_cast<int>(heads.size()); ++start) {
    int at = start;
    while (at > 0 && seen[at] == 0) seen[at] = start, at = heads[at];
    if (at > 0 && seen[at] == start) return at;
  }
  return 0;
}

// Chu-Liu/Edmonds over a dense table, cycles contracted one after the other and then opened again
// in reverse. Nodes 0..n; node 0 is the root.
class Edmonds {
 public:
  Edmonds(std::vector<float> score, int n) : n_(n), width_(n + 1), score_(std::move(score)) {
    alive_.assign(width_, true);
    from_.resize(score_.size());
    into_.resize(score_.size());
    for (int d = 0; d <= n_; ++d)
      for (int h = 0; h <= n_; ++h) from_[at(d, h)] = h, into_[at(d, h)] = d;
    group_.resize(width_);
  }

  std::vector<int> run() {
    std::vector<int> heads = greedy();
    while (const int node = on_cycle(heads)) {
      contract(heads, node);
      heads = greedy();
    }
    std::vector<int> real(width_, -1);  // real[d]: the head of the token d
    for (int d = 1; d <= n_; ++d)
      if (alive_[d]) real[into_[at(d, heads[d])]] = from_[at(d, heads[d])];
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) open(*step, real);
    return real;
  }

 private:
  struct Edge {
    int dependent, head;  // tokens
  };
  struct Step {
    std::vector<Edge> edges;               // of the cycle, one a member
    std::vector<std::vector<int>> tokens;  // what each member stands for
  };

  std::size_t at(int d, int h) const {
    return static_cast<std::size_t>(d) * static_cast<std::size_t>(width_) +
           static_cast<std::size_t>(h);
  }

  std::vector<int> greedy() const {
    std::vector<int> heads(width_, 0);
    for (int d = 1; d <= n_; ++d) {
      if (!alive_[d]) continue;
      float best = -std::numeric_limits<float>::infinity();
      for (int h = 0; h <= n_; ++h)
        if (h != d && alive_[h] && score_[at(d, h)] > best) best = score_[at(d, h)], heads[d] = h;
    }
    return heads;
  }

  std::vector<int> tokens_of(int node) const {
    return group_[node].empty() ? std::vector<int>{node} : group_[node];
  }

  // The cycle through `node` becomes that node.
  void contract(const std::vector<int>& heads, int node) {
    std::vector<int> cycle{node};
    for (int at_node = heads[node]; at_node != node; at_node = heads[at_node])
      cycle.push_back(at_node);
    std::vector<bool> inside(width_, false);
    Step step;
    std::vector<int> all;
    for (const int c : cycle) {
      inside[c] = true;
      step.edges.push_back({into_[at(c, heads[c])], from_[at(c, heads[c])]});
      step.tokens.push_back(tokens_of(c));
      all.insert(all.end(), step.tokens.back().begin(), step.tokens.back().end());
    }
    for (int other = 0; other <= n_; ++other) {
      if (!alive_[other] || inside[other]) continue;
      join_into(cycle, heads, node, other);
      if (other > 0) join_out_of(cycle, node, other);
    }
    for (const int c : cycle) alive_[c] = c == node;
    group_[node] = std::move(all);
    steps_.push_back(std::move(step));
  }

  // The best edge from `other` into the cycle, worth what it gains over the edge it breaks.
  void join_into(const std::vector<int>& cycle, const std::vector<int>& heads, int node,
                 int other) {
    float best = -std::numeric_limits<float>::infinity();
    int token = 0, head = 0;
    for (const int c : cycle) {
      const float gain = score_[at(c, other)] - score_[at(c, heads[c])];
      if (gain > best) best = gain, token = into_[at(c, other)], head = from_[at(c, other)];
    }
    score_[at(node, other)] = best;
    into_[at(node, other)] = token;
    from_[at(node, other)] = head;
  }

  void join_out_of(const std::vector<int>& cycle, int node, int other) {
    int best = cycle.front();
    for (const int c : cycle)
      if (score_[at(other, c)] > score_[at(other, best)]) best = c;
    score_[at(other, node)] = score_[at(other, best)];
    into_[at(other, node)] = into_[at(other, best)];
    from_[at(other, node)] = from_[at(other, best)];
  }

  // One token of the cycle has got its head from outside; the other members keep the cycle's edges.
  void open(const Step& step, std::vector<int>& real) const {
    for (std::size_t i = 0; i < step.edges.size(); ++i) {
      const auto& tokens = step.tokens[i];
      const bool entered =
          std::any_of(tokens.begin(), tokens.end(), [&](int t) { return real[t] >= 0; });
      if (!entered) real[step.edges[i].dependent] = step.edges[i].head;
    }
  }

  int n_, width_;
  std::vector<float> score_;
  std::vector<int> from_, into_;  // the tokens that an edge between two nodes joins
  std::vector<bool> alive_;
  std::vector<std::vector<int>> group_;  // tokens of a contracted node
  std::vector<Step> steps_;
};

// The token for which it costs least to hang on the root.
int best_root(std::span<const float> scores, int n) {
  int root = 1;
  float best = -std::numeric_limits<float>::infinity();
  for (int d = 1; d <= n; ++d) {
    const float* row = scores.data() + static_cast<std::ptrdiff_t>(d - 1) * (n + 1);
    float other = n == 1 ? 0 : kNever;
    for (int h = 1; h <= n; ++h)
      if (h != d) other = std::max(other, row[h]);
    if (row[0] - other > best) best = row[0] - other, root = d;
  }
  return root;
}

}  // namespace

std::vector<int> best_tree(std::span<const float> scores, int n) {
  if (n <= 0) return {};
  const int root = best_root(scores, n), width = n + 1;
  std::vector<int> heads(width, 0);
  for (int d = 1; d <= n; ++d) {
    if (d == root) continue;
    const float* row = scores.data() + static_cast<std::ptrdiff_t>(d - 1) * width;
    int best = d == 1 ? 2 : 1;
    for (int h = 1; h <= n; ++h)
      if (h != d && row[h] > row[best]) best = h;
    heads[d] = best;
  }
  if (on_cycle(heads) > 0) {
    std::vector<float> table(static_cast<std::size_t>(width) * width, kNever);
    for (int d = 1; d <= n; ++d)
      for (int h = 0; h <= n; ++h)
        if (h != d && (h == 0) == (d == root))
          table[static_cast<std::size_t>(d) * width + h] =
              scores[static_cast<std::size_t>(d - 1) * width + h];
    heads = Edmonds(std::move(table), n).run();
  }
  heads.erase(heads.begin());
  return heads;
}

}  // namespace brink::parse
