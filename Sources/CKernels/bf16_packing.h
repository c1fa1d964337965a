// Operands rounded to bfloat16, to nearest, ties to even, while they are packed. Included where AVX-512 BF16 may be used.
//
// vcvtne2ps2bf16 takes denormals as 0, as vdpbf16ps and tdpbf16ps do: a product in bfloat16 never sees one.
#ifndef BF16_PACKING_H
#define BF16_PACKING_H

#include "bf16_blocks.h"
#include "rows.h"

#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))
#include "avx512_transpose.h"

enum { LANES = 16 };

INLINE __mmask16 first(size_t count) { return count >= 16 ? 0xffff : (__mmask16)((1u << count) - 1); }

// `rows` <= 16 rows of 32 floats, `columns` of them there, to rows of 32 bfloat16.
INLINE void load_rows(__m512i r[LANES], const float *x, size_t stride, size_t rows, size_t columns) {
  const __mmask16 low = first(columns), high = columns > 16 ? first(columns - 16) : 0;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < LANES; i++) {
    const float *row = x + i * stride;
    r[i] = i < rows ? (__m512i)_mm512_cvtne2ps_pbh(_mm512_maskz_loadu_ps(high, row + 16), _mm512_maskz_loadu_ps(low, row))
                    : _mm512_setzero_si512();
  }
}

// `rows` <= 32 rows of `columns` <= 16 floats to 16 rows of pairs: two neighbours down a column.
INLINE void load_pairs(__m512i r[LANES], const float *x, size_t stride, size_t rows, size_t columns) {
  const __mmask16 mask = first(columns);
  const __m512i order = _mm512_set_epi16(
    31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
#pragma clang loop unroll(full)
  for (size_t p = 0; p < LANES; p++) {
    const float *row = x + 2 * p * stride;
    __m512 upper = 2 * p < rows ? _mm512_maskz_loadu_ps(mask, row) : _mm512_setzero_ps();
    __m512 lower = 2 * p + 1 < rows ? _mm512_maskz_loadu_ps(mask, row + stride) : _mm512_setzero_ps();
    r[p] = _mm512_permutexvar_epi16(order, (__m512i)_mm512_cvtne2ps_pbh(lower, upper));
  }
}

INLINE void transpose(__m512i r[LANES]) { transpose_registers((__m512 *)r); }

INLINE void store(uint16_t *out, const __m512i r[LANES], size_t count) {
#pragma clang loop unroll(full)
  for (size_t i = 0; i < LANES; i++)
    if (i < count) _mm512_store_si512(out + i * BF16_UNIT, r[i]);
}

// `rows` <= `panel` rows from `i` on, and `depth` <= 32 columns from `k` on, of op(A).
INLINE void pack_a_unit(
  const ck_sgemm_arguments *g, uint16_t *out, size_t panel, size_t k, size_t depth, size_t i, size_t rows) {
  __m512i r[LANES];
  if (g->a_transposed) {
    load_pairs(r, g->a + k * g->a_stride + i, g->a_stride, depth, rows);
    transpose(r);
  } else {
    load_rows(r, g->a + i * g->a_stride + k, g->a_stride, rows, depth);
  }
  store(out, r, panel);
}

// Rows `i0` on, `m` of them, and `k` columns from `k0` on, of op(A); `panel` is known to the compiler.
INLINE void pack_a_panels(const ck_sgemm_arguments *g, uint16_t *out, size_t panel, size_t k0, size_t k, size_t i0, size_t m) {
  for (size_t i = i0; i < i0 + m; i += panel) {
    const size_t rows = smaller(panel, i0 + m - i);
    for (size_t p = 0; p < k; p += BF16_UNIT, out += panel * BF16_UNIT) {
      const size_t depth = smaller(BF16_UNIT, k - p);
      if (rows == panel && depth == BF16_UNIT) pack_a_unit(g, out, panel, k0 + p, BF16_UNIT, i, panel);
      else pack_a_unit(g, out, panel, k0 + p, depth, i, rows);
    }
  }
}

static inline void pack_a(
  const ck_sgemm_arguments *g, uint16_t *out, size_t panel, size_t k0, size_t k, size_t i0, size_t m) {
  if (panel == 16) pack_a_panels(g, out, 16, k0, k, i0, m);
  else pack_a_panels(g, out, 14, k0, k, i0, m);
}

// Columns `j` on, `columns` <= 16 of them, and `depth` <= 32 rows from `k` on, of op(B).
INLINE void pack_b_unit(const ck_sgemm_arguments *g, uint16_t *out, size_t k, size_t depth, size_t j, size_t columns) {
  __m512i r[LANES];
  if (g->b_transposed) {
    load_rows(r, g->b + j * g->b_stride + k, g->b_stride, columns, depth);
    transpose(r);
  } else {
    load_pairs(r, g->b + k * g->b_stride + j, g->b_stride, depth, columns);
  }
  store(out, r, LANES);
}

// One panel: columns `j` on, `columns` <= 32 of them.
static inline void pack_b(const ck_sgemm_arguments *g, uint16_t *out, size_t k0, size_t k, size_t j, size_t columns) {
  for (size_t p = 0; p < k; p += BF16_UNIT) {
    const size_t depth = smaller(BF16_UNIT, k - p);
    if (columns == BF16_COLUMNS && depth == BF16_UNIT) {
      pack_b_unit(g, out, k0 + p, BF16_UNIT, j, LANES);
      pack_b_unit(g, out + LANES * BF16_UNIT, k0 + p, BF16_UNIT, j + LANES, LANES);
    } else {
      pack_b_unit(g, out, k0 + p, depth, j, smaller(LANES, columns));
      if (columns > LANES) pack_b_unit(g, out + LANES * BF16_UNIT, k0 + p, depth, j + LANES, columns - LANES);
    }
    out += (columns > LANES ? 2 : 1) * LANES * BF16_UNIT;
  }
}

#endif
