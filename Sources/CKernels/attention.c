// Attention of one head by a packed product: keys and values are packed once, then a few rows at a time go from scores to
// context, so that their scores stay in L1.
#include "ckernels.h"

enum { FLOATS_A_LINE = 16 };

// Two tiles' rows
static size_t rows_at_a_time(const ck_table *table) { return table->has_tiles ? 32 : 28; }

static size_t lines(size_t floats) { return (floats + FLOATS_A_LINE - 1) / FLOATS_A_LINE * FLOATS_A_LINE; }

static size_t packed_floats(const ck_packed_product *product, const ck_weight *weight) {
  return lines((product->bytes(weight->n, weight->k) + sizeof(float) - 1) / sizeof(float));
}

void ck_attention(const ck_table *table, const ck_packed_product *product, const ck_attention_arguments *a) {
  if (a->length == 0) return;
  const ck_weight keys = {.elements = a->k, .n = a->length, .k = a->head_size, .stride = a->stride};
  const ck_weight values = {.elements = a->v, .n = a->head_size, .k = a->length, .stride = a->stride, .transposed = 1};
  // One line more, so that the rows' beginnings do not all fall into the same sets of the cache
  const size_t stride = lines(a->length) + FLOATS_A_LINE, keys_room = packed_floats(product, &keys);
  const size_t most = rows_at_a_time(table);
  float *scores = ck_thread_floats(3, most * stride + keys_room + packed_floats(product, &values));
  float *packed_keys = scores + most * stride, *packed_values = packed_keys + keys_room;
  product->pack(packed_keys, &keys);
  product->pack(packed_values, &values);
  for (size_t i = 0; i < a->length; i += most) {
    const size_t rows = a->length - i < most ? a->length - i : most;
    const ck_linear_arguments score = {
      .x = a->q + i * a->stride, .y = scores, .packed = packed_keys, .x_stride = a->stride, .y_stride = stride,
      .m = rows, .n = a->length, .k = a->head_size};
    const ck_linear_arguments mix = {
      .x = scores, .y = a->context + i * a->context_stride, .packed = packed_values, .x_stride = stride,
      .y_stride = a->context_stride, .m = rows, .n = a->head_size, .k = a->length};
    product->apply(&score);
    table->softmax(scores, rows, a->length, stride, a->scale);
    product->apply(&mix);
  }
}
