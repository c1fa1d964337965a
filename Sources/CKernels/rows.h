// What the packed products of all kinds do with rows.
#ifndef ROWS_H
#define ROWS_H

#include "ckernels.h"

static inline size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

// `count` cut into the fewest even blocks of at most `most`, multiples of `unit`.
static inline size_t even_block(size_t count, size_t most, size_t unit) {
  const size_t blocks = (count + most - 1) / most;
  const size_t size = (count + blocks - 1) / blocks;
  return smaller(most, (size + unit - 1) / unit * unit);
}

// Bias, residual and layer norm of rows `i` on, where they are asked for; all of their columns have been multiplied.
static inline void norm_rows(const ck_linear_arguments *l, const ck_table *table, size_t i, size_t rows) {
  const ck_epilogue *e = &l->epilogue;
  if (!e->gamma) return;
  float *y = l->y + i * l->n;
  table->layer_norm(
    y, NULL, NULL, y, e->bias, e->residual ? e->residual + i * l->n : NULL, e->gamma, e->beta, e->epsilon, rows, l->n,
    (ck_dropout_site){0}, 0);
}

#endif
