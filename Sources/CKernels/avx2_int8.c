// Products in 8-bit integers with AVX2, which has no instruction for four steps of k at once without saturation: the even
// and the odd steps as 16-bit integers, two of each a vpmaddwd. Tiles of 4 x 16 of C.
#if defined(__x86_64__)
#include "int8_blocks.h"
#include "int8_rows.h"
#include "tables.h"

#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))

enum { ROWS = 4, LANES = 8, WIDTH = 2 * LANES };

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

INLINE float least(__m256 v) {
  __m128 x = _mm_min_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
  x = _mm_min_ps(x, _mm_movehl_ps(x, x));
  return _mm_cvtss_f32(_mm_min_ss(x, _mm_movehdup_ps(x)));
}

INLINE float greatest(__m256 v) { return -least(_mm256_sub_ps(_mm256_setzero_ps(), v)); }

// The smallest and greatest value, 0 among them, and what is 0 where all are finite numbers.
typedef struct {
  __m256 lowest, highest, poison;
} extremes;

INLINE void look_at(extremes *e, __m256 v) {
  e->lowest = _mm256_min_ps(v, e->lowest);
  e->highest = _mm256_max_ps(v, e->highest);
  e->poison = _mm256_or_ps(e->poison, _mm256_cmp_ps(_mm256_sub_ps(v, v), _mm256_setzero_ps(), _CMP_NEQ_UQ));
}

INLINE __m256i integers(__m256 v, __m256 inverse, __m256i zero) {
  return _mm256_add_epi32(_mm256_cvtps_epi32(_mm256_mul_ps(v, inverse)), zero);
}

// 32 values; what is no finite number becomes any.
INLINE __m256i bytes(const float *x, __m256 inverse, __m256i zero) {
  __m256i q[4];
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) q[i] = integers(_mm256_loadu_ps(x + LANES * i), inverse, zero);
  // Packing saturates, and takes turns in lanes of four.
  const __m256i packed = _mm256_packus_epi16(_mm256_packs_epi32(q[0], q[1]), _mm256_packs_epi32(q[2], q[3]));
  return _mm256_permutevar8x32_epi32(packed, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
}

enum { STEP = 32 };

// A row whose last values lie in `rest`, filled with 0.
INLINE float begin(const int8_rows *rows, size_t i, const float *x, size_t whole, const float *rest) {
  extremes e[2] = {0};
  for (size_t p = 0; p < whole; p += 2 * LANES) {
    look_at(&e[0], _mm256_loadu_ps(x + p));
    look_at(&e[1], _mm256_loadu_ps(x + p + LANES));
  }
  for (size_t p = 0; p < STEP; p += LANES) look_at(&e[0], _mm256_loadu_ps(rest + p));
  const float poison = _mm256_movemask_ps(_mm256_or_ps(e[0].poison, e[1].poison)) ? 1 : 0;
  return begin_row(
    rows, i, least(_mm256_min_ps(e[0].lowest, e[1].lowest)), greatest(_mm256_max_ps(e[0].highest, e[1].highest)),
    poison);
}

static void quantize(const int8_rows *rows, const float *x, size_t stride, size_t m, size_t k) {
  const size_t whole = k / STEP * STEP, room = rows->groups * INT8_GROUP;
  for (size_t i = 0; i < m; i++, x += stride) {
    float rest[STEP] = {0};
    memcpy(rest, x + whole, (k - whole) * sizeof(float));
    const __m256 inverse = _mm256_set1_ps(begin(rows, i, x, whole, rest));
    const __m256i zero = _mm256_set1_epi32(rows->zero[i]);
    uint8_t *q = rows->q + i * room, last[STEP];
    for (size_t p = 0; p < whole; p += STEP) _mm256_storeu_si256((__m256i *)(q + p), bytes(x + p, inverse, zero));
    _mm256_storeu_si256((__m256i *)last, bytes(rest, inverse, zero));
    memcpy(q + whole, last, room - whole);
  }
}

