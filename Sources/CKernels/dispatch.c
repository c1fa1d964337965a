// Which tables this processor runs.
#include "bf16_gemm.h"
#include "int8_blocks.h"
#include "tables.h"

#include <pthread.h>
#if defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#elif defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

#if defined(__x86_64__)
static int has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}

static int has_avx512(void) {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

static int has_vnni(void) { return has_avx512() && __builtin_cpu_supports("avx512vnni"); }

// Every processor with the first has the second.
static int has_bf16(void) { return has_vnni() && __builtin_cpu_supports("avx512bf16"); }

// The AVX-512 table with other products in 8-bit integers, and in bfloat16.
static ck_table avx512_vnni_table, avx512_bf16_table, amx_bf16_table;

static void make_tables(void) {
  avx512_vnni_table = ck_avx512_table;
  avx512_vnni_table.name = "avx512_vnni";
  avx512_vnni_table.packed_int8 = &ck_vnni_packed_int8;
  avx512_vnni_table.int8_limit = ck_vnni_int8_limit;
  avx512_vnni_table.has_fast_int8 = 1;
  avx512_bf16_table = amx_bf16_table = avx512_vnni_table;
  avx512_bf16_table.name = "avx512_bf16";
  avx512_bf16_table.bf16_gemm = ck_avx512_bf16_gemm;
  avx512_bf16_table.bf16_limit = ck_avx512_bf16_limit;
  avx512_bf16_table.packed_bf16 = &ck_avx512_packed_bf16;
  amx_bf16_table.name = "amx_bf16";
  amx_bf16_table.has_tiles = 1;
  amx_bf16_table.bf16_gemm = ck_amx_bf16_gemm;
  amx_bf16_table.bf16_limit = ck_amx_bf16_limit;
  amx_bf16_table.packed_bf16 = &ck_amx_packed_bf16;
}

static const ck_table *made_table(int32_t index) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_tables);
  if (index == 3 && has_vnni()) return &avx512_vnni_table;
  if (index == 4 && has_bf16()) return &avx512_bf16_table;
  if (index == 5 && has_bf16() && ck_amx_is_allowed()) return &amx_bf16_table;
  return NULL;
}
#elif defined(__aarch64__)
#if defined(__APPLE__)
static int has_dotprod(void) {
  int answer = 0;
  size_t size = sizeof answer;
  return sysctlbyname("hw.optional.arm.FEAT_DotProd", &answer, &size, NULL, 0) == 0 && answer != 0;
}
#elif defined(__linux__)
static int has_dotprod(void) { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }
#else
static int has_dotprod(void) { return 0; }
#endif

static ck_table neon_dotprod_table;

static void make_tables(void) {
  neon_dotprod_table = ck_neon_table;
  neon_dotprod_table.name = "neon_dotprod";
  neon_dotprod_table.packed_int8 = &ck_neon_dotprod_packed_int8;
  neon_dotprod_table.int8_limit = ck_neon_dotprod_limit;
  // 16 products an instruction where single precision has 4.
  neon_dotprod_table.has_fast_int8 = 1;
}

static const ck_table *made_table(int32_t index) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_tables);
  return index == 2 && has_dotprod() ? &neon_dotprod_table : NULL;
}
#endif

const ck_table *ck_table_at(int32_t index) {
  if (index == 0) return &ck_scalar_table;
#if defined(__x86_64__)
  if (index == 1 && has_avx2()) return &ck_avx2_table;
  if (index == 2 && has_avx512()) return &ck_avx512_table;
  return made_table(index);
#elif defined(__aarch64__)
  return index == 1 ? &ck_neon_table : made_table(index);
#else
  return NULL;
#endif
}

// On Intel's processors vdpbf16ps does less in a cycle than two single-precision fmas (measured on a Xeon of family 6,
// model 207: 0.75 times); on AMD's twice as much.
static int is_worth_it(int32_t index) {
#if defined(__x86_64__)
  return index != 4 || !__builtin_cpu_is("intel");
#else
  return index >= 0;
#endif
}

const ck_table *ck_best(void) {
  const ck_table *best = &ck_scalar_table;
  for (int32_t i = 1; i < 6; i++) {
    const ck_table *table = ck_table_at(i);
    if (table && is_worth_it(i)) best = table;
  }
  return best;
}
