// Single-precision matrix product with AVX-512: tiles of 14 x 32 of C in 28 registers (Goto and van de Geijn 2008).
//
// Loops, outside in: K in blocks of up to KC, N in blocks of up to NC (B packed into panels of 32 columns there), M in
// blocks of up to MC, panels of B (one stays in L1), tiles of 14 rows (A streams from L2). A is read where it lies
// unless it is transposed; then a block of it is packed, so that no load walks from page to page.
#if defined(__x86_64__)
#include "rows.h"
#include "sgemm.h"
#include "tables.h"

#include <immintrin.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma"))), apply_to = function)

#define INLINE static inline __attribute__((always_inline))
#include "avx512_transpose.h"

enum { MR = 14, NR = 32, KC = 256, MC = 32 * MR, NC = 768 };

typedef struct {
  const float *a;
  size_t row, step;  // floats from row to row and from k to k
  const float *b;    // packed panel: k x 32, or k x 16
  size_t k;
  float *c;
  size_t stride;
  float scale, keep;
  __mmask16 mask[2];
  // This tile's share of what is read next, some bytes a step
  const char *ahead;
  size_t ahead_step;
} tile;

// One tile of ROWS x (16 * VECTORS), both known to the compiler.
INLINE void run_tile(const tile *t, const int rows, const int vectors) {
  __m512 sum[MR][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[i][v] = _mm512_setzero_ps();
  const float *a = t->a, *b = t->b;
  const size_t row = t->row, step = t->step;
  const char *ahead = t->ahead;
  for (size_t k = t->k; k > 0; k--) {
    _mm_prefetch(ahead, _MM_HINT_T1);
    ahead += t->ahead_step;
    __m512 right[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) right[v] = _mm512_load_ps(b + 16 * v);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      __m512 left = _mm512_set1_ps(a[(size_t)i * row]);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i][v] = _mm512_fmadd_ps(left, right[v], sum[i][v]);
    }
    a += step;
    b += 16 * vectors;
  }
  const __m512 scale = _mm512_set1_ps(t->scale), keep = _mm512_set1_ps(t->keep);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      float *c = t->c + (size_t)i * t->stride + 16 * v;
      __m512 y = _mm512_mul_ps(sum[i][v], scale);
      if (t->keep != 0) y = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(t->mask[v], c), keep, y);
      _mm512_mask_storeu_ps(c, t->mask[v], y);
    }
  }
}

#define TILE(rows)                                                              \
  static void tile_##rows##_1(const tile *t) { run_tile(t, rows, 1); } \
  static void tile_##rows##_2(const tile *t) { run_tile(t, rows, 2); }
TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6) TILE(7)
TILE(8) TILE(9) TILE(10) TILE(11) TILE(12) TILE(13) TILE(14)

typedef void (*tile_function)(const tile *);
#define PAIR(rows) {tile_##rows##_1, tile_##rows##_2}
static const tile_function tiles[MR][2] = {
  PAIR(1), PAIR(2), PAIR(3), PAIR(4), PAIR(5), PAIR(6), PAIR(7),
  PAIR(8), PAIR(9), PAIR(10), PAIR(11), PAIR(12), PAIR(13), PAIR(14),
};

// ---- packing ----

// 16 x 16: rows at `stride` become columns; rows past `rows` and columns past `columns` read as 0.
INLINE void transpose16(float *out, size_t out_stride, const float *in, size_t stride, size_t rows, size_t columns) {
  const __mmask16 mask = columns >= 16 ? 0xffff : (__mmask16)((1u << columns) - 1);
  __m512 r[16];
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i++)
    r[i] = (size_t)i < rows ? _mm512_maskz_loadu_ps(mask, in + (size_t)i * stride) : _mm512_setzero_ps();
  transpose_registers(r);
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i++)
    if ((size_t)i < columns) _mm512_store_ps(out + (size_t)i * out_stride, r[i]);
}

// `columns` <= 16 of op(B) from column `j`, rows `k0` on, into lanes of rows `width` apart.
INLINE void pack_lane(const ck_sgemm_arguments *g, float *out, size_t width, size_t k0, size_t k, size_t j, size_t columns) {
  if (g->b_transposed) {
    const float *b = g->b + j * g->b_stride + k0;
    for (size_t p = 0; p < k; p += 16)
      transpose16(out + p * width, width, b + p, g->b_stride, columns, smaller(16, k - p));
    return;
  }
  const __mmask16 mask = columns >= 16 ? 0xffff : (__mmask16)((1u << columns) - 1);
  const float *b = g->b + k0 * g->b_stride + j;
  for (size_t p = 0; p < k; p++) _mm512_store_ps(out + p * width, _mm512_maskz_loadu_ps(mask, b + p * g->b_stride));
}

