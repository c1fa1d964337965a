// Every kernel over vectors of WIDTH floats, included once per instruction set: clang's vector types become the
// registers that the enclosing `target` attribute allows.

typedef float vf __attribute__((vector_size(WIDTH * 4)));
typedef int32_t vi __attribute__((vector_size(WIDTH * 4)));
typedef uint32_t vu __attribute__((vector_size(WIDTH * 4)));
typedef float vf_unaligned __attribute__((vector_size(WIDTH * 4), aligned(4)));

#define INLINE static inline __attribute__((always_inline))

INLINE vf load(const float *p) { return *(const vf_unaligned *)p; }
INLINE void store(float *p, vf v) { *(vf_unaligned *)p = v; }
INLINE vf splat(float x) { return x - (vf){}; }

// The first `count` < WIDTH elements, then `fill`.
INLINE vf load_tail(const float *p, size_t count, float fill) {
#if WIDTH == 16
  return (vf)_mm512_mask_loadu_ps((__m512)splat(fill), (__mmask16)((1u << count) - 1), p);
#else
  vf v = splat(fill);
  for (size_t i = 0; i < count; i++) v[i] = p[i];
  return v;
#endif
}

INLINE void store_tail(float *p, vf v, size_t count) {
#if WIDTH == 16
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << count) - 1), (__m512)v);
#else
  for (size_t i = 0; i < count; i++) p[i] = v[i];
#endif
}

// Runs BODY with `i` and `n` (elements at i, at most WIDTH): LOAD/STORE below are whole vectors or a tail.
#define EACH(count, ...)                               \
  {                                                    \
    size_t i = 0;                                      \
    for (; i + WIDTH <= (count); i += WIDTH) {         \
      enum { whole = 1 };                              \
      const size_t n = WIDTH;                          \
      __VA_ARGS__                                      \
    }                                                  \
    if (i < (count)) {                                 \
      enum { whole = 0 };                              \
      const size_t n = (count) - i;                    \
      __VA_ARGS__                                      \
    }                                                  \
  }
#define LOAD_OR(p, fill) (whole ? load((p) + i) : load_tail((p) + i, n, fill))
#define LOAD(p) LOAD_OR(p, 0)
#define STORE(p, v) \
  do {              \
    (void)n;        \
    if (whole) store((p) + i, v); else store_tail((p) + i, v, n); \
  } while (0)

#define EACH_ROW(q) _Pragma("clang loop unroll(full)") for (int q = 0; q < rows; q++)