INLINE __m256i odd_steps(__m256i w) { return _mm256_srai_epi16(w, 8); }
INLINE __m256i even_steps(__m256i w) { return odd_steps(_mm256_slli_epi16(w, 8)); }

// Sums of `rows` <= 4 rows from row `i` on with 16 of the panel's columns.
INLINE void multiply(
  __m256i dots[ROWS][2], const uint8_t *x, const int8_t *panel, size_t groups, const int rows) {
  for (size_t g = 0; g < groups; g++, panel += INT8_PANEL) {
    const __m256i left = _mm256_loadu_si256((const __m256i *)panel);
    const __m256i right = _mm256_loadu_si256((const __m256i *)(panel + LANES * INT8_GROUP));
    const __m256i even[2] = {even_steps(left), even_steps(right)}, odd[2] = {odd_steps(left), odd_steps(right)};
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      int32_t four;
      memcpy(&four, x + ((size_t)i * groups + g) * INT8_GROUP, sizeof four);
      const __m256i row = _mm256_set1_epi32(four);
      const __m256i row_even = _mm256_and_si256(row, _mm256_set1_epi16(0xff)), row_odd = _mm256_srli_epi16(row, 8);
#pragma clang loop unroll(full)
      for (int v = 0; v < 2; v++) {
        dots[i][v] = _mm256_add_epi32(dots[i][v], _mm256_madd_epi16(row_even, even[v]));
        dots[i][v] = _mm256_add_epi32(dots[i][v], _mm256_madd_epi16(row_odd, odd[v]));
      }
    }
  }
}

typedef struct {
  const int8_rows *rows;
  const int8_weight *weight;
  const float *bias;
  float *y;
  size_t stride;
} job;

// Rows `i` on and columns `j` on, `columns` of them there.
INLINE void run_tile(const job *t, size_t i, size_t j, size_t columns, const int rows) {
  const int8_weight *w = t->weight;
  const size_t in_panel = j % INT8_COLUMNS;
  __m256i dots[ROWS][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) dots[r][0] = dots[r][1] = _mm256_setzero_si256();
  const int8_t *panel = w->panels + ((j - in_panel) * w->groups + in_panel) * INT8_GROUP;
  multiply(dots, t->rows->q + i * w->groups * INT8_GROUP, panel, w->groups, rows);
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    _Alignas(32) int32_t sums[WIDTH];
    _mm256_store_si256((__m256i *)sums, dots[r][0]);
    _mm256_store_si256((__m256i *)(sums + LANES), dots[r][1]);
    const size_t row = i + (size_t)r;
    for (size_t c = 0; c < columns; c++) {
      const float y = (float)(sums[c] - t->rows->zero[row] * w->sum[j + c]) * (t->rows->scale[row] * w->scale[j + c]);
      t->y[row * t->stride + j + c] = t->bias ? y + t->bias[j + c] : y;
    }
  }
}

#define TILE(rows) \
  static void tile_##rows(const job *t, size_t i, size_t j, size_t columns) { run_tile(t, i, j, columns, rows); }
TILE(1) TILE(2) TILE(3) TILE(4)

static void run(
  const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns, const float *bias, float *y,
  size_t stride) {
  static void (*const tiles[ROWS])(const job *, size_t, size_t, size_t) = {tile_1, tile_2, tile_3, tile_4};
  const job t = {.rows = rows, .weight = w, .bias = bias ? bias - j : NULL, .y = y - j, .stride = stride};
  for (size_t c = 0; c < columns; c += WIDTH) {
    const size_t count = columns - c < WIDTH ? columns - c : WIDTH;
    for (size_t i = 0; i < m; i += ROWS) tiles[(m - i < ROWS ? m - i : ROWS) - 1](&t, i, j + c, count);
  }
}

#pragma clang attribute pop

static void apply(const ck_linear_arguments *l) { ck_int8_product(l, &ck_avx2_table, quantize, run); }

const ck_packed_product ck_avx2_packed_int8 = {ck_int8_bytes, ck_int8_pack, apply};
#else
typedef int ck_no_avx2_int8;
#endif
