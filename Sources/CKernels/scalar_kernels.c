// The slow truth: each kernel as a plain loop over libm, in double where a sum is long.
#include "ckernels.h"
#include "dropout_hash.h"
#include "int8_blocks.h"
#include "tables.h"

#include <math.h>
#include <string.h>

static void s_exp(float *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = expf(x[i]);
}

static void s_erf(float *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = erff(x[i]);
}

static void s_add_bias(float *x, const float *bias, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) x[r * columns + c] += bias[c];
}

static double gelu(double x) { return 0.5 * x * (1 + erf(x * 0.70710678118654752440)); }

static double gelu_derivative(double x) {
  return 0.5 * (1 + erf(x * 0.70710678118654752440)) + x * 0.39894228040143267794 * exp(-0.5 * x * x);
}

static void s_epilogue(float *y, size_t stride, const float *bias, size_t rows, size_t columns, int use_gelu) {
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < columns; c++) {
      float *x = y + r * stride + c;
      if (bias) *x += bias[c];
      if (use_gelu) *x = (float)gelu(*x);
    }
  }
}

static void s_bias_gelu(float *out, float *pre, const float *bias, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < columns; c++) {
      size_t i = r * columns + c;
      float x = pre[i] + bias[c];
      pre[i] = x;
      out[i] = (float)gelu(x);
    }
  }
}

static void s_gelu_backward(float *activation, float *gradient, const float *pre, size_t count) {
  for (size_t i = 0; i < count; i++) {
    activation[i] = (float)gelu(pre[i]);
    gradient[i] = (float)(gradient[i] * gelu_derivative(pre[i]));
  }
}

static float dropped(float x, ck_dropout_site site, uint64_t row_key, size_t column) {
  if (site.threshold == 0) return x;
  return dropout_hash(row_key, (uint32_t)column) >= site.threshold ? x * site.scale : 0;
}

static void s_layer_norm(
  float *out, float *xhat, float *rstd, const float *x, const float *bias, const float *residual, const float *gamma,
  const float *beta, float epsilon, size_t rows, size_t columns, ck_dropout_site site, uint64_t row0) {
  for (size_t r = 0; r < rows; r++) {
    uint64_t key = dropout_row_key(site.key, row0 + r);
    double sum = 0, squares = 0;
    for (size_t c = 0; c < columns; c++) {
      float y = dropped(x[r * columns + c] + (bias ? bias[c] : 0), site, key, c);
      if (residual) y += residual[r * columns + c];
      out[r * columns + c] = y;
      sum += y;
    }
    double mean = sum / (double)columns;
    for (size_t c = 0; c < columns; c++) {
      double d = out[r * columns + c] - mean;
      squares += d * d;
    }
    double scale = 1 / sqrt(squares / (double)columns + epsilon);
    if (rstd) rstd[r] = (float)scale;
    for (size_t c = 0; c < columns; c++) {
      float h = (float)((out[r * columns + c] - mean) * scale);
      if (xhat) xhat[r * columns + c] = h;
      out[r * columns + c] = h * gamma[c] + beta[c];
    }
  }
}

static void s_layer_norm_backward(
  float *dx, float *dgamma, float *dbeta, const float *dout, const float *xhat, const float *rstd, const float *gamma,
  size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *d = dout + r * columns, *h = xhat + r * columns;
    double sum = 0, dot = 0;
    for (size_t c = 0; c < columns; c++) {
      double g = (double)d[c] * gamma[c];
      sum += g;
      dot += g * h[c];
      dgamma[c] += d[c] * h[c];
      dbeta[c] += d[c];
    }
    double mean = sum / (double)columns, projection = dot / (double)columns;
    for (size_t c = 0; c < columns; c++)
      dx[r * columns + c] = (float)(rstd[r] * ((double)d[c] * gamma[c] - mean - h[c] * projection));
  }
}

static void s_affine(
  float *out, const float *xhat, const float *gamma, const float *beta, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) out[r * columns + c] = xhat[r * columns + c] * gamma[c] + beta[c];
}

static void s_dropout(
  float *out, const float *x, size_t rows, size_t columns, size_t stride, ck_dropout_site site, uint64_t row0) {
  for (size_t r = 0; r < rows; r++) {
    uint64_t key = dropout_row_key(site.key, row0 + r);
    for (size_t c = 0; c < columns; c++) out[r * stride + c] = dropped(x[r * stride + c], site, key, c);
  }
}

static void s_softmax(float *x, size_t rows, size_t columns, size_t stride, float scale) {
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * stride;
    float largest = -INFINITY;
    for (size_t c = 0; c < columns; c++) largest = fmaxf(largest, row[c] * scale);
    double sum = 0;
    for (size_t c = 0; c < columns; c++) sum += row[c] = expf(row[c] * scale - largest);
    for (size_t c = 0; c < columns; c++) row[c] = (float)(row[c] / sum);
  }
}

static void s_softmax_backward(float *d, const float *p, size_t rows, size_t columns, size_t stride, float scale) {
  for (size_t r = 0; r < rows; r++) {
    double dot = 0;
    for (size_t c = 0; c < columns; c++) dot += (double)d[r * stride + c] * p[r * stride + c];
    for (size_t c = 0; c < columns; c++)
      d[r * stride + c] = (float)(scale * p[r * stride + c] * (d[r * stride + c] - dot));
  }
}

static void s_column_sums(float *out, const float *x, size_t rows, size_t columns, size_t stride) {
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) out[c] += x[r * stride + c];
}

static void s_add(float *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] += x[i];
}

static void s_scale(float *x, float factor, size_t count) {
  for (size_t i = 0; i < count; i++) x[i] *= factor;
}

static double s_sum_of_squares(const float *x, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
  return sum;
}