INLINE vf fma_(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vf select_(vi mask, vf yes, vf no) { return (vf)((mask & (vi)yes) | (~mask & (vi)no)); }

// `b` where `a` is no number. (x86's instructions, since clang's own functions compare once more for the case of `b`.)
#if WIDTH == 16
INLINE vf max_(vf a, vf b) { return (vf)_mm512_max_ps((__m512)a, (__m512)b); }
INLINE vf min_(vf a, vf b) { return (vf)_mm512_min_ps((__m512)a, (__m512)b); }
#elif WIDTH == 8
INLINE vf max_(vf a, vf b) { return (vf)_mm256_max_ps((__m256)a, (__m256)b); }
INLINE vf min_(vf a, vf b) { return (vf)_mm256_min_ps((__m256)a, (__m256)b); }
#else
INLINE vf max_(vf a, vf b) { return __builtin_elementwise_max(a, b); }
INLINE vf min_(vf a, vf b) { return __builtin_elementwise_min(a, b); }
#endif

// All lanes' sum: one half plus the other, and so on.
typedef float v4 __attribute__((vector_size(16)));
typedef float v8 __attribute__((vector_size(32)));

INLINE float sum4_(v4 v) { return (v[0] + v[2]) + (v[1] + v[3]); }

INLINE float sum8_(v8 v) {
  return sum4_(__builtin_shufflevector(v, v, 0, 1, 2, 3) + __builtin_shufflevector(v, v, 4, 5, 6, 7));
}

INLINE float sum_(vf v) {
#if WIDTH == 16
  return sum8_(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)
             + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
#elif WIDTH == 8
  return sum8_(v);
#else
  return sum4_(v);
#endif
}

INLINE float largest_(vf v) {
  float lanes[WIDTH];
  memcpy(lanes, &v, sizeof v);
  for (int half = WIDTH / 2; half > 0; half /= 2)
    for (int i = 0; i < half; i++) lanes[i] = lanes[i] > lanes[i + half] ? lanes[i] : lanes[i + half];
  return lanes[0];
}

// e^x: x = n ln 2 + r (Cody and Waite), Taylor on |r| <= ln 2 / 2, within 2 ulp; results below 2^-126 become 0, or are the
// denormals that AVX-512 scales to.
INLINE vf exp_(vf x) {
  const float magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds to an integer in the low bits
#if WIDTH == 16
  vf clamped = max_(min_(x, splat(90.0f)), splat(-104.0f));
#else
  vf clamped = max_(min_(x, splat(88.72283f)), splat(-87.4f));
#endif
  vf shifted = fma_(clamped, splat(1.44269504f), splat(magic));
  vf n = shifted - magic;
  vf r = fma_(n, splat(-0.693145752f), clamped);
  r = fma_(n, splat(-1.42860677e-6f), r);
  vf p = splat(1.98412698e-4f);
  p = fma_(p, r, splat(1.38888889e-3f));
  p = fma_(p, r, splat(8.33333333e-3f));
  p = fma_(p, r, splat(4.16666667e-2f));
  p = fma_(p, r, splat(1.66666667e-1f));
  p = fma_(p, r, splat(0.5f));
  p = fma_(p, r, splat(1.0f));
  p = fma_(p, r, splat(1.0f));
#if WIDTH == 16
  return (vf)_mm512_scalef_ps((__m512)p, (__m512)n);
#else
  // 2^n in two factors, so that n = 128 does not overflow before its time
  vi e = (vi)shifted - (vi)splat(magic);
  vi low = e >> 1, high = e - low;
  vf y = p * (vf)((low + 127) << 23) * (vf)((high + 127) << 23);
  y = select_((vi)(x < splat(-87.33654f)), splat(0), y);
  return select_((vi)(x > splat(88.72283f)), splat(INFINITY), y);
#endif
}

// erf, after N. Juffa's two-piece minimax form: within about 1 ulp of the true value on either side of 0.9277.
INLINE vf erf_(vf a) {
  vf t = __builtin_elementwise_abs(a), s = a * a;
  vf r = fma_(splat(-1.72853470e-5f), t, splat(3.83197126e-4f));
  vf u = fma_(splat(-3.88396438e-3f), t, splat(2.42546219e-2f));
  r = fma_(r, s, u);
  r = fma_(r, t, splat(-1.06777877e-1f));
  r = fma_(r, t, splat(-6.34846687e-1f));
  r = fma_(r, t, splat(-1.28717512e-1f));
  r = fma_(r, t, -t);
  r = 1.0f - exp_(max_(r, splat(-80.0f)));
  r = (vf)((vi)r | ((vi)a & (vi)splat(-0.0f)));
  vf q = splat(-5.96761703e-4f);
  q = fma_(q, s, splat(4.99119423e-3f));
  q = fma_(q, s, splat(-2.67681349e-2f));
  q = fma_(q, s, splat(1.12819925e-1f));
  q = fma_(q, s, splat(-3.76125336e-1f));
  q = fma_(q, s, splat(1.28379166e-1f));
  q = fma_(q, a, a);
  // Beyond 4 the result is 1 in single precision; the polynomial of the tail must not be asked about infinity.
  r = select_((vi)(t > splat(4.0f)), (vf)((vi)splat(1.0f) | ((vi)a & (vi)splat(-0.0f))), r);
  return select_((vi)(t > splat(0.927734375f)), r, q);
}

INLINE vf gelu_(vf x) {
  vf half = 0.5f * x;
  return fma_(half, erf_(x * 0.70710678f), half);
}

#if WIDTH == 16
// 0.5 erf(t / sqrt 2) in sixteen steps of 0.36 around t = 0, 0.36, ..., 5.4, where it is 0.5: a polynomial in the distance
// from the step's middle, interpolated at Chebyshev's nodes; the coefficients of each degree in a register.
static const float half_erf[5][16] __attribute__((aligned(64))) = {
  {0, 0.140576437f, 0.264237493f, 0.359928906f, 0.425066292f, 0.464069694f, 0.484613657f, 0.494132251f, 0.498011619f,
   0.499402344f, 0.499840885f, 0.499962538f, 0.499992192f, 0.499998569f, 0.499999762f, 0.5f},
  {0.398939013f, 0.373908311f, 0.307851136f, 0.222655088f, 0.141461939f, 0.0789514408f, 0.0387072004f, 0.0166698657f,
   0.00630634837f, 0.00209568301f, 0.000611745636f, 0.000156858863f, 3.5329278e-5f, 6.98943586e-6f, 1.21457572e-6f, 0},
  {0, -0.0673030689f, -0.110825442f, -0.120232373f, -0.101851307f, -0.0710555837f, -0.041803781f, -0.0210044831f,
   -0.00908167940f, -0.00339541025f, -0.00110136997f, -0.000310683245f, -7.634928e-5f, -1.63670466e-5f, -3.06380343e-6f, 0},
  {-0.0660880059f, -0.0539603047f, -0.0246933904f, 0.00597777497f, 0.0250672568f, 0.0293165389f, 0.023604868f,
   0.0148943439f, 0.00771402102f, 0.00335328118f, 0.00123900792f, 0.00039222138f, 0.000106943327f, 2.52103364e-5f,
   5.15243073e-6f, 0},
  {0, 0.0159956068f, 0.022793578f, 0.0183081347f, 0.00787915941f, -0.0013661522f, -0.0057558897f, -0.005845048f,
   -0.00400764775f, -0.00212918106f, -0.000920786697f, -0.000332004653f, -0.000101189995f, -2.6298454e-5f,
   -5.8627961e-6f, 0}};

// The same within 1e-6 in a third of the time: x / 2 + |x| 0.5 erf(|x| / sqrt 2).
INLINE vf quick_gelu_(vf x) {
  vf magnitude = __builtin_elementwise_abs(x), t = min_(magnitude, splat(5.4f));
  // Adding 2^23 rounds to an integer in the low bits, which are the step's number.
  vf shifted = fma_(t, splat(1 / 0.36f), splat(8388608.0f));
  vf u = fma_(shifted - 8388608.0f, splat(-0.36f), t);
  const __m512i step = (__m512i)shifted;
  vf p = (vf)_mm512_permutexvar_ps(step, _mm512_load_ps(half_erf[4]));
  for (int degree = 3; degree >= 0; degree--)
    p = fma_(p, u, (vf)_mm512_permutexvar_ps(step, _mm512_load_ps(half_erf[degree])));
  return fma_(magnitude, p, 0.5f * x);
}
#else
// The same within 1e-6 in half the time: erf(x / sqrt 2) = t p(t^2 / 3.8^2 - 1), t being x within 3.8 sqrt 2 of 0, beyond
// which it is 1 as good as single precision says; p is the Chebyshev interpolation of degree 14, as a power series.
INLINE vf quick_gelu_(vf x) {
  vf t = max_(min_(x, splat(5.37401154f)), splat(-5.37401154f));
  vf u = fma_(t * t, splat(0.0692520776f), splat(-1.0f));
  vf p = splat(0.000875037746f);
  p = fma_(p, u, splat(-0.00198250404f));
  p = fma_(p, u, splat(0.00117899058f));
  p = fma_(p, u, splat(-0.00210414128f));
  p = fma_(p, u, splat(0.00766341481f));
  p = fma_(p, u, splat(-0.0132258944f));
  p = fma_(p, u, splat(0.0184823927f));
  p = fma_(p, u, splat(-0.0273914188f));
  p = fma_(p, u, splat(0.0390556939f));
  p = fma_(p, u, splat(-0.0513137542f));
  p = fma_(p, u, splat(0.0642097071f));
  p = fma_(p, u, splat(-0.0786159039f));
  p = fma_(p, u, splat(0.0973975882f));
  p = fma_(p, u, splat(-0.131268278f));
  p = fma_(p, u, splat(0.263119817f));
  vf half = 0.5f * x;
  return fma_(half, t * p, half);
}
#endif

static void k_exp(float *out, const float *x, size_t count) { EACH(count, STORE(out, exp_(LOAD(x)));) }

static void k_erf(float *out, const float *x, size_t count) { EACH(count, STORE(out, erf_(LOAD(x)));) }

static void k_epilogue(float *y, size_t stride, const float *bias, size_t rows, size_t columns, int gelu) {
  for (size_t r = 0; r < rows; r++) {
    float *row = y + r * stride;
    if (gelu) {
      EACH(columns, STORE(row, quick_gelu_(bias ? LOAD(row) + LOAD(bias) : LOAD(row)));)
    } else if (bias) {
      EACH(columns, STORE(row, LOAD(row) + LOAD(bias));)
    }
  }
}

static void k_add_bias(float *x, const float *bias, size_t rows, size_t columns) {
  k_epilogue(x, columns, bias, rows, columns, 0);
}

static void k_bias_gelu(float *out, float *pre, const float *bias, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    float *p = pre + r * columns, *o = out + r * columns;
    EACH(columns, {
      vf x = LOAD(p) + LOAD(bias);
      STORE(p, x);
      STORE(o, gelu_(x));
    })
  }
}

