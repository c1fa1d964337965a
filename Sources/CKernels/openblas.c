// OpenBLAS is told to use one thread, since the pool brings the threads; which kernels it runs is asked for reports.
// Those that it started when it was loaded are ended: each spins for some 2^26 cycles before it sleeps, which is all of
// another processor while a program starts. Its own fork handler ends them in the same way, and it starts new ones where
// it is ever told to use more again.
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
extern int openblas_get_parallel(void) WEAK;
extern int blas_thread_shutdown_(void) WEAK;

// What openblas_get_parallel says of a library with threads of its own.
enum { OWN_THREADS = 1 };

static void prepare(void) {
  if (openblas_set_num_threads) openblas_set_num_threads(1);
  if (openblas_get_parallel && openblas_get_parallel() == OWN_THREADS && blas_thread_shutdown_) blas_thread_shutdown_();
}

void ck_openblas_prepare(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
}

const char *ck_openblas_core(void) { return openblas_get_corename ? openblas_get_corename() : "unknown"; }
