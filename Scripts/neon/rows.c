// The kernels over rows and vectors, each held against the scalar set's.
#include "check.h"

enum { ROWS = 5, MOST = 131 };
static const size_t sizes[] = {1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 130, MOST};
enum { SIZES = sizeof sizes / sizeof *sizes };

typedef struct {
  const ck_table *set;
  size_t columns;
  // What it wrote, in the order in which it wrote it
  float *out;
  size_t count;
} trial;

static void keep(trial *t, const float *x, size_t count) {
  memcpy(t->out + t->count, x, count * sizeof(float));
  t->count += count;
}

static void elementwise(trial *t) {
  const size_t n = ROWS * t->columns;
  float *x = numbers(n, 1, 3), *y = numbers(n, 2, 1), *bias = numbers(n, 3, 1);
  t->set->exp(y, x, n), keep(t, y, n);
  t->set->erf(y, x, n), keep(t, y, n);
  t->set->add(y, x, n), keep(t, y, n);
  t->set->scale(y, 0.3f, n), keep(t, y, n);
  t->set->add_bias(y, bias, ROWS, t->columns), keep(t, y, n);
  t->set->column_sums(y, x, ROWS, t->columns, t->columns), keep(t, y, n);
  const float squares = (float)t->set->sum_of_squares(x, n);
  keep(t, &squares, 1);
  free(x), free(y), free(bias);
}

static void gelu(trial *t) {
  const size_t n = ROWS * t->columns;
  float *x = numbers(n, 1, 2), *y = numbers(n, 2, 1), *bias = numbers(n, 3, 1), *gradient = numbers(n, 4, 1);
  t->set->epilogue(y, t->columns, bias, ROWS, t->columns, 1), keep(t, y, n);
  t->set->epilogue(y, t->columns, NULL, ROWS, t->columns, 1), keep(t, y, n);
  t->set->epilogue(y, t->columns, bias, ROWS, t->columns, 0), keep(t, y, n);
  t->set->bias_gelu(y, x, bias, ROWS, t->columns), keep(t, x, n), keep(t, y, n);
  t->set->gelu_backward(y, gradient, x, n), keep(t, y, n), keep(t, gradient, n);
  free(x), free(y), free(bias), free(gradient);
}

static void norm(trial *t) {
  const size_t c = t->columns, n = ROWS * c;
  float *x = numbers(n, 1, 1), *residual = numbers(n, 2, 1), *bias = numbers(c, 3, 1), *gamma = numbers(c, 4, 1);
  float *beta = numbers(c, 5, 1), *xhat = numbers(n, 6, 1), *dgamma = numbers(c, 7, 1), *dbeta = numbers(c, 8, 1);
  float rstd[ROWS], *y = numbers(n, 9, 1);
  const ck_dropout_site site = {.key = 99, .threshold = 1u << 30, .scale = 4.0f / 3}, none = {0};
  t->set->layer_norm(y, xhat, rstd, x, bias, residual, gamma, beta, 1e-3f, ROWS, c, site, 7);
  keep(t, y, n), keep(t, xhat, n), keep(t, rstd, ROWS);
  t->set->affine(y, xhat, gamma, beta, ROWS, c), keep(t, y, n);
  t->set->layer_norm_backward(y, dgamma, dbeta, y, xhat, rstd, gamma, ROWS, c);
  keep(t, y, n), keep(t, dgamma, c), keep(t, dbeta, c);
  t->set->layer_norm(x, NULL, NULL, x, NULL, residual, gamma, beta, 1e-3f, ROWS, c, none, 0), keep(t, x, n);
  t->set->layer_norm(residual, NULL, NULL, x, bias, residual, gamma, beta, 1e-3f, ROWS, c, none, 0), keep(t, residual, n);
  t->set->dropout(y, x, ROWS, c, c, site, 3), keep(t, y, n);
  free(x), free(residual), free(bias), free(gamma), free(beta), free(xhat), free(dgamma), free(dbeta), free(y);
}

static void softmax(trial *t) {
  const size_t stride = t->columns + 3, n = ROWS * stride;
  float *p = numbers(n, 1, 5), *d = numbers(n, 2, 1);
  t->set->softmax(p, ROWS, t->columns, stride, 0.7f), keep(t, p, n);
  t->set->softmax_backward(d, p, ROWS, t->columns, stride, 0.7f), keep(t, d, n);
  free(p), free(d);
}

