// Weights to 8-bit integers, the loop over rows and panels that all sets share, and the plain product.
#include "int8_blocks.h"
#include "int8_rows.h"
#include "rows.h"
#include "tables.h"

#include <stdlib.h>

size_t ck_int8_bytes(size_t n, size_t k) {
  return int8_padded(n) * (sizeof(float) + sizeof(int32_t) + int8_groups(k) * INT8_GROUP);
}

// Steps `p` on of output `j`, `count` of them.
static void read_steps(float *out, const ck_weight *w, size_t j, size_t p, size_t count) {
  if (!w->transposed) memcpy(out, w->elements + j * w->stride + p, count * sizeof(float));
  else for (size_t i = 0; i < count; i++) out[i] = w->elements[(p + i) * w->stride + j];
}

enum { STEPS = 256 };

static float greatest_magnitude(const ck_weight *w, size_t j) {
  // As integers, for these have an order that vectorizes.
  int32_t greatest = 0;
  for (size_t p = 0; p < w->k; p += STEPS) {
    const size_t count = smaller(w->k - p, STEPS);
    float steps[STEPS];
    int32_t bits[STEPS];
    read_steps(steps, w, j, p, count);
    memcpy(bits, steps, sizeof bits);
    for (size_t i = 0; i < count; i++) {
      const int32_t magnitude = bits[i] & 0x7fffffff;
      greatest = magnitude > greatest ? magnitude : greatest;
    }
  }
  float result;
  memcpy(&result, &greatest, sizeof result);
  return result;
}

// Writes output `j` to its column of a panel; the sum of its integers.
static int32_t pack_output(int8_t *column, const ck_weight *w, size_t j, float inverse) {
  int32_t sum = 0;
  for (size_t p = 0; p < w->k; p += STEPS) {
    const size_t count = smaller(w->k - p, STEPS);
    float steps[STEPS] = {0};
    int8_t integers[STEPS];
    read_steps(steps, w, j, p, count);
    for (size_t i = 0; i < STEPS; i++) {
      const float scaled = steps[i] * inverse;
      const int32_t q = nearest(scaled);
      integers[i] = (int8_t)q;
      sum += q;
    }
    for (size_t i = 0; i < count; i += INT8_GROUP)
      memcpy(column + (p + i) / INT8_GROUP * INT8_PANEL, integers + i, INT8_GROUP);
  }
  return sum;
}

void ck_int8_pack(void *packed, const ck_weight *w) {
  memset(packed, 0, ck_int8_bytes(w->n, w->k));
  float *scale = packed;
  int32_t *sum = (int32_t *)(scale + int8_padded(w->n));
  int8_t *panels = (int8_t *)(sum + int8_padded(w->n));
  for (size_t j = 0; j < w->n; j++) {
    const float greatest = greatest_magnitude(w, j);
    const float inverse = greatest > 0 ? 127 / greatest : 0;
    if (!(inverse < INFINITY)) continue;  // denormals alone are as good as 0
    scale[j] = greatest / 127;
    int8_t *panel = panels + j / INT8_COLUMNS * int8_groups(w->k) * INT8_PANEL;
    sum[j] = pack_output(panel + j % INT8_COLUMNS * INT8_GROUP, w, j, inverse);
  }
}

// Room of this thread for a block's rows, as any of the products reads them.
static int8_rows room(const ck_linear_arguments *l) {
  size_t groups = 0;
  for (; l; l = l->next) groups = int8_groups(l->k) > groups ? int8_groups(l->k) : groups;
  float *memory = ck_thread_floats(2, 2 * INT8_ROWS + INT8_ROWS * groups);
  return (int8_rows){
    .scale = memory, .zero = (int32_t *)(memory + INT8_ROWS), .q = (uint8_t *)(memory + 2 * INT8_ROWS)};
}

static int8_rows rows_from(const int8_rows *rows, size_t i) {
  return (int8_rows){
    .q = rows->q + i * rows->groups * INT8_GROUP, .scale = rows->scale + i, .zero = rows->zero + i,
    .groups = rows->groups};
}

// Rows `i` on, `m` of them, from the integers that they are read as.
static void multiply(
  const ck_linear_arguments *l, const ck_table *table, const int8_rows *rows, int8_panel_function run, size_t i,
  size_t m) {
  const int8_weight weight = int8_weight_at(l->packed, l->n, l->k);
  const ck_epilogue *e = &l->epilogue;
  for (size_t j = 0; j < l->n; j += INT8_COLUMNS) {
    const size_t columns = smaller(l->n - j, INT8_COLUMNS);
    float *y = l->y + i * l->y_stride + j;
    run(rows, m, &weight, j, columns, e->bias && !e->gamma ? e->bias + j : NULL, y, l->y_stride);
    if (e->gelu && !e->gamma) table->epilogue(y, l->y_stride, NULL, m, columns, 1);
  }
}

// Rows that are whole, a few at a time, so that they are still in L1 when they are read for the next product.
static void finish(
  const ck_linear_arguments *l, const ck_table *table, int8_rows *rows, int8_quantizer quantize, size_t i, size_t m) {
  enum { FEW = 8 };
  if (!l->next && !l->epilogue.gamma) return;
  if (l->next) rows->groups = int8_groups(l->n);
  for (size_t r = 0; r < m; r += FEW) {
    const size_t count = smaller(m - r, FEW);
    norm_rows(l, table, i + r, count);
    if (!l->next) continue;
    const int8_rows some = rows_from(rows, r);
    quantize(&some, l->y + (i + r) * l->y_stride, l->y_stride, count, l->n);
  }
}

void ck_int8_product(
  const ck_linear_arguments *first, const ck_table *table, int8_quantizer quantize, int8_panel_function run) {
  if (first->m == 0 || first->n == 0) return;
  int8_rows rows = room(first);
  for (size_t i = 0; i < first->m; i += INT8_ROWS) {
    const size_t m = smaller(first->m - i, INT8_ROWS);
    rows.groups = int8_groups(first->k);
    quantize(&rows, first->x + i * first->x_stride, first->x_stride, m, first->k);
    for (const ck_linear_arguments *l = first; l; l = l->next) {
      multiply(l, table, &rows, run, i, m);
      finish(l, table, &rows, quantize, i, m);
    }
  }
}

#include "int8_plain.h"

static void apply(const ck_linear_arguments *l) { ck_int8_product(l, &ck_scalar_table, quantize, run); }

const ck_packed_product ck_scalar_packed_int8 = {ck_int8_bytes, ck_int8_pack, apply};