static void k_gelu_backward(float *activation, float *gradient, const float *pre, size_t count) {
  EACH(count, {
    vf x = LOAD(pre);
    vf cdf = fma_(splat(0.5f), erf_(x * 0.70710678f), splat(0.5f));
    vf density = 0.39894228f * exp_(-0.5f * x * x);
    STORE(activation, x * cdf);
    STORE(gradient, LOAD(gradient) * fma_(x, density, cdf));
  })
}

INLINE vi kept_(vu columns, uint64_t row_key, vu threshold) {
  vu x = columns * 0x9E3779B9u + (uint32_t)row_key;
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= (x >> 15) ^ (uint32_t)(row_key >> 32);
  x *= 0x846ca68bu;
  x ^= x >> 16;
  return (vi)(x >= threshold);
}

INLINE vu columns_from(size_t i) {
#if WIDTH == 16
  vu lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#elif WIDTH == 8
  vu lanes = {0, 1, 2, 3, 4, 5, 6, 7};
#else
  vu lanes = {0, 1, 2, 3};
#endif
  return lanes + (uint32_t)i;
}

INLINE vf drop_(vf x, ck_dropout_site site, uint64_t row_key, size_t i) {
  vi kept = kept_(columns_from(i), row_key, (vu){} + site.threshold);
  return (vf)((vi)(x * site.scale) & kept);
}

