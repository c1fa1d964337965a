// Weights and rows in 8-bit integers, as all sets of kernels have them, and how they come about.
//
// A weight w (n, k) has q = round(w / scale) in -127...127 with a scale an output, so that its greatest magnitude is 127.
// A row x (k) has q = round(x / scale) + zero in 0...255 with one scale, from its smallest to its greatest value, 0 among
// them. So sum(x w) = scale_x scale_w (sum(q_x q_w) - zero sum(q_w)), and both sums are exact. A row with a value that is
// no finite number has a scale of NaN.
//
// Packed: scales and sums of all outputs, then panels of 32 outputs, each in groups of four steps of k: 32 x 4 integers,
// as vpdpbusd takes them. Outputs and steps that are not there are 0.
#ifndef INT8_BLOCKS_H
#define INT8_BLOCKS_H

#include "ckernels.h"

enum { INT8_COLUMNS = 32, INT8_GROUP = 4, INT8_PANEL = INT8_COLUMNS * INT8_GROUP, INT8_ROWS = 256 };

typedef struct {
  const float *scale;
  const int32_t *sum;
  const int8_t *panels;
  size_t groups;
} int8_weight;

static inline size_t int8_padded(size_t n) { return (n + INT8_COLUMNS - 1) / INT8_COLUMNS * INT8_COLUMNS; }
static inline size_t int8_groups(size_t k) { return (k + INT8_GROUP - 1) / INT8_GROUP; }

static inline int8_weight int8_weight_at(const void *packed, size_t n, size_t k) {
  const float *scale = packed;
  const int32_t *sum = (const int32_t *)(scale + int8_padded(n));
  return (int8_weight){scale, sum, (const int8_t *)(sum + int8_padded(n)), int8_groups(k)};
}

// At most INT8_ROWS rows, each of `groups` times four integers. A set that multiplies signed integers alone takes the same
// from `q` and `zero`, which changes no product.
typedef struct {
  uint8_t *q;
  float *scale;
  int32_t *zero;
  size_t groups;
} int8_rows;

// Fills the rows' room from `m` rows of `k` floats.
typedef void (*int8_quantizer)(const int8_rows *rows, const float *x, size_t stride, size_t m, size_t k);

// Writes the products of `m` rows with the weight's panel of outputs from `j` on, `columns` <= 32 of them, plus `bias`,
// which may be null.
typedef void (*int8_panel_function)(
  const int8_rows *rows, size_t m, const int8_weight *weight, size_t j, size_t columns, const float *bias, float *y,
  size_t stride);

size_t ck_int8_bytes(size_t n, size_t k);
void ck_int8_pack(void *packed, const ck_weight *weight);
// The product and those that are next.
void ck_int8_product(
  const ck_linear_arguments *first, const ck_table *table, int8_quantizer quantize, int8_panel_function run);

extern const ck_packed_product ck_scalar_packed_int8;
#if defined(__x86_64__)
extern const ck_packed_product ck_avx2_packed_int8;
extern const ck_packed_product ck_vnni_packed_int8;
double ck_vnni_int8_limit(size_t rounds);
#elif defined(__aarch64__)
extern const ck_packed_product ck_neon_packed_int8;
extern const ck_packed_product ck_neon_dotprod_packed_int8;
double ck_neon_dotprod_limit(size_t rounds);
#endif

#endif
