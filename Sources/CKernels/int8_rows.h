// Rows of floats to 8-bit integers, included once per instruction set, for the compiler to vectorize.
#ifndef INT8_ROWS_H
#define INT8_ROWS_H

#include "int8_blocks.h"

#include <math.h>
#include <string.h>

// To the nearest integer, ties to even, as vcvtps2dq does; for magnitudes below 2^22.
static inline __attribute__((always_inline)) int32_t nearest(float x) {
  const float magic = 12582912.0f;  // 1.5 * 2^23
  const float shifted = x + magic;
  int32_t bits, base;
  memcpy(&bits, &shifted, 4);
  memcpy(&base, &magic, 4);
  return bits - base;
}

// The row's scale and zero, and what its values are multiplied by. Values so small that this is no finite number are as good
// as 0.
static inline __attribute__((always_inline)) float begin_row(
  const int8_rows *rows, size_t i, float lowest, float highest, float poison) {
  const float range = highest - lowest, ratio = 255 / range;
  const float inverse = range > 0 && ratio < INFINITY && poison == 0 ? ratio : 0;
  rows->scale[i] = poison == 0 ? range / 255 : NAN;
  rows->zero[i] = inverse == 0 ? 0 : nearest(-lowest * inverse);
  return inverse;
}

static inline __attribute__((always_inline)) void quantize_rows(
  const int8_rows *rows, const float *x, size_t stride, size_t m, size_t k) {
  for (size_t i = 0; i < m; i++, x += stride) {
    float lowest = 0, highest = 0, poison = 0;
    for (size_t p = 0; p < k; p++) {
      lowest = x[p] < lowest ? x[p] : lowest;
      highest = x[p] > highest ? x[p] : highest;
      poison += x[p] * 0;
    }
    const float inverse = begin_row(rows, i, lowest, highest, poison);
    uint8_t *q = rows->q + i * rows->groups * INT8_GROUP;
    for (size_t p = 0; p < k; p++) {
      const float scaled = inverse == 0 ? 0 : x[p] * inverse;
      const int32_t value = nearest(scaled) + rows->zero[i];
      q[p] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
    for (size_t p = k; p < rows->groups * INT8_GROUP; p++) q[p] = 0;
  }
}

#endif
