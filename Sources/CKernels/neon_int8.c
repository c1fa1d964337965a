// Products in 8-bit integers with NEON: tiles of 4 x 16 of C. Four columns' groups of four steps are one vdotq_s32 where the
// processor has DotProd, two products of 16 bits and two additions of pairs where it has not.
//
// Both take signed integers alone. So a row's are kept as q - 128 in -128...127, and its zero as zero - 128: the sum of
// (q - 128) q_w less (zero - 128) times that of q_w is the same, and the weights stay as they lie.
#if defined(__aarch64__)
#include "int8_blocks.h"
#include "int8_rows.h"
#include "tables.h"

#include <arm_neon.h>

#define INLINE static inline __attribute__((always_inline))

enum { ROWS = 4, LANES = 4, VECTORS = 4, WIDTH = VECTORS * LANES, STEP = 16, MIDDLE = 128 };

// The smallest and greatest value, 0 among them, and what is 0 where all are finite numbers.
typedef struct {
  float32x4_t lowest, highest, poison;
} extremes;

INLINE void look_at(extremes *e, const float *x) {
#pragma clang loop unroll(full)
  for (int i = 0; i < STEP; i += LANES) {
    const float32x4_t v = vld1q_f32(x + i);
    e->lowest = vminq_f32(v, e->lowest);
    e->highest = vmaxq_f32(v, e->highest);
    e->poison = vfmaq_f32(e->poison, v, vdupq_n_f32(0));
  }
}

// A row whose last values lie in `rest`, filled with 0.
INLINE float begin(const int8_rows *rows, size_t i, const float *x, size_t whole, const float *rest) {
  extremes e = {vdupq_n_f32(0), vdupq_n_f32(0), vdupq_n_f32(0)};
  for (size_t p = 0; p < whole; p += STEP) look_at(&e, x + p);
  look_at(&e, rest);
  const float inverse = begin_row(rows, i, vminvq_f32(e.lowest), vmaxvq_f32(e.highest), vaddvq_f32(e.poison));
  rows->zero[i] -= MIDDLE;
  return inverse;
}

// 16 values; what is no finite number becomes any.
INLINE int8x16_t integers(const float *x, float32x4_t inverse, int32x4_t zero) {
  int32x4_t q[STEP / LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < STEP / LANES; i++)
    q[i] = vaddq_s32(vcvtnq_s32_f32(vmulq_f32(vld1q_f32(x + LANES * i), inverse)), zero);
  const int16x8_t low = vqmovn_high_s32(vqmovn_s32(q[0]), q[1]), high = vqmovn_high_s32(vqmovn_s32(q[2]), q[3]);
  return vqmovn_high_s16(vqmovn_s16(low), high);
}

static void quantize(const int8_rows *rows, const float *x, size_t stride, size_t m, size_t k) {
  const size_t whole = k / STEP * STEP, room = rows->groups * INT8_GROUP;
  for (size_t i = 0; i < m; i++, x += stride) {
    float rest[STEP] = {0};
    memcpy(rest, x + whole, (k - whole) * sizeof(float));
    const float32x4_t inverse = vdupq_n_f32(begin(rows, i, x, whole, rest));
    const int32x4_t zero = vdupq_n_s32(rows->zero[i]);
    int8_t *q = (int8_t *)rows->q + i * room, last[STEP];
    for (size_t p = 0; p < whole; p += STEP) vst1q_s8(q + p, integers(x + p, inverse, zero));
    vst1q_s8(last, integers(rest, inverse, zero));
    memcpy(q + whole, last, room - whole);
  }
}

typedef struct {
  const int8_rows *rows;
  const int8_weight *weight;
  const float *bias;
  float *y;
  size_t stride;
} job;

// Row `row` of the tile's sums: columns `j` on, `columns` of them there.
INLINE void finish_row(const job *t, const int32x4_t dots[VECTORS], size_t row, size_t j, size_t columns) {
  const int8_weight *w = t->weight;
  float last[WIDTH], *y = t->y + row * t->stride + j;
#pragma clang loop unroll(full)
  for (size_t v = 0; v < VECTORS; v++) {
    const int32x4_t exact = vmlsq_s32(dots[v], vdupq_n_s32(t->rows->zero[row]), vld1q_s32(w->sum + j + LANES * v));
    const float32x4_t factor = vmulq_n_f32(vld1q_f32(w->scale + j + LANES * v), t->rows->scale[row]);
    vst1q_f32((columns == WIDTH ? y : last) + LANES * v, vmulq_f32(vcvtq_f32_s32(exact), factor));
  }
  if (columns < WIDTH) memcpy(y, last, columns * sizeof(float));
  if (!t->bias) return;
  for (size_t c = 0; c < columns; c++) y[c] += t->bias[j + c];
}