typedef struct {
  float *out, *xhat, *rstd;
  const float *x, *bias, *residual, *gamma, *beta;
  float epsilon;
  size_t columns;
  ck_dropout_site site;
  uint64_t row0;
} norm_;

// Rows `r` on, `rows` <= 4 of them: while one row's sum waits for the last addition, another's goes on. Both that and whether
// something is dropped or kept for a backward are known to the compiler.
INLINE void norm_rows_(const norm_ *t, size_t r, const int rows, const int trains) {
  const size_t columns = t->columns, at = r * columns;
  float *out = t->out + at, mean[4], scale[4];
  vf total[4] = {{0}}, squares[4] = {{0}};
  uint64_t key[4];
  if (trains) EACH_ROW(q) key[q] = dropout_row_key(t->site.key, t->row0 + r + (size_t)q);
  EACH(columns, {
    const vf bias = t->bias ? LOAD(t->bias) : splat(0);
    EACH_ROW(q) {
      const size_t row = (size_t)q * columns;
      vf y = LOAD(t->x + at + row);
      if (t->bias) y += bias;
      if (trains && t->site.threshold) y = drop_(y, t->site, key[q], i);
      if (t->residual) y += LOAD(t->residual + at + row);
      if (!whole) y = select_((vi)(columns_from(0) < (uint32_t)n), y, splat(0));
      STORE(out + row, y);
      total[q] += y;
    }
  })
  EACH_ROW(q) mean[q] = sum_(total[q]) / (float)columns;
  EACH(columns, {
    EACH_ROW(q) {
      const vf d = LOAD_OR(out + (size_t)q * columns, mean[q]) - mean[q];
      squares[q] = fma_(d, d, squares[q]);
    }
  })
  EACH_ROW(q) {
    scale[q] = 1.0f / __builtin_elementwise_sqrt(sum_(squares[q]) / (float)columns + t->epsilon);
    if (trains && t->rstd) t->rstd[r + (size_t)q] = scale[q];
  }
  EACH(columns, {
    const vf gamma = LOAD(t->gamma), beta = LOAD(t->beta);
    EACH_ROW(q) {
      float *row = out + (size_t)q * columns;
      const vf y = (LOAD(row) - mean[q]) * scale[q];
      if (trains && t->xhat) STORE(t->xhat + at + (size_t)q * columns, y);
      STORE(row, fma_(y, gamma, beta));
    }
  })
}

