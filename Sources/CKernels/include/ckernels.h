// The C side of `Tensors`: a thread pool and a table of vector kernels per instruction set.
//
// Every kernel exists once per instruction set, compiled from one text (`vector_kernels.h`), and once more as a
// plain loop over libm (`scalar_kernels.c`), which is the truth the tests hold the others against.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __clang__
#pragma clang assume_nonnull begin
#endif

// ---- thread pool ----

typedef struct ck_pool ck_pool;

// `body(context, index)` for index in 0..<threads, the caller being thread 0; returns when all have finished.
typedef void (*ck_body)(void *context, int32_t index);

ck_pool *_Nullable ck_pool_create(int32_t threads);
void ck_pool_run(ck_pool *pool, ck_body body, void *context);
void ck_pool_destroy(ck_pool *pool);

// ---- OpenBLAS ----

// One thread, for OpenBLAS; to be called before the first sgemm.
void ck_openblas_prepare(void);
// The kernel set that OpenBLAS runs.
const char *ck_openblas_core(void);

// ---- kernels ----

// A dropout site: elements of row r, column c are kept iff hash(key, r, c) >= threshold; kept ones are times `scale`.
// A threshold of 0 keeps everything.
typedef struct {
  uint64_t key;
  uint32_t threshold;
  float scale;
} ck_dropout_site;

typedef struct {
  float learning_rate, beta1, beta2, epsilon, weight_decay;
  float gradient_scale;      // clipping: gradients are multiplied by it first
  float bias_correction1;    // 1 - beta1^step
  float bias_correction2;    // 1 - beta2^step
} ck_adamw_options;

// c (m, n) = scale * op(a) (m, k) * op(b) (k, n) + keep * c, row-major, strides in floats from row to row.
typedef struct {
  const float *a, *b;
  float *c;
  size_t a_stride, b_stride, c_stride;
  size_t m, n, k;
  int a_transposed, b_transposed;
  float scale, keep;
} ck_sgemm_arguments;

// A weight of n outputs and k inputs: element (j, p) at j * stride + p, or at p * stride + j where it is transposed.
typedef struct {
  const float *elements;
  size_t n, k, stride;
  int transposed;
} ck_weight;

// What becomes of a product's rows: plus `bias`, and GELU where asked. Where there is a `gamma`, the layer norm of their sum
// with the residual's rows instead, gamma and beta being (n), and the residual (m, n) and y without a gap between rows.
typedef struct {
  const float *_Nullable bias;
  int gelu;
  const float *_Nullable residual, *_Nullable gamma, *_Nullable beta;
  float epsilon;
} ck_epilogue;

// y (m, n) = epilogue(x (m, k) * weight^T), of a weight that has been packed; strides in floats.
//
// `next` is a product of the same kind whose x is this y, its k this n, its m the same: a block of rows goes through all of
// them, and is read as the next one reads it while it is in the cache. A later y may be the first one's residual.
typedef struct ck_linear_arguments {
  const float *_Nullable x;  // of the first alone
  float *y;
  const void *packed;
  size_t x_stride, y_stride;
  size_t m, n, k;
  ck_epilogue epilogue;
  const struct ck_linear_arguments *_Nullable next;
} ck_linear_arguments;

// How weights are packed once for one precision, and what multiplies with them. `packed` is at a multiple of 64 and has
// `bytes(n, k)`.
typedef struct {
  size_t (*bytes)(size_t n, size_t k);
  void (*pack)(void *packed, const ck_weight *weight);
  void (*apply)(const ck_linear_arguments *arguments);
} ck_packed_product;

// One head of one sequence: context (length, head_size) = softmax(scale q k^T) v; strides in floats, `stride` that of q, k
// and v.
typedef struct {
  const float *q, *k, *v;
  float *context;
  size_t stride, context_stride;
  size_t length, head_size;
  float scale;
} ck_attention_arguments;

