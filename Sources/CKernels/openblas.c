// OpenBLAS is told to use one thread, since the pool brings the threads; which kernels it runs is asked for reports.
// The symbols are weak, so that this file links wherever the functions are not there.
#include "ckernels.h"

#include <pthread.h>

#if defined(__APPLE__)
#define WEAK __attribute__((weak_import))
#else
#define WEAK __attribute__((weak))
#endif

extern void openblas_set_num_threads(int) WEAK;
extern char *openblas_get_corename(void) WEAK;

static void prepare(void) {
  if (openblas_set_num_threads) openblas_set_num_threads(1);
}

void ck_openblas_prepare(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
}

const char *ck_openblas_core(void) { return openblas_get_corename ? openblas_get_corename() : "unknown"; }