static void k_layer_norm(
  float *out, float *xhat, float *rstd, const float *x, const float *bias, const float *residual, const float *gamma,
  const float *beta, float epsilon, size_t rows, size_t columns, ck_dropout_site site, uint64_t row0) {
  const norm_ t = {out, xhat, rstd, x, bias, residual, gamma, beta, epsilon, columns, site, row0};
  const int trains = xhat || rstd || site.threshold;
  size_t r = 0;
  if (!trains)
    for (; r + 4 <= rows; r += 4) norm_rows_(&t, r, 4, 0);
  for (; r < rows; r++) norm_rows_(&t, r, 1, 1);
}

static void k_layer_norm_backward(
  float *dx, float *dgamma, float *dbeta, const float *dout, const float *xhat, const float *rstd, const float *gamma,
  size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *d = dout + r * columns, *h = xhat + r * columns;
    float *o = dx + r * columns;
    vf total = {}, dots = {};
    EACH(columns, {
      vf dy = LOAD(d), y = LOAD(h);
      vf g = dy * LOAD(gamma);
      total += g;
      dots = fma_(g, y, dots);
      STORE(dgamma, fma_(dy, y, LOAD(dgamma)));
      STORE(dbeta, LOAD(dbeta) + dy);
    })
    float mean = sum_(total) / (float)columns, projection = sum_(dots) / (float)columns;
    EACH(columns, {
      vf g = fma_(LOAD(d), LOAD(gamma), splat(-mean));
      STORE(o, rstd[r] * fma_(LOAD(h), splat(-projection), g));
    })
  }
}

static void k_affine(
  float *out, const float *xhat, const float *gamma, const float *beta, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *h = xhat + r * columns;
    float *o = out + r * columns;
    EACH(columns, STORE(o, fma_(LOAD(h), LOAD(gamma), LOAD(beta)));)
  }
}

static void k_dropout(
  float *out, const float *x, size_t rows, size_t columns, size_t stride, ck_dropout_site site, uint64_t row0) {
  for (size_t r = 0; r < rows; r++) {
    const float *in = x + r * stride;
    float *o = out + r * stride;
    uint64_t key = dropout_row_key(site.key, row0 + r);
    if (site.threshold) {
      EACH(columns, STORE(o, drop_(LOAD(in), site, key, i));)
    } else if (o != in) {
      memcpy(o, in, columns * sizeof(float));
    }
  }
}

// 2^t for t <= 0: t = n + f, a polynomial on |f| <= 1/2 within 1e-7; 2^-126 for all that is less.
INLINE vf power_(vf t) {
  const float magic = 12583039.0f;  // 1.5 * 2^23 + 127: adding it rounds to an integer, whose exponent is in the low bits
  vf clamped = max_(t, splat(-126.0f));
  vf shifted = clamped + magic;
  vf f = clamped - (shifted - magic);
  vf p = splat(1.54614449e-4f);
  p = fma_(p, f, splat(1.3400428e-3f));
  p = fma_(p, f, splat(9.61805694e-3f));
  p = fma_(p, f, splat(5.55032715e-2f));
  p = fma_(p, f, splat(2.40226507e-1f));
  p = fma_(p, f, splat(6.93147182e-1f));
  p = fma_(p, f, splat(1.0f));
  return p * (vf)((vi)shifted << 23);
}

