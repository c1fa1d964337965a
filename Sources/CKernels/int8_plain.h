// The product in 8-bit integers as plain loops, for the compiler to vectorize by the instructions that the place of its
// inclusion allows.
static void quantize(const int8_rows *rows, const float *x, size_t stride, size_t m, size_t k) {
  quantize_rows(rows, x, stride, m, k);
}

static void run(
  const int8_rows *rows, size_t m, const int8_weight *w, size_t j, size_t columns, const float *bias, float *y,
  size_t stride) {
  const int8_t *panel = w->panels + j * w->groups * INT8_GROUP;
  for (size_t i = 0; i < m; i++) {
    const uint8_t *x = rows->q + i * w->groups * INT8_GROUP;
    int32_t dots[INT8_COLUMNS] = {0};
    for (size_t g = 0; g < w->groups; g++)
      for (size_t c = 0; c < INT8_COLUMNS; c++)
        for (size_t p = 0; p < INT8_GROUP; p++)
          dots[c] += x[g * INT8_GROUP + p] * panel[g * INT8_PANEL + c * INT8_GROUP + p];
    for (size_t c = 0; c < columns; c++) {
      const float x = (float)(dots[c] - rows->zero[i] * w->sum[j + c]) * (rows->scale[i] * w->scale[j + c]);
      y[i * stride + c] = bias ? x + bias[c] : x;
    }
  }
}