static void adamw(trial *t) {
  const size_t n = t->columns;
  float *p = numbers(n, 1, 1), *g = numbers(n, 2, 1), *m = numbers(n, 3, 1), *v = numbers(n, 4, 1);
  for (size_t i = 0; i < n; i++) v[i] *= v[i];
  const ck_adamw_options o[2] = {{1e-2f, 0.9f, 0.999f, 1e-8f, 0.1f, 0.5f, 0.1f, 1e-3f}, {1e-3f, 0.9f, 0.999f, 1e-8f, 0.1f, 0.5f, 0.19f, 2e-3f}};
  t->set->adamw(p, g, m, v, n, o);
  t->set->adamw_idle(p, m, v, n, o, 2);
  keep(t, p, n), keep(t, m, n), keep(t, v, n);
  free(p), free(g), free(m), free(v);
}

static void compare_sets(const char *name, const ck_table *set, const ck_table *truth, float tolerance, void (*body)(trial *)) {
  for (int i = 0; i < SIZES; i++) {
    trial found = {.set = set, .columns = sizes[i], .out = numbers(16 * ROWS * (MOST + 3), 0, 1)};
    trial wanted = {.set = truth, .columns = sizes[i], .out = numbers(16 * ROWS * (MOST + 3), 0, 1)};
    body(&found);
    body(&wanted);
    char what[64];
    snprintf(what, sizeof what, "%s of %zu columns", name, sizes[i]);
    compare(what, found.out, wanted.out, wanted.count, tolerance);
    free(found.out), free(wanted.out);
  }
}

// Every half of both kinds, and numbers on the way to them, to the bit; NaNs are NaNs.
static void check_halves(const ck_table *set, const ck_table *truth) {
  enum { ALL = 65536 };
  static uint16_t halves[ALL], found[ALL], wanted[ALL];
  static float a[ALL], b[ALL];
  for (size_t i = 0; i < ALL; i++) halves[i] = (uint16_t)i;
  set->from_float16(a, halves, ALL), truth->from_float16(b, halves, ALL), compare("from_float16", a, b, ALL, 0);
  set->from_bfloat16(a, halves, ALL), truth->from_bfloat16(b, halves, ALL), compare("from_bfloat16", a, b, ALL, 0);
  float *x = numbers(ALL, 1, 300);
  for (size_t i = 0; i < ALL; i += 2) x[i] *= 1e-7f;
  set->round_float16(a, x, ALL), truth->round_float16(b, x, ALL), compare("round_float16", a, b, ALL, 0);
  set->round_bfloat16(a, x, ALL), truth->round_bfloat16(b, x, ALL), compare("round_bfloat16", a, b, ALL, 0);
  set->to_float16(found, x, ALL), truth->to_float16(wanted, x, ALL);
  compare("to_float16", (const float[]){(float)memcmp(found, wanted, sizeof found)}, (const float[]){0}, 1, 0);
  set->to_bfloat16(found, x, ALL), truth->to_bfloat16(wanted, x, ALL);
  compare("to_bfloat16", (const float[]){(float)memcmp(found, wanted, sizeof found)}, (const float[]){0}, 1, 0);
  free(x);
}

static void check_transcendentals(const ck_table *set, const ck_table *truth) {
  enum { COUNT = 32768 };
  static float x[COUNT], a[COUNT], b[COUNT];
  const float edges[] = {0, -0.0f, 1e-30f, -1e-30f, 88.7f, 88.8f, -87.3f, -88, -200, 200, INFINITY, -INFINITY, 9.99f, -10};
  for (size_t i = 0; i < COUNT; i++) x[i] = i < sizeof edges / 4 ? edges[i] : -20 + 0.00123f * (float)i;
  set->erf(a, x, COUNT), truth->erf(b, x, COUNT), compare("erf", a, b, COUNT, 1.5e-7f);
  set->exp(a, x, COUNT), truth->exp(b, x, COUNT);
  for (size_t i = 0; i < COUNT; i++) {
    // What is below the smallest normal number may be 0.
    const float one = 1, ratio = a[i] == b[i] || fabsf(a[i] - b[i]) <= 4e-7f * b[i] + 1.2e-38f ? 1 : a[i] / b[i];
    if (ratio != 1) compare("exp", &ratio, &one, 1, 0);
  }
}

void check_rows(const ck_table *set, const ck_table *truth) {
  compare_sets("elementwise", set, truth, 5e-7f, elementwise);
  compare_sets("gelu", set, truth, 1e-6f, gelu);
  compare_sets("norm", set, truth, 5e-6f, norm);
  compare_sets("softmax", set, truth, 5e-6f, softmax);
  compare_sets("adamw", set, truth, 1e-5f, adamw);
  check_halves(set, truth);
  check_transcendentals(set, truth);
}