// Columns `j0` on, `n` of them, as panels of 32 columns; a last one of at most 16 is 16 wide.
static void pack_b(const ck_sgemm_arguments *g, float *out, size_t k0, size_t k, size_t j0, size_t n) {
  for (size_t j = 0; j < n; j += NR) {
    const size_t columns = smaller(NR, n - j), width = columns > 16 ? 32 : 16;
    pack_lane(g, out + j * k, width, k0, k, j0 + j, smaller(16, columns));
    if (width == 32) pack_lane(g, out + j * k + 16, width, k0, k, j0 + j + 16, columns - 16);
  }
}

// Rows `i0` on, `m` of them, of a transposed A, as panels of k x 14 (at the distance of 14).
static void pack_a(const ck_sgemm_arguments *g, float *out, size_t k0, size_t k, size_t i0, size_t m) {
  const float *a = g->a + k0 * g->a_stride + i0;
  for (size_t i = 0; i < m; i += MR) {
    const __mmask16 mask = (__mmask16)((1u << smaller(MR, m - i)) - 1);
    float *panel = out + i * k;
    for (size_t p = 0; p < k; p++)
      _mm512_mask_storeu_ps(panel + p * MR, mask, _mm512_maskz_loadu_ps(mask, a + p * g->a_stride + i));
  }
}

// ---- room for the packed blocks, per thread ----

enum { A_ROOM = MC * KC + 16, B_ROOM = NC * KC };
static pthread_key_t room_key;
static pthread_once_t room_once = PTHREAD_ONCE_INIT;
static _Thread_local float *room;

static void make_key(void) { pthread_key_create(&room_key, free); }

static float *packing_room(void) {
  if (!room) {
    pthread_once(&room_once, make_key);
    void *memory = NULL;
    if (posix_memalign(&memory, 4096, (A_ROOM + B_ROOM) * sizeof(float)) != 0) abort();
    room = memory;
    pthread_setspecific(room_key, memory);
  }
  return room;
}

// ---- the product ----

typedef struct {
  size_t i0, m, j0, n, k0, k;
  const float *packed_a, *packed_b;
  float keep;
} block;

static void run_block(const ck_sgemm_arguments *g, const block *x) {
  for (size_t j = 0; j < x->n; j += NR) {
    const size_t columns = smaller(NR, x->n - j);
    const int vectors = columns > 16 ? 2 : 1;
    tile t = {.b = x->packed_b + j * x->k, .k = x->k, .stride = g->c_stride, .scale = g->scale, .keep = x->keep};
    t.mask[0] = columns >= 16 ? 0xffff : (__mmask16)((1u << columns) - 1);
    t.mask[1] = columns >= 32 ? 0xffff : columns > 16 ? (__mmask16)((1u << (columns - 16)) - 1) : 0;
    t.ahead_step = NR * sizeof(float) * MR / (x->m + MR - 1) + 1;
    t.ahead = (const char *)(t.b + 16 * (size_t)vectors * x->k);
    for (size_t i = 0; i < x->m;) {
      // Two short tiles rather than a full one and a sliver
      size_t rows = x->m - i;
      if (rows > 2 * MR || rows == 2 * MR) rows = MR;
      else if (rows > MR) rows = (rows + 1) / 2;
      if (x->packed_a && x->m - i > MR) rows = MR;
      if (x->packed_a) {
        t.a = x->packed_a + i * x->k;
        t.row = 1;
        t.step = MR;
      } else {
        t.a = g->a + (x->i0 + i) * g->a_stride + x->k0;
        t.row = g->a_stride;
        t.step = 1;
      }
      t.c = g->c + (x->i0 + i) * g->c_stride + x->j0 + j;
      tiles[rows - 1][vectors - 1](&t);
      t.ahead += t.ahead_step * x->k;
      i += rows;
    }
  }
}

