// Products in 8-bit integers with AVX-512: tiles of 14 x 32 of C in 28 registers, four steps of k a vpdpbusd.
#if defined(__x86_64__)
#include "int8_blocks.h"
#include "int8_rows.h"
#include "tables.h"

#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))

enum { MR = 14 };

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma"))), apply_to = function)

INLINE __mmask16 first(size_t count) { return count >= 16 ? 0xffff : (__mmask16)((1u << count) - 1); }

// The smallest and greatest value of a row, 0 among them, and what is 0 where all are finite numbers; four of each at a
// time, that one need not wait for the other.
typedef struct {
  __m512 lowest[4], highest[4], poison[4];
} extremes;

INLINE void look_at(extremes *e, const float *x, size_t k, const int whole) {
#pragma clang loop unroll(full)
  for (size_t i = 0; i < 4; i++) {
    if (!whole && k <= 16 * i) break;
    const __m512 v = whole ? _mm512_loadu_ps(x + 16 * i) : _mm512_maskz_loadu_ps(first(k - 16 * i), x + 16 * i);
    e->lowest[i] = _mm512_min_ps(v, e->lowest[i]);
    e->highest[i] = _mm512_max_ps(v, e->highest[i]);
    e->poison[i] = _mm512_fmadd_ps(v, _mm512_setzero_ps(), e->poison[i]);
  }
}

INLINE float begin(const int8_rows *rows, size_t i, const float *x, size_t k) {
  extremes e = {0};
  size_t p = 0;
  for (; p + 64 <= k; p += 64) look_at(&e, x + p, 64, 1);
  if (p < k) look_at(&e, x + p, k - p, 0);
  const __m512 lowest = _mm512_min_ps(_mm512_min_ps(e.lowest[0], e.lowest[1]), _mm512_min_ps(e.lowest[2], e.lowest[3]));
  const __m512 highest =
    _mm512_max_ps(_mm512_max_ps(e.highest[0], e.highest[1]), _mm512_max_ps(e.highest[2], e.highest[3]));
  const __m512 poison =
    _mm512_add_ps(_mm512_add_ps(e.poison[0], e.poison[1]), _mm512_add_ps(e.poison[2], e.poison[3]));
  return begin_row(
    rows, i, _mm512_reduce_min_ps(lowest), _mm512_reduce_max_ps(highest), _mm512_reduce_add_ps(poison));
}

// `count` <= 64 values as integers; what is no finite number becomes any.
INLINE __m512i integers(const float *x, size_t count, __m512 inverse, __m512i zero, const int whole) {
  __m512i q[4];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < 4; i++) {
    const __mmask16 mask = whole ? 0xffff : count > 16 * i ? first(count - 16 * i) : 0;
    const __m512 v = whole ? _mm512_loadu_ps(x + 16 * i) : _mm512_maskz_loadu_ps(mask, x + 16 * i);
    q[i] = _mm512_add_epi32(_mm512_cvtps_epi32(_mm512_mul_ps(v, inverse)), zero);
  }
  // Packing saturates, and takes turns in lanes of four.
  const __m512i packed = _mm512_packus_epi16(_mm512_packs_epi32(q[0], q[1]), _mm512_packs_epi32(q[2], q[3]));
  const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  return _mm512_permutexvar_epi32(order, packed);
}

static void quantize(const int8_rows *rows, const float *x, size_t stride, size_t m, size_t k) {
  for (size_t i = 0; i < m; i++, x += stride) {
    const __m512 inverse = _mm512_set1_ps(begin(rows, i, x, k));
    const __m512i zero = _mm512_set1_epi32(rows->zero[i]);
    uint8_t *q = rows->q + i * rows->groups * INT8_GROUP;
    size_t p = 0;
    for (; p + 64 <= k; p += 64) _mm512_storeu_si512(q + p, integers(x + p, 64, inverse, zero, 1));
    if (p == k) continue;
    const __mmask64 room = ~0ull >> (64 - (rows->groups * INT8_GROUP - p));
    _mm512_mask_storeu_epi8(q + p, room, integers(x + p, k - p, inverse, zero, 0));
  }
}

typedef struct {
  const uint8_t *x;
  const int8_t *panel;
  size_t groups;
  const float *row_scale, *scale, *bias;
  const int32_t *zero, *sum;
  float *y;
  size_t stride, columns;
  // What the next panel's products will read: this tile's share of it, some bytes a step
  const char *ahead;
  size_t ahead_step;
} tile;

INLINE void finish_tile(const tile *t, __m512i dots[MR][2], const int rows) {
#pragma clang loop unroll(full)
  for (int v = 0; v < 2; v++) {
    const __m512i sum = _mm512_loadu_si512(t->sum + 16 * v);
    const __m512 scale = _mm512_loadu_ps(t->scale + 16 * v);
    const __mmask16 mask = t->columns > 16 * (size_t)v ? first(t->columns - 16 * (size_t)v) : 0;
    const __m512 bias = t->bias ? _mm512_maskz_loadu_ps(mask, t->bias + 16 * v) : _mm512_setzero_ps();
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const __m512i exact = _mm512_sub_epi32(dots[i][v], _mm512_mullo_epi32(_mm512_set1_epi32(t->zero[i]), sum));
      const __m512 factor = _mm512_mul_ps(_mm512_set1_ps(t->row_scale[i]), scale);
      const __m512 y = _mm512_fmadd_ps(_mm512_cvtepi32_ps(exact), factor, bias);
      _mm512_mask_storeu_ps(t->y + (size_t)i * t->stride + 16 * v, mask, y);
    }
  }
}

