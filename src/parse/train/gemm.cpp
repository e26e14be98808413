// SPDX-License-Identifier: Apache-2.0
#include "parse/train/gemm.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#ifdef __AMX_BF16__
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace brink::parse {
namespace {

int up(int n, int to) { return (n + to - 1) / to * to; }

inline std::uint16_t rounded(float f) {
  std::uint32_t bits;
  std::memcpy(&bits, &f, 4);
  return static_cast<std::uint16_t>((bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16);
}

#ifdef __AMX_BF16__
struct TileShape {
  std::uint8_t palette = 1, start = 0, reserved[14] = {};
  std::uint16_t bytes[16] = {};
  std::uint8_t rows[16] = {};
};

// Asks the kernel for the tiles, once a thread; false where it refuses.
bool tiles_ready() {
  thread_local const bool ready = [] {
    constexpr int kRequest = 0x1023, kTileData = 18;  // ARCH_REQ_XCOMP_PERM, XTILEDATA
    if (syscall(SYS_arch_prctl, kRequest, kTileData) != 0) return false;
    TileShape shape;
    for (int i = 0; i < 8; ++i) shape.bytes[i] = 64, shape.rows[i] = 16;
    _tile_loadconfig(&shape);
    return true;
  }();
  return ready;
}

// A tile of `to`, or of a stand-in where fewer than 16 rows are left.
struct Place {
  float* at;
  long bytes;  // from row to row
};

class Corner {
 public:
  Corner(float* to, int step, int rows) : to_(to), step_(step), rows_(rows) {}

  Place source(Sum sum) {
    alignas(64) static float zeros[16] = {};
    if (sum == Sum::kSet) return {zeros, 0};
    if (rows_ >= 16) return {to_, step_ * 4L};
    std::memset(cell_, 0, sizeof cell_);
    for (int r = 0; r < rows_; ++r) std::memcpy(cell_ + 16 * r, to_ + static_cast<long>(r) * step_, 64);
    return {cell_, 64};
  }
  Place target() { return rows_ >= 16 ? Place{to_, step_ * 4L} : Place{cell_, 64}; }
  void finish() {
    if (rows_ >= 16) return;
    for (int r = 0; r < rows_; ++r) std::memcpy(to_ + static_cast<long>(r) * step_, cell_ + 16 * r, 64);
  }

 private:
  float* to_;
  int step_, rows_;
  alignas(64) float cell_[16 * 16];
};

// The intrinsics of the tiles want their numbers written out, hence the repetition.
void multiply_tiles(const PackedLeft& a, const PackedRight& b, float* to, int step, Sum sum) {
  const int depth = up(a.depth, 32), panel = depth * 16, wide = b.columns / 16;
  for (int n = 0; n < wide; n += 2) {
    const bool two = n + 1 < wide;
    const std::uint16_t* b0 = b.data.data() + static_cast<long>(n) * panel;
    const std::uint16_t* b1 = two ? b0 + panel : b0;
    for (int m = 0; m < a.rows; m += 32) {
      const int rows0 = a.rows - m, rows1 = a.rows - m - 16;
      const bool tall = rows1 > 0, both = tall && two;
      const std::uint16_t* a0 = a.data.data() + static_cast<long>(m) * depth;
      const std::uint16_t* a1 = tall ? a0 + 16L * depth : a0;
      float* c0 = to + static_cast<long>(m) * step + n * 16;
      float* c1 = c0 + 16L * step;
      Corner corner[4] = {{c0, step, rows0}, {c0 + 16, step, rows0}, {c1, step, rows1}, {c1 + 16, step, rows1}};
      Place p = corner[0].source(sum);
      _tile_loadd(0, p.at, p.bytes);
      if (two) { p = corner[1].source(sum); _tile_loadd(1, p.at, p.bytes); }
      if (tall) { p = corner[2].source(sum); _tile_loadd(2, p.at, p.bytes); }
      if (both) { p = corner[3].source(sum); _tile_loadd(3, p.at, p.bytes); }
      for (int k = 0; k < depth; k += 32) {
        _tile_loadd(4, a0 + k, depth * 2);
        _tile_loadd(6, b0 + k * 16, 64);
        _tile_dpbf16ps(0, 4, 6);
        if (two) {
          _tile_loadd(7, b1 + k * 16, 64);
          _tile_dpbf16ps(1, 4, 7);
        }
        if (!tall) continue;
        _tile_loadd(5, a1 + k, depth * 2);
        _tile_dpbf16ps(2, 5, 6);
        if (two) {
          _tile_dpbf16ps(3, 5, 7);
        }
      }
      p = corner[0].target();
      _tile_stored(0, p.at, p.bytes);
      corner[0].finish();
      if (two) { p = corner[1].target(); _tile_stored(1, p.at, p.bytes); corner[1].finish(); }
      if (tall) { p = corner[2].target(); _tile_stored(2, p.at, p.bytes); corner[2].finish(); }
      if (both) { p = corner[3].target(); _tile_stored(3, p.at, p.bytes); corner[3].finish(); }
    }
  }
}
#endif

inline float widened(std::uint16_t half) {
  const std::uint32_t bits = static_cast<std::uint32_t>(half) << 16;
  float f;
  std::memcpy(&f, &bits, 4);
  return f;
}

void multiply_plainly(const PackedLeft& a, const PackedRight& b, float* to, int step, Sum sum) {
  const int depth = up(a.depth, 32);
  std::vector<float> panel(static_cast<std::size_t>(depth) * 16);
  for (int n = 0; n < b.columns / 16; ++n) {
    const std::uint16_t* from = b.data.data() + static_cast<long>(n) * depth * 16;
    for (int k = 0; k < depth; ++k)
      for (int c = 0; c < 16; ++c) panel[k * 16 + c] = widened(from[(k / 2) * 32 + c * 2 + k % 2]);
    for (int m = 0; m < a.rows; ++m) {
      float row[16] = {};
      const std::uint16_t* left = a.data.data() + static_cast<long>(m) * depth;
      for (int k = 0; k < depth; ++k) {
        const float x = widened(left[k]);
        for (int c = 0; c < 16; ++c) row[c] += x * panel[k * 16 + c];
      }
      float* out = to + static_cast<long>(m) * step + n * 16;
      for (int c = 0; c < 16; ++c) out[c] = sum == Sum::kAdd ? out[c] + row[c] : row[c];
    }
  }
}

}  // namespace

void pack_left(const float* from, int rows, int depth, int step, PackedLeft& out) {
  const int width = up(depth, 32);
  out.rows = rows, out.depth = depth;
  out.data.resize(static_cast<std::size_t>(up(rows, 16)) * width);
  for (int r = 0; r < rows; ++r) {
    std::uint16_t* to = out.data.data() + static_cast<long>(r) * width;
    const float* row = from + static_cast<long>(r) * step;
    for (int k = 0; k < depth; ++k) to[k] = rounded(row[k]);
    std::fill(to + depth, to + width, std::uint16_t{0});
  }
  std::fill(out.data.begin() + static_cast<long>(rows) * width, out.data.end(), std::uint16_t{0});
}

void pack_left_turned(const float* from, int depth, int rows, int step, PackedLeft& out) {
  const int width = up(depth, 32);
  out.rows = rows, out.depth = depth;
  out.data.assign(static_cast<std::size_t>(up(rows, 16)) * width, 0);
  for (int k0 = 0; k0 < depth; k0 += 32)
    for (int r0 = 0; r0 < rows; r0 += 16)
      for (int r = r0; r < std::min(rows, r0 + 16); ++r) {
        std::uint16_t* to = out.data.data() + static_cast<long>(r) * width;
        for (int k = k0; k < std::min(depth, k0 + 32); ++k)
          to[k] = rounded(from[static_cast<long>(k) * step + r]);
      }
}

void pack_right(const float* from, int depth, int columns, int step, PackedRight& out) {
  const int high = up(depth, 32);
  out.depth = depth, out.columns = columns;
  out.data.resize(static_cast<std::size_t>(high) * columns);
  for (int k = 0; k < high; k += 2) {
    const float* even = from + static_cast<long>(k) * step;
    const float* odd = even + step;
    for (int n = 0; n < columns; n += 16) {
      std::uint16_t* to = out.data.data() + static_cast<long>(n) * high + k * 16;
      if (k + 1 < depth)
        for (int c = 0; c < 16; ++c)
          to[2 * c] = rounded(even[n + c]), to[2 * c + 1] = rounded(odd[n + c]);
      else
        for (int c = 0; c < 16; ++c) to[2 * c] = k < depth ? rounded(even[n + c]) : std::uint16_t{0}, to[2 * c + 1] = 0;
    }
  }
}

void pack_right_turned(const float* from, int columns, int depth, int step, PackedRight& out) {
  const int high = up(depth, 32);
  out.depth = depth, out.columns = columns;
  out.data.assign(static_cast<std::size_t>(high) * columns, 0);
  for (int n0 = 0; n0 < columns; n0 += 16) {
    std::uint16_t* panel = out.data.data() + static_cast<long>(n0) * high;
    for (int n = n0; n < n0 + 16; ++n) {
      const float* row = from + static_cast<long>(n) * step;
      for (int k = 0; k < depth; ++k) panel[(k / 2) * 32 + (n - n0) * 2 + k % 2] = rounded(row[k]);
    }
  }
}

void multiply(const PackedLeft& left, const PackedRight& right, float* to, int step, Sum sum) {
  assert(left.depth == right.depth && right.columns % 16 == 0);
#ifdef __AMX_BF16__
  if (tiles_ready()) return multiply_tiles(left, right, to, step, sum);
#endif
  multiply_plainly(left, right, to, step, sum);
}

}  // namespace brink::parse