// Row-major matrices; `rows` x `columns`, `stride` floats from row to row where given, else `columns`.
typedef struct {
  const char *name;
  // null where OpenBLAS does it better
  void (*_Nullable sgemm)(const ck_sgemm_arguments *arguments);
  // The same with a and b rounded to bfloat16 (IEEE half) and sums in single precision; null where the processor has
  // nothing for it, and the product is one of rounded copies. Denormals may be taken as 0.
  void (*_Nullable bf16_gemm)(const ck_sgemm_arguments *arguments);
  void (*_Nullable fp16_gemm)(const ck_sgemm_arguments *arguments);
  // Products with packed weights: the same numbers as sgemm's and bf16_gemm's; null where there is nothing faster than
  // these, or than OpenBLAS.
  const ck_packed_product *_Nullable packed_fp32, *_Nullable packed_bf16;
  // In 8-bit integers: each output's weights over a scale of their own, each row of x over one of its own and from the
  // smallest to the greatest value (0 among them) in 0...255; exact sums. k is at most 65536.
  const ck_packed_product *packed_int8;
  int has_fast_int8;  // by instructions of the processor's for it
  int has_tiles;      // AMX
  // The instructions of sgemm, of bf16_gemm and of the product in 8-bit integers in registers alone, `rounds` times over;
  // returns the operations done. What a product is measured against; null where there is no product.
  double (*_Nullable sgemm_limit)(size_t rounds);
  double (*_Nullable bf16_limit)(size_t rounds);
  double (*_Nullable int8_limit)(size_t rounds);
  void (*exp)(float *out, const float *x, size_t count);
  void (*erf)(float *out, const float *x, size_t count);
  // x += bias for each row
  void (*add_bias)(float *x, const float *bias, size_t rows, size_t columns);
  // y += bias, where there is one; y = gelu(y) where asked
  void (*epilogue)(float *y, size_t stride, const float *_Nullable bias, size_t rows, size_t columns, int gelu);
  // pre += bias; out = gelu(pre). `out` may be `pre`.
  void (*bias_gelu)(float *out, float *pre, const float *bias, size_t rows, size_t columns);
  // activation = gelu(pre); gradient *= gelu'(pre)
  void (*gelu_backward)(float *activation, float *gradient, const float *pre, size_t count);
  // y = dropout(x + bias) + residual; xhat = (y - mean) * rstd; out = xhat * gamma + beta.
  // `bias`, `residual`, `xhat`, `rstd` may be null. `out` may be `x` or `residual`. `row0` is the dropout's first row.
  void (*layer_norm)(
    float *out, float *_Nullable xhat, float *_Nullable rstd, const float *x, const float *_Nullable bias,
    const float *_Nullable residual, const float *gamma, const float *beta, float epsilon, size_t rows,
    size_t columns, ck_dropout_site dropout, uint64_t row0);
  // dx = gradient of the sum y; dgamma and dbeta accumulate. `dx` may be `dout`.
  void (*layer_norm_backward)(
    float *dx, float *dgamma, float *dbeta, const float *dout, const float *xhat, const float *rstd,
    const float *gamma, size_t rows, size_t columns);
  // out = xhat * gamma + beta
  void (*affine)(
    float *out, const float *xhat, const float *gamma, const float *beta, size_t rows, size_t columns);
  // out = dropout(x), rows `row0`...; `out` may be `x`
  void (*dropout)(
    float *out, const float *x, size_t rows, size_t columns, size_t stride, ck_dropout_site site, uint64_t row0);
  // each row: softmax(scale * x), in place; scale is positive
  void (*softmax)(float *x, size_t rows, size_t columns, size_t stride, float scale);
  // d = scale * p * (d - sum(d * p)) for each row, in place
  void (*softmax_backward)(float *d, const float *p, size_t rows, size_t columns, size_t stride, float scale);
  // out += column sums of x
  void (*column_sums)(float *out, const float *x, size_t rows, size_t columns, size_t stride);
  void (*add)(float *out, const float *x, size_t count);
  void (*scale)(float *x, float factor, size_t count);
  double (*sum_of_squares)(const float *x, size_t count);
  void (*adamw)(
    float *parameter, const float *gradient, float *m, float *v, size_t count, const ck_adamw_options *options);
  // `steps` steps of `adamw` one after the other with gradients of 0: the same bits
  void (*adamw_idle)(
    float *parameter, float *m, float *v, size_t count, const ck_adamw_options *options, size_t steps);
  void (*from_float16)(float *out, const uint16_t *x, size_t count);
  void (*to_float16)(uint16_t *out, const float *x, size_t count);
  void (*from_bfloat16)(float *out, const uint16_t *x, size_t count);
  void (*to_bfloat16)(uint16_t *out, const float *x, size_t count);
  // Each as the nearest number that bfloat16 (IEEE half) has, ties to even
  void (*round_bfloat16)(float *out, const float *x, size_t count);
  void (*round_float16)(float *out, const float *x, size_t count);
} ck_table;

// Attention by the table's softmax and a packed product, in which keys and values are the weights.
void ck_attention(const ck_table *table, const ck_packed_product *product, const ck_attention_arguments *arguments);

// Memory of this thread for at least `count` floats, of four kinds; what it held is lost when a greater one is asked for.
float *ck_thread_floats(int32_t kind, size_t count);

// The widest table that this processor runs.
const ck_table *ck_best(void);
// Every table that this processor runs, the scalar one first; null past the last.
const ck_table *_Nullable ck_table_at(int32_t index);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
