// The product in bfloat16, whatever multiplies the blocks.
#if defined(__x86_64__)
#include "bf16_blocks.h"
#include "rows.h"

#include <immintrin.h>
#include <pthread.h>
#include <stdlib.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), apply_to = function)

#include "bf16_packing.h"

// ---- room for the packed blocks, per thread ----

enum { A_ROOM = (BF16_MOST_ROWS + 16) * BF16_MOST_K, B_ROOM = BF16_COLUMNS * BF16_MOST_K };
static pthread_key_t room_key;
static pthread_once_t room_once = PTHREAD_ONCE_INIT;
static _Thread_local uint16_t *room;

static void make_key(void) { pthread_key_create(&room_key, free); }

uint16_t *ck_bf16_room(void) {
  if (!room) {
    pthread_once(&room_once, make_key);
    void *memory = NULL;
    if (posix_memalign(&memory, 4096, (A_ROOM + B_ROOM) * sizeof(uint16_t)) != 0) abort();
    room = memory;
    pthread_setspecific(room_key, memory);
  }
  return room;
}

// ---- the product ----

void ck_bf16_product(
  const ck_sgemm_arguments *g, size_t panel_rows, bf16_block_function run, void (*begin)(void), void (*end)(void)) {
  if (g->m == 0 || g->n == 0) return;
  uint16_t *room_a = ck_bf16_room(), *room_b = room_a + A_ROOM;
  const size_t kc = even_block(g->k, BF16_MOST_K, BF16_UNIT), mc = even_block(g->m, BF16_MOST_ROWS, panel_rows);
  bf16_block x = {.a = room_a, .b = room_b, .stride = g->c_stride, .scale = g->scale};
  if (begin) begin();
  for (size_t k0 = 0; k0 < g->k; k0 += kc) {
    x.k = smaller(kc, g->k - k0);
    x.units = (x.k + BF16_UNIT - 1) / BF16_UNIT;
    x.keep = k0 == 0 ? g->keep : 1;
    for (size_t i0 = 0; i0 < g->m; i0 += mc) {
      x.rows = smaller(mc, g->m - i0);
      pack_a(g, room_a, panel_rows, k0, x.k, i0, x.rows);
      for (size_t j = 0; j < g->n; j += BF16_COLUMNS) {
        x.columns = smaller(BF16_COLUMNS, g->n - j);
        x.c = g->c + i0 * g->c_stride + j;
        pack_b(g, room_b, k0, x.k, j, x.columns);
        run(&x);
      }
    }
  }
  if (end) end();
}

#pragma clang attribute pop
#else
typedef int ck_no_bf16_blocks;
#endif
