// SPDX-License-Identifier: Apache-2.0
#include "screen/arcs.h"

#include <algorithm>
#include <cstdint>

namespace brink {
namespace {

// What meets in a cell of the margin.
enum : std::uint8_t { kUp = 1, kDown = 2, kLeft = 4, kRight = 8 };

constexpr const char* kGlyphs[16] = {" ", "╵", "╷", "│", "╴", "╯", "╮", "┤",
                                     "╶", "╰", "╭", "├", "─", "┴", "┬", "┼"};

struct Reach {
  int first, last;  // the lines that a token's arcs run over
};

// Tokens with governors before their dependents; fewer than there are where the heads have a cycle.
std::vector<int> from_the_root(std::span<const int> heads) {
  const int n = static_cast<int>(heads.size());
  std::vector<std::vector<int>> children(heads.size() + 1);
  for (int i = 0; i < n; ++i) {
    const int h = heads[static_cast<std::size_t>(i)];
    if (h < -1 || h >= n) return {};
    children[static_cast<std::size_t>(h + 1)].push_back(i);
  }
  std::vector<int> order = children[0];
  for (std::size_t at = 0; at < order.size(); ++at)
    for (const int child : children[static_cast<std::size_t>(order[at] + 1)]) order.push_back(child);
  return order;
}

std::vector<Reach> reaches_of(std::span<const int> heads) {
  std::vector<Reach> out(heads.size());
  for (int i = 0; i < static_cast<int>(heads.size()); ++i) out[static_cast<std::size_t>(i)] = {i, i};
  for (int i = 0; i < static_cast<int>(heads.size()); ++i) {
    const int h = heads[static_cast<std::size_t>(i)];
    if (h < 0) continue;
    Reach& r = out[static_cast<std::size_t>(h)];
    r.first = std::min(r.first, i), r.last = std::max(r.last, i);
  }
  return out;
}

// Columns given out, each with the lines that are taken in it.
class Columns {
 public:
  Columns(std::size_t lines, int most) : lines_(lines), most_(most) {}

  // The first column from `from` on that is free over the reach, -1 when there is none.
  int take(Reach reach, int from) {
    for (int c = from; c < most_; ++c) {
      if (c == size()) taken_.emplace_back(lines_, false);
      auto& column = taken_[static_cast<std::size_t>(c)];
      const auto begin = column.begin() + reach.first, end = column.begin() + reach.last + 1;
      if (std::find(begin, end, true) != end) continue;
      std::fill(begin, end, true);
      return c;
    }
    return -1;
  }
  int size() const { return static_cast<int>(taken_.size()); }

 private:
  std::size_t lines_;
  int most_;
  std::vector<std::vector<bool>> taken_;
};

using Cells = std::vector<std::vector<std::uint8_t>>;

void draw_line(Cells& cells, Reach reach, int column) {
  for (int i = reach.first; i <= reach.last; ++i) {
    auto& cell = cells[static_cast<std::size_t>(i)][static_cast<std::size_t>(column)];
    if (i > reach.first) cell |= kUp;
    if (i < reach.last) cell |= kDown;
  }
}

// From the column that the token hangs on (-1: from outside) to the right edge of the margin.
void draw_branch(std::vector<std::uint8_t>& row, int from, int through) {
  if (from >= 0) row[static_cast<std::size_t>(from)] |= kRight;
  for (int c = from + 1; c < static_cast<int>(row.size()); ++c)
    row[static_cast<std::size_t>(c)] |= c == through && from < 0 ? kRight : kLeft | kRight;
}

}  // namespace

std::vector<std::string> arcs_of(std::span<const int> heads, int most) {
  const std::vector<int> order = from_the_root(heads);
  if (order.size() != heads.size()) return {};
  const std::vector<Reach> reaches = reaches_of(heads);
  Columns columns(heads.size(), most);
  std::vector<int> column(heads.size(), -1);
  for (const int i : order) {
    const auto at = static_cast<std::size_t>(i);
    if (reaches[at].first == reaches[at].last) continue;
    const int above = heads[at] < 0 ? -1 : column[static_cast<std::size_t>(heads[at])];
    column[at] = columns.take(reaches[at], above + 1);
    if (column[at] < 0) return {};
  }
  Cells cells(heads.size(), std::vector<std::uint8_t>(static_cast<std::size_t>(columns.size())));
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (column[i] >= 0) draw_line(cells, reaches[i], column[i]);
    draw_branch(cells[i], heads[i] < 0 ? -1 : column[static_cast<std::size_t>(heads[i])], column[i]);
  }
  std::vector<std::string> margins(heads.size());
  for (std::size_t i = 0; i < heads.size(); ++i) {
    for (const std::uint8_t cell : cells[i]) margins[i] += kGlyphs[cell];
    margins[i] += kGlyphs[kLeft | kRight];
  }
  return margins;
}

}  // namespace brink
