// Persistent threads that wait for one body at a time: a short spin, then a futex-backed condition variable.
#include "ckernels.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define SPINS 2000

typedef struct {
  ck_pool *pool;
  int32_t index;
  pthread_t thread;
} worker;

struct ck_pool {
  int32_t threads;
  int32_t started;
  pthread_mutex_t serial;  // one run at a time
  pthread_mutex_t mutex;
  pthread_cond_t wake, done;
  ck_body body;
  void *context;
  _Atomic uint32_t generation;
  _Atomic int32_t pending;
  _Atomic int32_t sleepers;
  _Atomic int stop;
  worker *workers;
};

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static uint32_t await_generation(ck_pool *pool, uint32_t seen) {
  for (int spin = 0; spin < SPINS; spin++) {
    uint32_t now = atomic_load_explicit(&pool->generation, memory_order_acquire);
    if (now != seen) return now;
    relax();
  }
  pthread_mutex_lock(&pool->mutex);
  atomic_fetch_add(&pool->sleepers, 1);
  uint32_t now;
  while ((now = atomic_load(&pool->generation)) == seen) pthread_cond_wait(&pool->wake, &pool->mutex);
  atomic_fetch_sub(&pool->sleepers, 1);
  pthread_mutex_unlock(&pool->mutex);
  return now;
}

static void *work(void *argument) {
  worker *self = argument;
  ck_pool *pool = self->pool;
  uint32_t seen = 0;
  for (;;) {
    seen = await_generation(pool, seen);
    if (atomic_load(&pool->stop)) return NULL;
    pool->body(pool->context, self->index);
    if (atomic_fetch_sub(&pool->pending, 1) == 1) {
      pthread_mutex_lock(&pool->mutex);
      pthread_cond_signal(&pool->done);
      pthread_mutex_unlock(&pool->mutex);
    }
  }
}

static void announce(ck_pool *pool) {
  pthread_mutex_lock(&pool->mutex);
  atomic_fetch_add(&pool->generation, 1);
  if (atomic_load(&pool->sleepers) > 0) pthread_cond_broadcast(&pool->wake);
  pthread_mutex_unlock(&pool->mutex);
}

ck_pool *ck_pool_create(int32_t threads) {
  ck_pool *pool = calloc(1, sizeof *pool);
  if (!pool) return NULL;
  pool->workers = calloc((size_t)threads, sizeof(worker));
  if (!pool->workers) {
    free(pool);
    return NULL;
  }
  pool->threads = threads;
  pthread_mutex_init(&pool->serial, NULL);
  pthread_mutex_init(&pool->mutex, NULL);
  pthread_cond_init(&pool->wake, NULL);
  pthread_cond_init(&pool->done, NULL);
  for (int32_t i = 1; i < threads; i++) {
    worker *w = &pool->workers[i];
    w->pool = pool;
    w->index = i;
    if (pthread_create(&w->thread, NULL, work, w) != 0) break;
    pool->started = i;
  }
  return pool;
}

void ck_pool_run(ck_pool *pool, ck_body body, void *context) {
  pthread_mutex_lock(&pool->serial);
  pool->body = body;
  pool->context = context;
  if (pool->started > 0) {
    atomic_store(&pool->pending, pool->started);
    announce(pool);
  }
  body(context, 0);
  // A thread that could not be started has its share done here, so that the partition stays the same.
  for (int32_t i = pool->started + 1; i < pool->threads; i++) body(context, i);
  for (int spin = 0; spin < SPINS && atomic_load_explicit(&pool->pending, memory_order_acquire) > 0; spin++) relax();
  if (atomic_load(&pool->pending) > 0) {
    pthread_mutex_lock(&pool->mutex);
    while (atomic_load(&pool->pending) > 0) pthread_cond_wait(&pool->done, &pool->mutex);
    pthread_mutex_unlock(&pool->mutex);
  }
  pthread_mutex_unlock(&pool->serial);
}

void ck_pool_destroy(ck_pool *pool) {
  atomic_store(&pool->stop, 1);
  announce(pool);
  for (int32_t i = 1; i <= pool->started; i++) pthread_join(pool->workers[i].thread, NULL);
  pthread_cond_destroy(&pool->wake);
  pthread_cond_destroy(&pool->done);
  pthread_mutex_destroy(&pool->mutex);
  pthread_mutex_destroy(&pool->serial);
  free(pool->workers);
  free(pool);
}
