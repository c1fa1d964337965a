// Memory that each thread keeps for itself and that is freed with it.
#include "ckernels.h"

#include <pthread.h>
#include <stdlib.h>

enum { KINDS = 4 };

typedef struct {
  float *floats[KINDS];
  size_t count[KINDS];
} memory;

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local memory *own;

static void release(void *pointer) {
  memory *m = pointer;
  for (int i = 0; i < KINDS; i++) free(m->floats[i]);
  free(m);
}

static void make_key(void) { pthread_key_create(&key, release); }

float *ck_thread_floats(int32_t kind, size_t count) {
  if (!own) {
    pthread_once(&once, make_key);
    own = calloc(1, sizeof *own);
    if (!own) abort();
    pthread_setspecific(key, own);
  }
  if (count > own->count[kind] || !own->floats[kind]) {
    free(own->floats[kind]);
    void *fresh = NULL;
    if (posix_memalign(&fresh, 64, (count + 16) * sizeof(float)) != 0) abort();
    own->floats[kind] = fresh;
    own->count[kind] = count;
  }
  return own->floats[kind];
}
