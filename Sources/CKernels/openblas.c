// OpenBLAS chooses its kernels when it is loaded. Where its table of processors is older than the processor, it takes
// the AVX2 ones, at half the speed. Builds for many processors (DYNAMIC_ARCH) can choose again.
#include "ckernels.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#if defined(__linux__)
#define WEAK __attribute__((weak))
#else
#define WEAK __attribute__((weak_import))
#endif

extern void openblas_set_num_threads(int) WEAK;
extern char *openblas_get_corename(void) WEAK;
extern void gotoblas_dynamic_init(void) WEAK;
extern void gotoblas_dynamic_quit(void) WEAK;

static void choose_avx512(void) {
#if defined(__x86_64__)
  if (!openblas_get_corename || !gotoblas_dynamic_init || !gotoblas_dynamic_quit) return;
  if (getenv("OPENBLAS_CORETYPE")) return;
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq")) return;
  if (!__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl")) return;
  const char *core = openblas_get_corename();
  if (strcmp(core, "Haswell") != 0 && strcmp(core, "Zen") != 0) return;
  setenv("OPENBLAS_CORETYPE", "SkylakeX", 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  unsetenv("OPENBLAS_CORETYPE");
#endif
}

static void prepare(void) {
  choose_avx512();
  if (openblas_set_num_threads) openblas_set_num_threads(1);
}

void ck_openblas_prepare(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
}

const char *ck_openblas_core(void) {
  return openblas_get_corename ? openblas_get_corename() : "unknown";
}