void ck_avx512_sgemm(const ck_sgemm_arguments *g) {
  if (g->m == 0 || g->n == 0) return;
  float *room_a = packing_room(), *room_b = room_a + A_ROOM;
  const size_t kc = even_block(g->k, KC, 16), nc = even_block(g->n, NC, NR), mc = even_block(g->m, MC, MR);
  for (size_t k0 = 0; k0 < g->k; k0 += kc) {
    const size_t k = smaller(kc, g->k - k0);
    for (size_t j0 = 0; j0 < g->n; j0 += nc) {
      const size_t n = smaller(nc, g->n - j0);
      pack_b(g, room_b, k0, k, j0, n);
      for (size_t i0 = 0; i0 < g->m; i0 += mc) {
        const size_t m = smaller(mc, g->m - i0);
        if (g->a_transposed) pack_a(g, room_a, k0, k, i0, m);
        block x = {.i0 = i0, .m = m, .j0 = j0, .n = n, .k0 = k0, .k = k, .packed_b = room_b};
        x.packed_a = g->a_transposed ? room_a : NULL;
        x.keep = k0 == 0 ? g->keep : 1;
        run_block(g, &x);
      }
    }
  }
}

// ---- packed weights: all blocks of K one after the other, each as the panels of all columns ----

static size_t padded(size_t n) { return (n + 15) / 16 * 16; }

static size_t packed_bytes(size_t n, size_t k) { return padded(n) * k * sizeof(float); }

static void pack_weight(void *packed, const ck_weight *w) {
  const ck_sgemm_arguments g = {.b = w->elements, .b_stride = w->stride, .b_transposed = !w->transposed};
  const size_t kc = even_block(w->k, KC, 16);
  float *out = packed;
  for (size_t k0 = 0; k0 < w->k; k0 += kc) {
    const size_t k = smaller(kc, w->k - k0);
    pack_b(&g, out, k0, k, 0, w->n);
    out += padded(w->n) * k;
  }
}

// Rows `i0` on, `m` of them, of x. Bias and activation follow while the columns that they concern are in L1.
static void multiply_packed(const ck_linear_arguments *l, const float *x, size_t x_stride, size_t i0, size_t m) {
  const ck_sgemm_arguments g = {.a = x, .c = l->y, .a_stride = x_stride, .c_stride = l->y_stride, .scale = 1};
  const ck_epilogue *e = &l->epilogue;
  const size_t kc = even_block(l->k, KC, 16);
  const float *packed = l->packed;
  for (size_t k0 = 0; k0 < l->k; k0 += kc) {
    const size_t k = smaller(kc, l->k - k0);
    for (size_t j = 0; j < l->n; j += NR) {
      block x = {.i0 = i0, .m = m, .j0 = j, .n = smaller(NR, l->n - j), .k0 = k0, .k = k};
      x.packed_b = packed + j * k;
      x.keep = k0 == 0 ? 0 : 1;
      run_block(&g, &x);
      if (k0 + k < l->k || e->gamma) continue;
      ck_avx512_table.epilogue(
        l->y + i0 * l->y_stride + j, l->y_stride, e->bias ? e->bias + j : NULL, m, x.n, e->gelu);
    }
    packed += padded(l->n) * k;
  }
}

static void apply_packed(const ck_linear_arguments *first) {
  if (first->m == 0 || first->n == 0) return;
  const size_t mc = even_block(first->m, MC, MR);
  for (size_t i0 = 0; i0 < first->m; i0 += mc) {
    const size_t m = smaller(mc, first->m - i0);
    const float *x = first->x;
    size_t stride = first->x_stride;
    for (const ck_linear_arguments *l = first; l; x = l->y, stride = l->y_stride, l = l->next) {
      multiply_packed(l, x, stride, i0, m);
      norm_rows(l, &ck_avx512_table, i0, m);
    }
  }
}

const ck_packed_product ck_avx512_packed_fp32 = {packed_bytes, pack_weight, apply_packed};

double ck_avx512_sgemm_limit(size_t rounds) {
  __m512 sum[2 * MR];
  const __m512 x = _mm512_set1_ps(0.5f);
#pragma clang loop unroll(full)
  for (int i = 0; i < 2 * MR; i++) sum[i] = x;
  for (size_t round = rounds; round > 0; round--) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 2 * MR; i++) {
      sum[i] = _mm512_fmadd_ps(sum[i], x, x);
      __asm__ volatile("" : "+v"(sum[i]));
    }
  }
  return 2.0 * 16 * 2 * MR * (double)rounds;
}

#pragma clang attribute pop
#else
typedef int ck_no_avx512_sgemm;
#endif
