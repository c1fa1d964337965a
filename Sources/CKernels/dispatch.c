// Which tables this processor runs.
#include "tables.h"

#if defined(__x86_64__)
static int has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}

static int has_avx512(void) {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}
#endif

const ck_table *ck_table_at(int32_t index) {
  if (index == 0) return &ck_scalar_table;
#if defined(__x86_64__)
  if (index == 1 && has_avx2()) return &ck_avx2_table;
  if (index == 2 && has_avx512()) return &ck_avx512_table;
#elif defined(__aarch64__)
  if (index == 1) return &ck_neon_table;
#endif
  return NULL;
}

const ck_table *ck_best(void) {
  const ck_table *best = &ck_scalar_table;
  for (int32_t i = 1; i < 3; i++) {
    const ck_table *table = ck_table_at(i);
    if (table) best = table;
  }
  return best;
}
