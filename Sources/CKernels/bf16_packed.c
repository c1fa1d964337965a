// Products in bfloat16 with packed weights, whatever multiplies the blocks.
#if defined(__x86_64__)
#include "bf16_blocks.h"
#include "rows.h"
#include "tables.h"

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), apply_to = function)

#include "bf16_packing.h"

static size_t padded(size_t n) { return (n + LANES - 1) / LANES * LANES; }
static size_t units(size_t k) { return (k + BF16_UNIT - 1) / BF16_UNIT; }

size_t ck_bf16_packed_bytes(size_t n, size_t k) { return padded(n) * units(k) * BF16_UNIT * sizeof(uint16_t); }

void ck_bf16_pack(void *packed, const ck_weight *w) {
  const ck_sgemm_arguments g = {.b = w->elements, .b_stride = w->stride, .b_transposed = !w->transposed};
  const size_t kc = even_block(w->k, BF16_MOST_K, BF16_UNIT);
  uint16_t *out = packed;
  for (size_t k0 = 0; k0 < w->k; k0 += kc) {
    const size_t k = smaller(kc, w->k - k0);
    for (size_t j = 0; j < w->n; j += BF16_COLUMNS)
      pack_b(&g, out + j * units(k) * BF16_UNIT, k0, k, j, smaller(BF16_COLUMNS, w->n - j));
    out += padded(w->n) * units(k) * BF16_UNIT;
  }
}

// Rows `i0` on, `m` of them, of x. Bias and activation follow while the columns that they concern are in L1.
static void multiply(
  const ck_linear_arguments *l, const float *x, size_t x_stride, size_t panel_rows, bf16_block_function run, size_t i0,
  size_t m) {
  const ck_sgemm_arguments g = {.a = x, .a_stride = x_stride};
  const ck_epilogue *e = &l->epilogue;
  const size_t kc = even_block(l->k, BF16_MOST_K, BF16_UNIT);
  uint16_t *room_a = ck_bf16_room();
  const uint16_t *packed = l->packed;
  bf16_block block = {.a = room_a, .rows = m, .stride = l->y_stride, .scale = 1};
  for (size_t k0 = 0; k0 < l->k; k0 += kc) {
    block.k = smaller(kc, l->k - k0);
    block.units = units(block.k);
    block.keep = k0 == 0 ? 0 : 1;
    pack_a(&g, room_a, panel_rows, k0, block.k, i0, m);
    for (size_t j = 0; j < l->n; j += BF16_COLUMNS) {
      block.columns = smaller(BF16_COLUMNS, l->n - j);
      block.b = packed + j * block.units * BF16_UNIT;
      block.c = l->y + i0 * l->y_stride + j;
      run(&block);
      if (k0 + block.k < l->k || e->gamma) continue;
      ck_avx512_table.epilogue(block.c, l->y_stride, e->bias ? e->bias + j : NULL, m, block.columns, e->gelu);
    }
    packed += padded(l->n) * block.units * BF16_UNIT;
  }
}

void ck_bf16_packed_product(
  const ck_linear_arguments *first, size_t panel_rows, bf16_block_function run, void (*begin)(void),
  void (*end)(void)) {
  if (first->m == 0 || first->n == 0) return;
  const size_t mc = even_block(first->m, BF16_MOST_ROWS, panel_rows);
  if (begin) begin();
  for (size_t i0 = 0; i0 < first->m; i0 += mc) {
    const size_t m = smaller(mc, first->m - i0);
    const float *x = first->x;
    size_t stride = first->x_stride;
    for (const ck_linear_arguments *l = first; l; x = l->y, stride = l->y_stride, l = l->next) {
      multiply(l, x, stride, panel_rows, run, i0, m);
      norm_rows(l, &ck_avx512_table, i0, m);
    }
  }
  if (end) end();
}

#pragma clang attribute pop
#else
typedef int ck_no_bf16_packed;
#endif
