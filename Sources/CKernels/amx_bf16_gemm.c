// Matrix product in bfloat16 with AMX: 2 x 2 tiles of 16 x 16 of C, 32 steps of k an instruction.
//
// Each of the four products of a step uses a tile of A or B that another one uses too, so that loads and products keep
// each other busy (Intel's optimization manual, "AMX: blocking"). tdpbf16ps treats denormals as vdpbf16ps does.
#if defined(__x86_64__)
#include "bf16_gemm.h"
#include "bf16_blocks.h"

#include <immintrin.h>
#include <pthread.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,amx-tile,amx-bf16"))), apply_to = function)

#define INLINE static inline __attribute__((always_inline))

enum { MR = 16, TILE = 16 * 32 };

INLINE __mmask16 first(size_t count) { return count >= 16 ? 0xffff : (__mmask16)((1u << count) - 1); }

// Tiles 0 to 3 are C, 4 and 5 A, 6 and 7 B, all of 16 rows of 64 bytes.
static void begin(void) {
  struct {
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
  } __attribute__((aligned(64))) configuration;
  memset(&configuration, 0, sizeof configuration);
  configuration.palette = 1;
  for (int i = 0; i < 8; i++) {
    configuration.row_bytes[i] = 64;
    configuration.rows[i] = 16;
  }
  _tile_loadconfig(&configuration);
}

static void end(void) { _tile_release(); }

// Adds the products of all units to tiles 0 (and 1 to the right, 2 and 3 below).
INLINE void multiply(const uint16_t *a, const uint16_t *b, size_t units, const int down, const int right) {
  const uint16_t *below = a + units * TILE;
  for (; units > 0; units--) {
    _tile_loadd(6, b, 64);
    _tile_loadd(4, a, 64);
    _tile_dpbf16ps(0, 4, 6);
    if (right) {
      _tile_loadd(7, b + TILE, 64);
      _tile_dpbf16ps(1, 4, 7);
    }
    if (down) {
      _tile_loadd(5, below, 64);
      _tile_dpbf16ps(2, 5, 6);
    }
    if (down && right) _tile_dpbf16ps(3, 5, 7);
    a += TILE;
    below += TILE;
    b += right ? 2 * TILE : TILE;
  }
}

// 16 or 32 rows of C from row `i` on, in tiles at `c`, which are taken up where `adds` says so.
INLINE void run_tiles(
  const bf16_block *x, size_t i, float *c, size_t stride, int adds, const int down, const int right) {
  float *below = c + 16 * stride;
  const size_t bytes = stride * sizeof(float);
  if (adds) {
    _tile_loadd(0, c, bytes);
    if (right) _tile_loadd(1, c + 16, bytes);
    if (down) _tile_loadd(2, below, bytes);
    if (down && right) _tile_loadd(3, below + 16, bytes);
  } else {
    _tile_zero(0);
    if (right) _tile_zero(1);
    if (down) _tile_zero(2);
    if (down && right) _tile_zero(3);
  }
  multiply(x->a + i * x->units * 32, x->b, x->units, down, right);
  _tile_stored(0, c, bytes);
  if (right) _tile_stored(1, c + 16, bytes);
  if (down) _tile_stored(2, below, bytes);
  if (down && right) _tile_stored(3, below + 16, bytes);
}

// `columns` <= 32 of a row, from `x` scaled plus `y` times `keep`.
INLINE void combine(float *out, const float *x, float scale, const float *y, float keep, size_t columns) {
  for (size_t j = 0; j < columns; j += 16) {
    const __mmask16 mask = first(columns - j);
    __m512 sum = _mm512_mul_ps(_mm512_maskz_loadu_ps(mask, x + j), _mm512_set1_ps(scale));
    if (keep != 0) sum = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(mask, y + j), _mm512_set1_ps(keep), sum);
    _mm512_mask_storeu_ps(out + j, mask, sum);
  }
}

// The same through tiles of its own, at the edges of C and with other factors than 1. Where the factors are 1, they take
// C up as the others do, so that a row has the same bits wherever it stands.
INLINE void run_aside(const bf16_block *x, size_t i, int adds, int plain, const int down, const int right) {
  _Alignas(64) float tiles[32 * 32];
  const size_t rows = x->rows - i < 32 ? x->rows - i : 32;
  float *c = x->c + i * x->stride;
  if (adds) {
    memset(tiles, 0, sizeof tiles);
    for (size_t r = 0; r < rows; r++) combine(tiles + 32 * r, c + r * x->stride, 1, NULL, 0, x->columns);
  }
  run_tiles(x, i, tiles, 32, adds, down, right);
  for (size_t r = 0; r < rows; r++) {
    float *row = c + r * x->stride;
    combine(row, tiles + 32 * r, x->scale, row, plain ? 0 : x->keep, x->columns);
  }
}

INLINE void run_column(const bf16_block *x, const int right) {
  const int plain = x->scale == 1 && (x->keep == 0 || x->keep == 1), adds = plain && x->keep == 1;
  const int whole = plain && x->columns == (right ? 32 : 16);
  for (size_t i = 0; i < x->rows; i += 2 * MR) {
    const size_t rows = x->rows - i;
    float *c = x->c + i * x->stride;
    if (rows > MR) {
      if (whole && rows >= 2 * MR) run_tiles(x, i, c, x->stride, adds, 1, right);
      else run_aside(x, i, adds, plain, 1, right);
    } else {
      if (whole && rows == MR) run_tiles(x, i, c, x->stride, adds, 0, right);
      else run_aside(x, i, adds, plain, 0, right);
    }
  }
}

static void run_block(const bf16_block *x) {
  if (x->columns > 16) run_column(x, 1);
  else run_column(x, 0);
}

void ck_amx_bf16_gemm(const ck_sgemm_arguments *g) { ck_bf16_product(g, MR, run_block, begin, end); }

static void apply_packed(const ck_linear_arguments *l) { ck_bf16_packed_product(l, MR, run_block, begin, end); }

const ck_packed_product ck_amx_packed_bf16 = {ck_bf16_packed_bytes, ck_bf16_pack, apply_packed};

double ck_amx_bf16_limit(size_t rounds) {
  begin();
  _tile_zero(4);
  _tile_zero(6);
  for (size_t round = rounds; round > 0; round--) {
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 6);
    _tile_dpbf16ps(2, 4, 6);
    _tile_dpbf16ps(3, 4, 6);
  }
  end();
  return 2.0 * 16 * 16 * 32 * 4 * (double)rounds;
}

#pragma clang attribute pop

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

enum { REQUEST_PERMISSION = 0x1023, TILE_DATA = 18 };  // <asm/prctl.h>, Linux 5.16
static int is_allowed;

static void ask(void) { is_allowed = syscall(SYS_arch_prctl, REQUEST_PERMISSION, TILE_DATA) == 0; }

int ck_amx_is_allowed(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("amx-tile") || !__builtin_cpu_supports("amx-bf16")) return 0;
  pthread_once(&once, ask);
  return is_allowed;
}
#else
int ck_amx_is_allowed(void) { return 0; }
#endif

#else
typedef int ck_no_amx_bf16_gemm;
#endif