typedef void (*tile_function)(const tile *);

#define RUN_TILE(name, add)                                                                       \
  INLINE void name(const tile *t, const int rows) {                                               \
    __m512i dots[MR][2];                                                                          \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < rows; i++) dots[i][0] = dots[i][1] =   \
      _mm512_setzero_si512();                                                                     \
    const uint8_t *x = t->x;                                                                      \
    const int8_t *panel = t->panel;                                                               \
    const char *ahead = t->ahead;                                                                 \
    for (size_t g = t->groups; g > 0; g--, x += INT8_GROUP, panel += INT8_PANEL) {                       \
      const __m512i left = _mm512_load_si512(panel), right = _mm512_load_si512(panel + 64);       \
      _mm_prefetch(ahead, _MM_HINT_T1);                                                           \
      ahead += t->ahead_step;                                                                     \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < rows; i++) {                         \
        int32_t four;                                                                             \
        memcpy(&four, x + (size_t)i * t->groups * INT8_GROUP, sizeof four);                       \
        const __m512i row = _mm512_set1_epi32(four);                                              \
        dots[i][0] = add(dots[i][0], row, left);                                                  \
        dots[i][1] = add(dots[i][1], row, right);                                                 \
      }                                                                                           \
    }                                                                                             \
    finish_tile(t, dots, rows);                                                                   \
  }
#define TILES(prefix, run)                                                                        \
  static void prefix##_1(const tile *t) { run(t, 1); }                                            \
  static void prefix##_2(const tile *t) { run(t, 2); }                                            \
  static void prefix##_3(const tile *t) { run(t, 3); }                                            \
  static void prefix##_4(const tile *t) { run(t, 4); }                                            \
  static void prefix##_5(const tile *t) { run(t, 5); }                                            \
  static void prefix##_6(const tile *t) { run(t, 6); }                                            \
  static void prefix##_7(const tile *t) { run(t, 7); }                                            \
  static void prefix##_8(const tile *t) { run(t, 8); }                                            \
  static void prefix##_9(const tile *t) { run(t, 9); }                                            \
  static void prefix##_10(const tile *t) { run(t, 10); }                                          \
  static void prefix##_11(const tile *t) { run(t, 11); }                                          \
  static void prefix##_12(const tile *t) { run(t, 12); }                                          \
  static void prefix##_13(const tile *t) { run(t, 13); }                                          \
  static void prefix##_14(const tile *t) { run(t, 14); }                                          \
  static const tile_function prefix##s[MR] = {                                                    \
    prefix##_1, prefix##_2, prefix##_3, prefix##_4, prefix##_5, prefix##_6, prefix##_7,           \
    prefix##_8, prefix##_9, prefix##_10, prefix##_11, prefix##_12, prefix##_13, prefix##_14}

INLINE void run_panel(
  const tile_function tiles[MR], const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns,
  const float *bias, float *y, size_t stride) {
  tile t = {
    .panel = w->panels + j * w->groups * INT8_GROUP, .groups = w->groups, .scale = w->scale + j, .sum = w->sum + j,
    .bias = bias, .stride = stride, .columns = columns};
  t.ahead_step = INT8_PANEL * MR / (m + MR - 1) + 1;
  t.ahead = (const char *)(t.panel + w->groups * INT8_PANEL);
  for (size_t i = 0; i < m;) {
    // Two short tiles rather than a full one and a sliver
    const size_t rest = m - i, count = rest >= 2 * MR ? MR : rest > MR ? (rest + 1) / 2 : rest;
    t.x = rows->q + i * w->groups * INT8_GROUP;
    t.row_scale = rows->scale + i;
    t.zero = rows->zero + i;
    t.y = y + i * stride;
    tiles[count - 1](&t);
    t.ahead += t.ahead_step * w->groups;
    i += count;
  }
}

#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma"))), apply_to = function)

RUN_TILE(run_vnni, _mm512_dpbusd_epi32)
TILES(vnni, run_vnni);

static void run_vnni_panel(
  const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns, const float *bias, float *y,
  size_t stride) {
  run_panel(vnnis, rows, m, w, j, columns, bias, y, stride);
}

double ck_vnni_int8_limit(size_t rounds) {
  __m512i sum[2 * MR];
  const __m512i x = _mm512_set1_epi8(1);
#pragma clang loop unroll(full)
  for (int i = 0; i < 2 * MR; i++) sum[i] = _mm512_setzero_si512();
  for (size_t round = rounds; round > 0; round--) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 2 * MR; i++) {
      sum[i] = _mm512_dpbusd_epi32(sum[i], x, x);
      __asm__ volatile("" : "+v"(sum[i]));
    }
  }
  return 2.0 * 16 * INT8_GROUP * 2 * MR * (double)rounds;
}

#pragma clang attribute pop

static void apply_vnni(const ck_linear_arguments *l) { ck_int8_product(l, &ck_avx512_table, quantize, run_vnni_panel); }

const ck_packed_product ck_vnni_packed_int8 = {ck_int8_bytes, ck_int8_pack, apply_vnni};

#else
typedef int ck_no_avx512_int8;
#endif
