// SPDX-License-Identifier: Apache-2.0
// The products of AVX-512 with VNNI: one instruction makes 64 of bytes, or 32 of numbers, and adds
// them to 16 sums of 32 bits, so that nothing can overflow on the way.
// Included by kernels_body.h, inside its namespace.

// `products(sums, four or two numbers of a row, as many of each column)`.
template <int kRows, int kPanels, class Products>
inline void multiply_panels(const char* left, long left_step, const char* panel, long panel_step,
                            int quads, const std::int32_t* base, bool add, std::int32_t* to,
                            long step, const Products& products) {
  __m512i sums[kRows][kPanels];
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r)
#pragma GCC unroll 4
    for (int p = 0; p < kPanels; ++p) {
      sums[r][p] = base ? _mm512_loadu_si512(base + 16 * p) : _mm512_setzero_si512();
      if (add)
        sums[r][p] = _mm512_add_epi32(sums[r][p], _mm512_loadu_si512(to + r * step + 16 * p));
    }
  for (int k = 0; k < quads; ++k) {
    __m512i weights[kPanels];
#pragma GCC unroll 4
    for (int p = 0; p < kPanels; ++p)
      weights[p] = _mm512_loadu_si512(panel + p * panel_step + 64L * k);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      std::int32_t some;
      std::memcpy(&some, left + r * left_step + 4L * k, sizeof some);
      const __m512i x = _mm512_set1_epi32(some);
#pragma GCC unroll 4
      for (int p = 0; p < kPanels; ++p) sums[r][p] = products(sums[r][p], x, weights[p]);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r)
#pragma GCC unroll 4
    for (int p = 0; p < kPanels; ++p) _mm512_storeu_si512(to + r * step + 16 * p, sums[r][p]);
}

// The 32 registers hold 16 sums and what they are made of: eight rows of two panels, or four of
// four. Fewer than ten would wait for each other, so rows are shared out evenly.
template <int kPanels, class Products>
inline void multiply_rows(const char* left, long left_step, int rows, const char* panel,
                          long panel_step, int quads, const std::int32_t* base, bool add,
                          std::int32_t* to, long step, const Products& products) {
  constexpr int kMostRows = kPanels > 2 ? 4 : 8;
  struct Blocks {  // no std::array: what others share would be compiled for this processor here
    decltype(&multiply_panels<1, kPanels, Products>) of[kMostRows];
  };
  constexpr Blocks kBlocks = []<int... kLess>(std::integer_sequence<int, kLess...>) {
    return Blocks{{&multiply_panels<kLess + 1, kPanels, Products>...}};
  }
  (std::make_integer_sequence<int, kMostRows>());
  int n = 0;
  for (int blocks = (rows + kMostRows - 1) / kMostRows; blocks > 0; --blocks) {
    n = (rows + blocks - 1) / blocks;
    kBlocks.of[n - 1](left, left_step, panel, panel_step, quads, base, add, to, step, products);
    rows -= n, left += n * left_step, to += n * step;
  }
}

// `left_step` in bytes; a panel holds 64 bytes for every four bytes of a row.
template <class Products>
inline void multiply_all(const void* left, long left_step, int rows, const void* weights,
                         int columns, int quads, const std::int32_t* base, bool add,
                         std::int32_t* sums, long sums_step, const Products& products) {
  const auto* from = static_cast<const char*>(left);
  const auto* panel = static_cast<const char*>(weights);
  const long panel_step = 64L * quads;
  const int few =
      rows <= 4 ? columns / 64 * 64 : 0;  // columns that are taken four panels at a time
  int n = 0;
  const auto take = [&](auto multiply, int panels) {
    multiply(from, left_step, rows, panel, panel_step, quads, base ? base + n : nullptr, add,
             sums + n, sums_step, products);
    n += 16 * panels, panel += panels * panel_step;
  };
  while (n < few) take(multiply_rows<4, Products>, 4);
  while (n + 32 <= columns) take(multiply_rows<2, Products>, 2);
  if (n < columns) take(multiply_rows<1, Products>, 1);
}

void multiply_bytes(const std::uint8_t* left, int left_step, int rows, const ByteWeights& w,
                    bool add, std::int32_t* sums, int sums_step) {
  multiply_all(left, left_step, rows, w.data, w.columns, w.depth / 4, w.base, add, sums, sums_step,
               [](__m512i to, __m512i x, __m512i y) { return _mm512_dpbusd_epi32(to, x, y); });
}

void multiply(const std::int16_t* left, int left_step, int rows, const Weights& w, bool add,
              std::int32_t* sums, int sums_step) {
  multiply_all(left, 2L * left_step, rows, w.data, w.columns, w.depth / 2, nullptr, add, sums,
               sums_step,
               [](__m512i to, __m512i x, __m512i y) { return _mm512_dpwssd_epi32(to, x, y); });
}
