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

static void quantize(const int8_rows *rows, const float *x, size_t stride, size_t m, size_t k) {
  for (size_t i = 0; i < m; i++, x += stride) {
    __m512 lowest = _mm512_setzero_ps(), highest = lowest, poison = lowest;
    for (size_t p = 0; p < k; p += 16) {
      const __m512 v = _mm512_maskz_loadu_ps(first(k - p), x + p);
      lowest = _mm512_min_ps(v, lowest);
      highest = _mm512_max_ps(v, highest);
      poison = _mm512_fmadd_ps(v, _mm512_setzero_ps(), poison);
    }
    const float inverse = begin_row(
      rows, i, _mm512_reduce_min_ps(lowest), _mm512_reduce_max_ps(highest), _mm512_reduce_add_ps(poison));
    const __m512i zero = _mm512_set1_epi32(rows->zero[i]);
    const __mmask16 used = inverse == 0 ? 0 : 0xffff;
    uint8_t *q = rows->q + i * rows->groups * INT8_GROUP;
    for (size_t p = 0; p < k; p += 16) {
      const __mmask16 mask = first(k - p);
      const __m512 v = _mm512_maskz_mul_ps(mask & used, _mm512_maskz_loadu_ps(mask, x + p), _mm512_set1_ps(inverse));
      const __m512i shifted = _mm512_add_epi32(_mm512_cvtps_epi32(v), zero);
      const __m128i bytes = _mm512_cvtusepi32_epi8(_mm512_max_epi32(shifted, _mm512_setzero_si512()));
      _mm_mask_storeu_epi8(q + p, mask, bytes);
    }
    for (size_t p = k; p < rows->groups * INT8_GROUP; p++) q[p] = 0;
  }
}

typedef struct {
  const uint8_t *x;
  const int8_t *panel;
  size_t groups;
  const float *row_scale, *scale;
  const int32_t *zero, *sum;
  float *y;
  size_t stride, columns;
} tile;

INLINE void finish_tile(const tile *t, __m512i dots[MR][2], const int rows) {
#pragma clang loop unroll(full)
  for (int v = 0; v < 2; v++) {
    const __m512i sum = _mm512_loadu_si512(t->sum + 16 * v);
    const __m512 scale = _mm512_loadu_ps(t->scale + 16 * v);
    const __mmask16 mask = t->columns > 16 * (size_t)v ? first(t->columns - 16 * (size_t)v) : 0;
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const __m512i exact = _mm512_sub_epi32(dots[i][v], _mm512_mullo_epi32(_mm512_set1_epi32(t->zero[i]), sum));
      const __m512 factor = _mm512_mul_ps(_mm512_set1_ps(t->row_scale[i]), scale);
      _mm512_mask_storeu_ps(t->y + (size_t)i * t->stride + 16 * v, mask, _mm512_mul_ps(_mm512_cvtepi32_ps(exact), factor));
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
    for (size_t g = t->groups; g > 0; g--, x += INT8_GROUP, panel += INT8_PANEL) {                       \
      const __m512i left = _mm512_load_si512(panel), right = _mm512_load_si512(panel + 64);       \
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
  float *y, size_t stride) {
  tile t = {
    .panel = w->panels + j * w->groups * INT8_GROUP, .groups = w->groups, .scale = w->scale + j, .sum = w->sum + j,
    .stride = stride, .columns = columns};
  for (size_t i = 0; i < m;) {
    // Two short tiles rather than a full one and a sliver
    const size_t rest = m - i, count = rest >= 2 * MR ? MR : rest > MR ? (rest + 1) / 2 : rest;
    t.x = rows->q + i * w->groups * INT8_GROUP;
    t.row_scale = rows->scale + i;
    t.zero = rows->zero + i;
    t.y = y + i * stride;
    tiles[count - 1](&t);
    i += count;
  }
}

#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma"))), apply_to = function)

RUN_TILE(run_vnni, _mm512_dpbusd_epi32)
TILES(vnni, run_vnni);

static void run_vnni_panel(
  const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns, float *y, size_t stride) {
  run_panel(vnnis, rows, m, w, j, columns, y, stride);
}

#pragma clang attribute pop

static void apply_vnni(const ck_linear_arguments *l) { ck_int8_product(l, &ck_avx512_table, quantize, run_vnni_panel); }

const ck_packed_product ck_vnni_packed_int8 = {ck_int8_bytes, ck_int8_pack, apply_vnni};

#else
typedef int ck_no_avx512_int8;
#endif
