// Products in 8-bit integers with packed weights, each held against the scalar set's.
#include "check.h"

typedef struct {
  size_t m, n, k, gap;
  int bias, gelu, transposed;
} shape;

static void run(const ck_packed_product *product, const shape *s, float *y, const float *x, const float *w, const float *bias) {
  const ck_weight weight = {
    .elements = w, .n = s->n, .k = s->k, .stride = (s->transposed ? s->n : s->k) + s->gap, .transposed = s->transposed};
  void *packed = aligned_alloc(64, (product->bytes(s->n, s->k) + 63) / 64 * 64);
  if (!packed) abort();
  product->pack(packed, &weight);
  const ck_linear_arguments l = {
    .x = x, .y = y, .packed = packed, .x_stride = s->k + s->gap, .y_stride = s->n + s->gap, .m = s->m, .n = s->n,
    .k = s->k, .epilogue = {.bias = s->bias ? bias : NULL, .gelu = s->gelu}};
  product->apply(&l);
  free(packed);
}

static void check_shape(const ck_table *table, const ck_table *truth, shape s, float *x) {
  const size_t count = s.m * (s.n + s.gap);
  float *w = numbers((s.n + s.gap) * (s.k + s.gap), 2, 1), *bias = numbers(s.n, 3, 1);
  float *found = numbers(count, 4, 1), *wanted = numbers(count, 4, 1);
  run(table->packed_int8, &s, found, x, w, bias);
  run(truth->packed_int8, &s, wanted, x, w, bias);
  char what[96];
  snprintf(
    what, sizeof what, "int8 product of %zu x %zu x %zu, gap %zu, bias %d, gelu %d", s.m, s.n, s.k, s.gap, s.bias, s.gelu);
  compare(what, found, wanted, count, 4e-6f);
  free(w), free(bias), free(found), free(wanted);
}

static shape random_shape(uint64_t *state) {
  return (shape){
    .m = random_size(state, 0, 40), .n = random_size(state, 1, 100), .k = random_size(state, 1, 150),
    .gap = random_size(state, 0, 3), .bias = random_size(state, 0, 1) == 1, .gelu = random_size(state, 0, 1) == 1,
    .transposed = random_size(state, 0, 1) == 1};
}

static void check_shapes(const ck_table *table, const ck_table *truth) {
  uint64_t state = 7;
  const size_t edges[] = {1, 3, 4, 5, 15, 16, 17, 31, 32, 33, 64, 65};
  const size_t count = sizeof edges / sizeof *edges;
  for (int i = 0; i < 300; i++) {
    shape s = random_shape(&state);
    if (i < 144) s.n = edges[i % count], s.k = edges[i / count], s.m = 1 + (size_t)i % 9;
    if (i == 299) s = (shape){.m = 261, .n = 33, .k = 40, .bias = 1};
    float *x = numbers(s.m * (s.k + s.gap), 1 + (uint64_t)i, 1);
    check_shape(table, truth, s, x);
    free(x);
  }
}

// Rows of one sign, of 0, of the greatest magnitudes and of no number; weights of the greatest magnitude: sums of 16 bits
// come to their limit.
static void check_extremes(const ck_table *table, const ck_table *truth) {
  const shape s = {.m = 8, .n = 19, .k = 70, .bias = 1};
  float *x = numbers(s.m * s.k, 1, 1), *w = numbers(s.n * s.k, 2, 1), *bias = numbers(s.n, 3, 1);
  for (size_t p = 0; p < s.k; p++) {
    x[0 * s.k + p] = 0;
    x[1 * s.k + p] = 5;
    x[2 * s.k + p] = -5;
    x[3 * s.k + p] = p == 0 ? 1 : -1e-6f;
    x[4 * s.k + p] = p % 2 ? 3e38f : -3e38f;
    for (size_t j = 0; j < 8; j++) w[j * s.k + p] = j % 2 ? 1 : -1;
    w[9 * s.k + p] = 0;
    w[10 * s.k + p] = 1e-41f;
  }
  x[5 * s.k + 69] = INFINITY;
  x[6 * s.k] = NAN;
  float *found = numbers(s.m * s.n, 4, 1), *wanted = numbers(s.m * s.n, 5, 1);
  run(table->packed_int8, &s, found, x, w, bias);
  run(truth->packed_int8, &s, wanted, x, w, bias);
  compare("int8 product of extremes", found, wanted, s.m * s.n, 4e-6f);
  free(x), free(w), free(bias), free(found), free(wanted);
}

// Three products, the first and the last with the norm of their sum with a residual, in one call and one by one.
static void check_chain(const ck_table *table, const ck_packed_product *product, size_t m, size_t c, size_t inner) {
  float *x = numbers(m * c, 1, 1), *residual = numbers(m * c, 2, 1), *bias = numbers(inner + c, 3, 1);
  float *gamma = numbers(c, 4, 1), *beta = numbers(c, 5, 1), *y[2][3];
  const size_t k[] = {c, c, inner}, n[] = {c, inner, c}, stride[] = {c, inner + 16, c};
  ck_linear_arguments l[3];
  void *packed[3];
  for (int together = 0; together < 2; together++) {
    for (int i = 0; i < 3; i++) {
      if (together == 0) {
        float *w = numbers(n[i] * k[i], 6 + (uint64_t)i, 1);
        const ck_weight weight = {.elements = w, .n = n[i], .k = k[i], .stride = k[i]};
        packed[i] = aligned_alloc(64, (product->bytes(n[i], k[i]) + 63) / 64 * 64);
        if (!packed[i]) abort();
        product->pack(packed[i], &weight);
        free(w);
      }
      y[together][i] = numbers(m * stride[i], 9, 1);
      l[i] = (ck_linear_arguments){
        .x = i == 0 ? x : y[together][i - 1], .y = y[together][i], .packed = packed[i],
        .x_stride = i == 0 ? c : stride[i - 1], .y_stride = stride[i], .m = m, .n = n[i], .k = k[i],
        .epilogue = {.bias = bias, .gelu = i == 1}, .next = NULL};
      if (i != 1) {
        l[i].epilogue.residual = i == 0 ? residual : y[together][0];
        l[i].epilogue.gamma = gamma, l[i].epilogue.beta = beta, l[i].epilogue.epsilon = 1e-5f;
      }
      if (together && i > 0) l[i].x = NULL, l[i - 1].next = &l[i];
    }
    for (int i = 0; i < (together ? 1 : 3); i++) product->apply(&l[i]);
  }
  char what[96];
  for (int i = 0; i < 3; i++) {
    snprintf(what, sizeof what, "product %d of a chain of %zu rows, %zu and %zu columns", i, m, c, inner);
    compare(what, y[1][i], y[0][i], m * stride[i], 0);
    free(y[0][i]), free(y[1][i]), free(packed[i]);
  }
  free(x), free(residual), free(bias), free(gamma), free(beta);
  (void)table;
}

void check_products(const ck_table *table, const ck_table *truth) {
  const ck_packed_product *products[] = {table->packed_fp32, table->packed_bf16, table->packed_int8};
  check_shapes(table, truth);
  check_extremes(table, truth);
  for (int p = 0; p < 3; p++) {
    if (!products[p]) continue;
    check_chain(table, products[p], 1, 48, 192);
    check_chain(table, products[p], 29, 51, 130);
    check_chain(table, products[p], 270, 64, 33);
    check_chain(table, products[p], 31, 33, 1601);
    check_chain(table, products[p], 700, 40, 16);
  }
}
