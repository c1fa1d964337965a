// Packing for the products in bfloat16: operands are rounded to nearest, ties to even, while they are packed.
//
// vcvtne2ps2bf16 takes denormals as 0, as vdpbf16ps and tdpbf16ps do: a product in bfloat16 never sees one.
#if defined(__x86_64__)
#include "bf16_blocks.h"
#include "tables.h"

#include <immintrin.h>
#include <pthread.h>
#include <stdlib.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), apply_to = function)

#define INLINE static inline __attribute__((always_inline))
#include "avx512_transpose.h"

// k in one block, and rows of A in one block (a multiple of 14 and of 16): 1 MB of A stays in L2.
enum { KC = 768, MC = 672, LANES = 16 };

INLINE size_t smaller(size_t a, size_t b) { return a < b ? a : b; }
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

static void pack_a(const ck_sgemm_arguments *g, uint16_t *out, size_t panel, size_t k0, size_t k, size_t i0, size_t m) {
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
static void pack_b(const ck_sgemm_arguments *g, uint16_t *out, size_t k0, size_t k, size_t j, size_t columns) {
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

// ---- room for the packed blocks, per thread ----

enum { A_ROOM = (MC + 16) * KC, B_ROOM = BF16_COLUMNS * KC };
static pthread_key_t room_key;
static pthread_once_t room_once = PTHREAD_ONCE_INIT;
static _Thread_local uint16_t *room;

static void make_key(void) { pthread_key_create(&room_key, free); }

static uint16_t *packing_room(void) {
  if (!room) {
    pthread_once(&room_once, make_key);
    void *memory = NULL;
    if (posix_memalign(&memory, 4096, (A_ROOM + B_ROOM) * sizeof(uint16_t)) != 0) abort();
    room = memory;
    pthread_setspecific(room_key, memory);
  }
  return room;
}

// ---- the product ----

// `count` cut into the fewest even blocks of at most `most`, multiples of `unit`.
static size_t even_block(size_t count, size_t most, size_t unit) {
  const size_t blocks = (count + most - 1) / most;
  const size_t size = (count + blocks - 1) / blocks;
  return smaller(most, (size + unit - 1) / unit * unit);
}

void ck_bf16_product(
  const ck_sgemm_arguments *g, size_t panel_rows, bf16_block_function run, void (*begin)(void), void (*end)(void)) {
  if (g->m == 0 || g->n == 0) return;
  uint16_t *room_a = packing_room(), *room_b = room_a + A_ROOM;
  const size_t kc = even_block(g->k, KC, BF16_UNIT), mc = even_block(g->m, MC, panel_rows);
  bf16_block x = {.a = room_a, .b = room_b, .stride = g->c_stride, .scale = g->scale};
  if (begin) begin();
  for (size_t k0 = 0; k0 < g->k; k0 += kc) {
    x.k = smaller(kc, g->k - k0);
    x.units = (x.k + BF16_UNIT - 1) / BF16_UNIT;
    x.keep = k0 == 0 ? g->keep : 1;
    for (size_t i0 = 0; i0 < g->m; i0 += mc) {
      x.rows = smaller(mc, g->m - i0);
      pack_a(g, room_a, panel_rows, k0, x.k, i0, x.rows);
      for (size_t j = 0; j < g->n; j += BF16_COLUMNS) {
        x.columns = smaller(BF16_COLUMNS, g->n - j);
        x.c = g->c + i0 * g->c_stride + j;
        pack_b(g, room_b, k0, x.k, j, x.columns);
        run(&x);
      }
    }
  }
  if (end) end();
}

// ---- packed weights ----

static size_t padded(size_t n) { return (n + LANES - 1) / LANES * LANES; }
static size_t units(size_t k) { return (k + BF16_UNIT - 1) / BF16_UNIT; }

size_t ck_bf16_packed_bytes(size_t n, size_t k) { return padded(n) * units(k) * BF16_UNIT * sizeof(uint16_t); }

void ck_bf16_pack(void *packed, const ck_weight *w) {
  const ck_sgemm_arguments g = {.b = w->elements, .b_stride = w->stride, .b_transposed = !w->transposed};
  const size_t kc = even_block(w->k, KC, BF16_UNIT);
  uint16_t *out = packed;
  for (size_t k0 = 0; k0 < w->k; k0 += kc) {
    const size_t k = smaller(kc, w->k - k0);
    for (size_t j = 0; j < w->n; j += BF16_COLUMNS)
      pack_b(&g, out + j * units(k) * BF16_UNIT, k0, k, j, smaller(BF16_COLUMNS, w->n - j));
    out += padded(w->n) * units(k) * BF16_UNIT;
  }
}

// Rows `i0` on, `m` of them. Bias and activation follow while the columns that they concern are in L1.
static void multiply_packed(
  const ck_linear_arguments *l, size_t panel_rows, bf16_block_function run, size_t i0, size_t m) {
  const ck_sgemm_arguments g = {.a = l->x, .a_stride = l->x_stride};
  const size_t kc = even_block(l->k, KC, BF16_UNIT);
  uint16_t *room_a = packing_room();
  const uint16_t *packed = l->packed;
  bf16_block x = {.a = room_a, .rows = m, .stride = l->y_stride, .scale = 1};
  for (size_t k0 = 0; k0 < l->k; k0 += kc) {
    x.k = smaller(kc, l->k - k0);
    x.units = units(x.k);
    x.keep = k0 == 0 ? 0 : 1;
    pack_a(&g, room_a, panel_rows, k0, x.k, i0, m);
    for (size_t j = 0; j < l->n; j += BF16_COLUMNS) {
      x.columns = smaller(BF16_COLUMNS, l->n - j);
      x.b = packed + j * x.units * BF16_UNIT;
      x.c = l->y + i0 * l->y_stride + j;
      run(&x);
      if (k0 + x.k < l->k) continue;
      ck_avx512_table.epilogue(x.c, l->y_stride, l->bias ? l->bias + j : NULL, m, x.columns, l->gelu);
    }
    packed += padded(l->n) * x.units * BF16_UNIT;
  }
}

void ck_bf16_packed_product(
  const ck_linear_arguments *l, size_t panel_rows, bf16_block_function run, void (*begin)(void), void (*end)(void)) {
  if (l->m == 0 || l->n == 0) return;
  const size_t mc = even_block(l->m, MC, panel_rows);
  if (begin) begin();
  for (size_t i0 = 0; i0 < l->m; i0 += mc) multiply_packed(l, panel_rows, run, i0, smaller(mc, l->m - i0));
  if (end) end();
}

#pragma clang attribute pop
#else
typedef int ck_no_bf16_blocks;
#endif