// Rows `i` on, `rows` <= 4 of them, and columns `j` on.
#define RUN_TILE(name, add)                                                                                   \
  INLINE void name(const job *t, size_t i, size_t j, size_t columns, const int rows) {                        \
    const size_t groups = t->weight->groups, in_panel = j % INT8_COLUMNS;                                     \
    const int8_t *panel = t->weight->panels + ((j - in_panel) * groups + in_panel) * INT8_GROUP;              \
    const uint8_t *x = t->rows->q + i * groups * INT8_GROUP;                                                  \
    int32x4_t dots[ROWS][VECTORS];                                                                            \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < rows; r++)                                         \
      _Pragma("clang loop unroll(full)") for (int v = 0; v < VECTORS; v++) dots[r][v] = vdupq_n_s32(0);       \
    for (size_t g = 0; g < groups; g++, panel += INT8_PANEL) {                                                \
      const int8x16x4_t w = vld1q_s8_x4(panel);                                                               \
      _Pragma("clang loop unroll(full)") for (int r = 0; r < rows; r++) {                                     \
        int32_t four;                                                                                         \
        memcpy(&four, x + ((size_t)r * groups + g) * INT8_GROUP, sizeof four);                                \
        const int8x16_t row = vreinterpretq_s8_s32(vdupq_n_s32(four));                                        \
        _Pragma("clang loop unroll(full)") for (int v = 0; v < VECTORS; v++) dots[r][v] =                     \
          add(dots[r][v], w.val[v], row);                                                                     \
      }                                                                                                       \
    }                                                                                                         \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < rows; r++)                                         \
      finish_row(t, dots[r], i + (size_t)r, j, columns);                                                      \
  }
#define TILES(prefix, run)                                                                                    \
  static void prefix##_1(const job *t, size_t i, size_t j, size_t columns) { run(t, i, j, columns, 1); }      \
  static void prefix##_2(const job *t, size_t i, size_t j, size_t columns) { run(t, i, j, columns, 2); }      \
  static void prefix##_3(const job *t, size_t i, size_t j, size_t columns) { run(t, i, j, columns, 3); }      \
  static void prefix##_4(const job *t, size_t i, size_t j, size_t columns) { run(t, i, j, columns, 4); }      \
  static const tile_function prefix##s[ROWS] = {prefix##_1, prefix##_2, prefix##_3, prefix##_4}

typedef void (*tile_function)(const job *, size_t, size_t, size_t);

INLINE void run_panel(
  const tile_function tiles[ROWS], const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns,
  const float *bias, float *y, size_t stride) {
  const job t = {.rows = rows, .weight = w, .bias = bias ? bias - j : NULL, .y = y - j, .stride = stride};
  for (size_t c = 0; c < columns; c += WIDTH) {
    const size_t count = columns - c < WIDTH ? columns - c : WIDTH;
    for (size_t i = 0; i < m; i += ROWS) tiles[(m - i < ROWS ? m - i : ROWS) - 1](&t, i, j + c, count);
  }
}

// Two products of at most 128 * 127 are a sum of 16 bits.
INLINE int32x4_t add_pairs(int32x4_t sum, int8x16_t w, int8x16_t x) {
  const int16x8_t low = vmull_s8(vget_low_s8(w), vget_low_s8(x)), high = vmull_high_s8(w, x);
  return vpadalq_s16(sum, vpaddq_s16(low, high));
}

RUN_TILE(run_pairs, add_pairs)
TILES(pair, run_pairs);

static void run_pair_panel(
  const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns, const float *bias, float *y,
  size_t stride) {
  run_panel(pairs, rows, m, w, j, columns, bias, y, stride);
}

static void apply_pairs(const ck_linear_arguments *l) { ck_int8_product(l, &ck_neon_table, quantize, run_pair_panel); }

const ck_packed_product ck_neon_packed_int8 = {ck_int8_bytes, ck_int8_pack, apply_pairs};

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

RUN_TILE(run_dots, vdotq_s32)
TILES(dot, run_dots);

double ck_neon_dotprod_limit(size_t rounds) {
  int32x4_t sum[ROWS * VECTORS];
  const int8x16_t x = vdupq_n_s8(1);
#pragma clang loop unroll(full)
  for (int i = 0; i < ROWS * VECTORS; i++) sum[i] = vdupq_n_s32(0);
  for (size_t round = rounds; round > 0; round--) {
#pragma clang loop unroll(full)
    for (int i = 0; i < ROWS * VECTORS; i++) {
      sum[i] = vdotq_s32(sum[i], x, x);
      __asm__ volatile("" : "+w"(sum[i]));
    }
  }
  return 2.0 * LANES * INT8_GROUP * ROWS * VECTORS * (double)rounds;
}

#pragma clang attribute pop

static void run_dot_panel(
  const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns, const float *bias, float *y,
  size_t stride) {
  run_panel(dots, rows, m, w, j, columns, bias, y, stride);
}

static void apply_dots(const ck_linear_arguments *l) { ck_int8_product(l, &ck_neon_table, quantize, run_dot_panel); }

const ck_packed_product ck_neon_dotprod_packed_int8 = {ck_int8_bytes, ck_int8_pack, apply_dots};
#else
typedef int ck_no_neon_int8;
#endif