static void adamw_one(float *parameter, float gradient, float *m, float *v, const ck_adamw_options *o) {
  float g = gradient * o->gradient_scale;
  *m = o->beta1 * *m + (1 - o->beta1) * g;
  *v = o->beta2 * *v + (1 - o->beta2) * g * g;
  float denominator = sqrtf(*v) / sqrtf(o->bias_correction2) + o->epsilon;
  float decayed = *parameter * (1 - o->learning_rate * o->weight_decay);
  *parameter = decayed - o->learning_rate / o->bias_correction1 * *m / denominator;
}

static void s_adamw(
  float *parameter, const float *gradient, float *m, float *v, size_t count, const ck_adamw_options *o) {
  for (size_t i = 0; i < count; i++) adamw_one(parameter + i, gradient[i], m + i, v + i, o);
}

static void s_adamw_idle(
  float *parameter, float *m, float *v, size_t count, const ck_adamw_options *o, size_t steps) {
  for (size_t step = 0; step < steps; step++)
    for (size_t i = 0; i < count; i++) adamw_one(parameter + i, 0, m + i, v + i, o + step);
}

static float float_from_half(uint16_t h) {
  uint32_t sign = (uint32_t)(h & 0x8000u) << 16, exponent = (h >> 10) & 31, fraction = h & 1023, bits;
  float value;
  if (exponent == 31) {
    bits = sign | 0x7f800000u | fraction << 13 | (fraction ? 0x400000u : 0);
  } else if (exponent == 0) {
    value = ldexpf((float)fraction, -24);
    return sign ? -value : value;
  } else {
    bits = sign | (exponent + 112) << 23 | fraction << 13;
  }
  memcpy(&value, &bits, 4);
  return value;
}

// Rounds to nearest, ties to even, as vcvtps2ph does.
static uint16_t half_from_float(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  uint16_t sign = (uint16_t)(bits >> 16 & 0x8000u);
  uint32_t magnitude = bits & 0x7fffffffu;
  if (magnitude > 0x7f800000u) return sign | 0x7e00u | (uint16_t)(magnitude >> 13 & 1023);
  if (magnitude >= 0x477ff000u) return sign | 0x7c00u;
  if (magnitude < 0x38800000u) {
    float scaled;
    memcpy(&scaled, &magnitude, 4);
    return sign | (uint16_t)nearbyintf(ldexpf(scaled, 24));
  }
  uint32_t rounded = magnitude + 0xfffu + (magnitude >> 13 & 1);
  return sign | (uint16_t)((rounded - 0x38000000u) >> 13);
}

static void s_from_float16(float *out, const uint16_t *x, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = float_from_half(x[i]);
}

static void s_to_float16(uint16_t *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = half_from_float(x[i]);
}

static void s_from_bfloat16(float *out, const uint16_t *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits = (uint32_t)x[i] << 16;
    memcpy(&out[i], &bits, 4);
  }
}

// Rounds to nearest, ties to even; a NaN stays one.
static void s_to_bfloat16(uint16_t *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, &x[i], 4);
    uint32_t rounded = (bits + 0x7fffu + (bits >> 16 & 1)) >> 16;
    out[i] = (uint16_t)((bits & 0x7fffffffu) > 0x7f800000u ? (bits >> 16) | 0x40u : rounded);
  }
}

static void s_round_bfloat16(float *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint16_t half;
    s_to_bfloat16(&half, x + i, 1);
    s_from_bfloat16(out + i, &half, 1);
  }
}

static void s_round_float16(float *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = float_from_half(half_from_float(x[i]));
}

// Each operand rounded by `round` where it is read; the sum in double.
static void rounded_product(const ck_sgemm_arguments *g, void (*round)(float *, const float *, size_t)) {
  for (size_t i = 0; i < g->m; i++) {
    for (size_t j = 0; j < g->n; j++) {
      double sum = 0;
      for (size_t p = 0; p < g->k; p++) {
        float a, b;
        round(&a, g->a + (g->a_transposed ? p * g->a_stride + i : i * g->a_stride + p), 1);
        round(&b, g->b + (g->b_transposed ? j * g->b_stride + p : p * g->b_stride + j), 1);
        sum += (double)a * b;
      }
      float *c = g->c + i * g->c_stride + j;
      *c = (float)(g->scale * sum + (g->keep == 0 ? 0 : (double)g->keep * *c));
    }
  }
}

static void s_bf16_gemm(const ck_sgemm_arguments *g) { rounded_product(g, s_round_bfloat16); }

static void s_fp16_gemm(const ck_sgemm_arguments *g) { rounded_product(g, s_round_float16); }

const ck_table ck_scalar_table = {
  .name = "scalar",
  .bf16_gemm = s_bf16_gemm,
  .fp16_gemm = s_fp16_gemm,
  .exp = s_exp,
  .erf = s_erf,
  .add_bias = s_add_bias,
  .packed_int8 = &ck_scalar_packed_int8,
  .epilogue = s_epilogue,
  .bias_gelu = s_bias_gelu,
  .gelu_backward = s_gelu_backward,
  .layer_norm = s_layer_norm,
  .layer_norm_backward = s_layer_norm_backward,
  .affine = s_affine,
  .dropout = s_dropout,
  .softmax = s_softmax,
  .softmax_backward = s_softmax_backward,
  .column_sums = s_column_sums,
  .add = s_add,
  .scale = s_scale,
  .sum_of_squares = s_sum_of_squares,
  .adamw = s_adamw,
  .adamw_idle = s_adamw_idle,
  .from_float16 = s_from_float16,
  .to_float16 = s_to_float16,
  .from_bfloat16 = s_from_bfloat16,
  .to_bfloat16 = s_to_bfloat16,
  .round_bfloat16 = s_round_bfloat16,
  .round_float16 = s_round_float16,
};