static void k_softmax(float *x, size_t rows, size_t columns, size_t stride, float scale) {
  const float binary = scale * 1.44269504f;  // e^(scale x) = 2^(binary x)
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * stride;
    vf most = splat(-INFINITY);
    EACH(columns, most = max_(most, LOAD_OR(row, -INFINITY)); (void)n;)
    float largest = largest_(most) * binary;
    vf total = {};
    EACH(columns, {
      vf e = power_(fma_(LOAD_OR(row, -INFINITY), splat(binary), splat(-largest)));
      total += e;
      STORE(row, e);
    })
    float inverse = 1.0f / sum_(total);
    EACH(columns, STORE(row, LOAD(row) * inverse);)
  }
}

static void k_softmax_backward(float *d, const float *p, size_t rows, size_t columns, size_t stride, float scale) {
  for (size_t r = 0; r < rows; r++) {
    float *dr = d + r * stride;
    const float *pr = p + r * stride;
    vf dots = {};
    EACH(columns, dots = fma_(LOAD(dr), LOAD(pr), dots); (void)n;)
    float dot = sum_(dots);
    EACH(columns, STORE(dr, (LOAD(dr) - dot) * LOAD(pr) * scale);)
  }
}

static void k_column_sums(float *out, const float *x, size_t rows, size_t columns, size_t stride) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = x + r * stride;
    EACH(columns, STORE(out, LOAD(out) + LOAD(row));)
  }
}

static void k_add(float *out, const float *x, size_t count) { EACH(count, STORE(out, LOAD(out) + LOAD(x));) }

static void k_scale(float *x, float factor, size_t count) { EACH(count, STORE(x, LOAD(x) * factor);) }

// Blocks of 4096 in single precision, their sums in double: as good as the scalar loop and as fast as memory.
static double k_sum_of_squares(const float *x, size_t count) {
  double sum = 0;
  for (size_t start = 0; start < count; start += 4096) {
    const float *block = x + start;
    size_t length = count - start < 4096 ? count - start : 4096;
    vf total = {};
    EACH(length, {
      vf v = LOAD(block);
      total = fma_(v, v, total);
      (void)n;
    })
    float lanes[WIDTH];
    memcpy(lanes, &total, sizeof total);
    for (int i = 0; i < WIDTH; i++) sum += lanes[i];
  }
  return sum;
}

typedef struct {
  float beta1, beta2, rest1, rest2, gradient_scale, keep, step, inverse, epsilon;
} adamw_factors;

INLINE adamw_factors adamw_factors_(const ck_adamw_options *o) {
  return (adamw_factors){
    .beta1 = o->beta1, .beta2 = o->beta2, .rest1 = 1 - o->beta1, .rest2 = 1 - o->beta2,
    .gradient_scale = o->gradient_scale, .keep = 1 - o->learning_rate * o->weight_decay,
    .step = o->learning_rate / o->bias_correction1, .inverse = 1.0f / sqrtf(o->bias_correction2),
    .epsilon = o->epsilon,
  };
}

// One step, the same operations in the same order wherever it is used.
INLINE void adamw_(vf *p, vf *m, vf *v, vf gradient, const adamw_factors *f) {
  vf g = gradient * f->gradient_scale;
  *m = fma_(splat(f->beta1), *m, f->rest1 * g);
  *v = fma_(splat(f->beta2), *v, f->rest2 * g * g);
  vf denominator = fma_(__builtin_elementwise_sqrt(*v), splat(f->inverse), splat(f->epsilon));
  *p = fma_(*p, splat(f->keep), -(f->step * *m / denominator));
}

static void k_adamw(
  float *parameter, const float *gradient, float *m, float *v, size_t count, const ck_adamw_options *o) {
  const adamw_factors factors = adamw_factors_(o);
  EACH(count, {
    vf p = LOAD(parameter), first = LOAD(m), second = LOAD(v);
    adamw_(&p, &first, &second, LOAD(gradient), &factors);
    STORE(m, first);
    STORE(v, second);
    STORE(parameter, p);
  })
}

// What has never had a gradient has moments of 0, and its weight decays alone.
INLINE void adamw_idle_(vf *p, vf *m, vf *v, const adamw_factors *f, size_t steps) {
  if (__builtin_reduce_or((vi)*m | (vi)*v) == 0) {
    for (size_t step = 0; step < steps; step++) *p *= f[step].keep;
  } else {
    for (size_t step = 0; step < steps; step++) adamw_(p, m, v, splat(0), f + step);
  }
}

