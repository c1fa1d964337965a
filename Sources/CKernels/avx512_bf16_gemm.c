// Matrix product in bfloat16 with AVX-512 BF16: tiles of 14 x 32 of C in 28 registers, two steps of k an instruction.
//
// vdpbf16ps takes denormals as 0 and writes 0 for them, and rounds to nearest, whatever MXCSR says.
#if defined(__x86_64__)
#include "bf16_gemm.h"
#include "bf16_blocks.h"

#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), apply_to = function)

#define INLINE static inline __attribute__((always_inline))

enum { MR = 14 };

INLINE __mmask16 first(size_t count) { return count >= 16 ? 0xffff : (__mmask16)((1u << count) - 1); }

// `pairs` of one unit of k; meanwhile some bytes a pair are read ahead.
INLINE void add_unit(
  __m512 sum[MR][2], const uint16_t *a, const uint16_t *b, size_t pairs, const char *ahead, size_t step, const int rows,
  const int vectors) {
  for (size_t p = 0; p < pairs; p++) {
    _mm_prefetch(ahead + p * step, _MM_HINT_T1);
    __m512i right[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) right[v] = _mm512_load_si512(b + v * 512 + p * 32);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      int32_t pair;
      memcpy(&pair, a + i * 32 + 2 * p, sizeof pair);
      const __m512i left = _mm512_set1_epi32(pair);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i][v] = _mm512_dpbf16_ps(sum[i][v], (__m512bh)left, (__m512bh)right[v]);
    }
  }
}

// One tile of ROWS x (16 * VECTORS), both known to the compiler.
INLINE void run_tile(const bf16_block *x, size_t i0, const int rows, const int vectors) {
  __m512 sum[MR][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[i][v] = _mm512_setzero_ps();
  const uint16_t *a = x->a + i0 * x->units * 32, *b = x->b;
  // The next panel of columns lies behind this one where it is a weight's; each tile reads its share of it ahead.
  const size_t step = (size_t)vectors * 64 * MR / (x->rows + MR - 1) + 1;
  const char *ahead = (const char *)(b + x->units * (size_t)vectors * 512) + i0 / MR * step * x->units * 16;
  for (size_t k = 0; k < x->k; k += 32) {
    add_unit(sum, a, b, x->k - k >= 32 ? 16 : (x->k - k + 1) / 2, ahead, step, rows, vectors);
    ahead += 16 * step;
    a += MR * 32;
    b += vectors * 512;
  }
  const __m512 scale = _mm512_set1_ps(x->scale), keep = _mm512_set1_ps(x->keep);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      float *c = x->c + (i0 + (size_t)i) * x->stride + 16 * v;
      const __mmask16 mask = first(x->columns - 16 * (size_t)v);
      __m512 y = _mm512_mul_ps(sum[i][v], scale);
      if (x->keep != 0) y = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(mask, c), keep, y);
      _mm512_mask_storeu_ps(c, mask, y);
    }
  }
}

#define TILE(rows)                                                                      \
  static void tile_##rows##_1(const bf16_block *x, size_t i) { run_tile(x, i, rows, 1); } \
  static void tile_##rows##_2(const bf16_block *x, size_t i) { run_tile(x, i, rows, 2); }
TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6) TILE(7)
TILE(8) TILE(9) TILE(10) TILE(11) TILE(12) TILE(13) TILE(14)

typedef void (*tile_function)(const bf16_block *, size_t);
#define PAIR(rows) {tile_##rows##_1, tile_##rows##_2}
static const tile_function tiles[MR][2] = {
  PAIR(1), PAIR(2), PAIR(3), PAIR(4), PAIR(5), PAIR(6), PAIR(7),
  PAIR(8), PAIR(9), PAIR(10), PAIR(11), PAIR(12), PAIR(13), PAIR(14),
};

static void run_block(const bf16_block *x) {
  for (size_t i = 0; i < x->rows; i += MR) {
    const size_t rows = x->rows - i < MR ? x->rows - i : MR;
    tiles[rows - 1][x->columns > 16](x, i);
  }
}

void ck_avx512_bf16_gemm(const ck_sgemm_arguments *g) { ck_bf16_product(g, MR, run_block, NULL, NULL); }

static void apply_packed(const ck_linear_arguments *l) { ck_bf16_packed_product(l, MR, run_block, NULL, NULL); }

const ck_packed_product ck_avx512_packed_bf16 = {ck_bf16_packed_bytes, ck_bf16_pack, apply_packed};

double ck_avx512_bf16_limit(size_t rounds) {
  __m512 sum[2 * MR];
  const __m512i x = _mm512_setzero_si512();
#pragma clang loop unroll(full)
  for (int i = 0; i < 2 * MR; i++) sum[i] = _mm512_setzero_ps();
  for (size_t round = rounds; round > 0; round--) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 2 * MR; i++) {
      sum[i] = _mm512_dpbf16_ps(sum[i], (__m512bh)x, (__m512bh)x);
      __asm__ volatile("" : "+v"(sum[i]));
    }
  }
  return 2.0 * 32 * 2 * MR * (double)rounds;
}

#pragma clang attribute pop
#else
typedef int ck_no_avx512_bf16_gemm;
#endif