static void k_adamw_idle(
  float *parameter, float *m, float *v, size_t count, const ck_adamw_options *o, size_t steps) {
  adamw_factors factors[64];
  for (size_t start = 0; start < steps; start += 64) {
    const size_t length = steps - start < 64 ? steps - start : 64;
    for (size_t step = 0; step < length; step++) factors[step] = adamw_factors_(o + start + step);
    EACH(count, {
      vf p = LOAD(parameter), first = LOAD(m), second = LOAD(v);
      adamw_idle_(&p, &first, &second, factors, length);
      STORE(m, first);
      STORE(v, second);
      STORE(parameter, p);
    })
  }
}

static void k_from_float16(float *out, const uint16_t *x, size_t count) {
#if WIDTH == 4
  ck_scalar_table.from_float16(out, x, count);
#else
  size_t i = 0;
  for (; i + 8 <= count; i += 8) _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(x + i))));
  ck_scalar_table.from_float16(out + i, x + i, count - i);
#endif
}

static void k_to_float16(uint16_t *out, const float *x, size_t count) {
#if WIDTH == 4
  ck_scalar_table.to_float16(out, x, count);
#else
  size_t i = 0;
  for (; i + 8 <= count; i += 8)
    _mm_storeu_si128((__m128i *)(out + i), _mm256_cvtps_ph(_mm256_loadu_ps(x + i), _MM_FROUND_TO_NEAREST_INT));
  ck_scalar_table.to_float16(out + i, x + i, count - i);
#endif
}

static void k_from_bfloat16(float *out, const uint16_t *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits = (uint32_t)x[i] << 16;
    memcpy(&out[i], &bits, 4);
  }
}

static void k_to_bfloat16(uint16_t *out, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, &x[i], 4);
    uint32_t rounded = (bits + 0x7fffu + (bits >> 16 & 1)) >> 16;
    out[i] = (uint16_t)((bits & 0x7fffffffu) > 0x7f800000u ? (bits >> 16) | 0x40u : rounded);
  }
}

INLINE vf rounded_bfloat16_(vf x) {
  vu bits = (vu)x;
  vu nearest = (bits + 0x7fffu + (bits >> 16 & 1)) & 0xffff0000u;
  return select_((vi)((bits & 0x7fffffffu) > 0x7f800000u), (vf)((bits & 0xffff0000u) | 0x400000u), (vf)nearest);
}

static void k_round_bfloat16(float *out, const float *x, size_t count) {
  EACH(count, STORE(out, rounded_bfloat16_(LOAD(x)));)
}

static void k_round_float16(float *out, const float *x, size_t count) {
  uint16_t halves[64];
  for (size_t start = 0; start < count; start += 64) {
    const size_t length = count - start < 64 ? count - start : 64;
    k_to_float16(halves, x + start, length);
    k_from_float16(out + start, halves, length);
  }
}

const ck_table TABLE = {
  .name = TABLE_NAME,
  .sgemm = SGEMM,
  .sgemm_limit = SGEMM_LIMIT,
  .packed_fp32 = PACKED_FP32,
  .packed_int8 = PACKED_INT8,
  .exp = k_exp,
  .erf = k_erf,
  .add_bias = k_add_bias,
  .epilogue = k_epilogue,
  .bias_gelu = k_bias_gelu,
  .gelu_backward = k_gelu_backward,
  .layer_norm = k_layer_norm,
  .layer_norm_backward = k_layer_norm_backward,
  .affine = k_affine,
  .dropout = k_dropout,
  .softmax = k_softmax,
  .softmax_backward = k_softmax_backward,
  .column_sums = k_column_sums,
  .add = k_add,
  .scale = k_scale,
  .sum_of_squares = k_sum_of_squares,
  .adamw = k_adamw,
  .adamw_idle = k_adamw_idle,
  .from_float16 = k_from_float16,
  .to_float16 = k_to_float16,
  .from_bfloat16 = k_from_bfloat16,
  .to_bfloat16 = k_to_bfloat16,
  .round_bfloat16 = k_round_bfloat16,
  .round_float16 = k_round_float16,
};
