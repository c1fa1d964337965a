// What the checks of kernels share: the same numbers for the same seed, and how far two rows of numbers are apart.
#ifndef CHECK_H
#define CHECK_H

#include "ckernels.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int failures, checks;

static inline uint32_t random_bits(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 32);
}

// From `low` to `high`, both among them.
static inline size_t random_size(uint64_t *state, size_t low, size_t high) {
  return low + random_bits(state) % (high - low + 1);
}

// At a multiple of 64, as packed weights have to be; about N(0, 1) times `scale`. Kept for as long as the program runs.
static inline float *numbers(size_t count, uint64_t seed, float scale) {
  float *x = aligned_alloc(64, (count + 32) / 16 * 64);
  uint64_t state = seed * 0x9E3779B97F4A7C15u | 1;
  if (!x) abort();
  for (size_t i = 0; i < count; i++) {
    float sum = 0;
    for (int n = 0; n < 4; n++) sum += (float)(random_bits(&state) >> 8) / 16777216.0f - 0.5f;
    x[i] = sum * 1.73f * scale;
  }
  return x;
}

// That the largest difference is at most `tolerance` of the largest magnitude, or of 1 where all are smaller; what is no
// finite number is the same in both.
static inline void compare(const char *what, const float *found, const float *wanted, size_t count, float tolerance) {
  float largest = 1, difference = 0;
  for (size_t i = 0; i < count; i++) {
    if (found[i] == wanted[i] || (isnan(found[i]) && isnan(wanted[i]))) continue;
    const int finite = isfinite(found[i]) && isfinite(wanted[i]);
    difference = fmaxf(difference, finite ? fabsf(found[i] - wanted[i]) : INFINITY);
    if (finite) largest = fmaxf(largest, fabsf(wanted[i]));
  }
  checks++;
  if (difference <= tolerance * largest) return;
  failures++;
  printf("  FAILED: %s: %g of %g\n", what, (double)difference, (double)largest);
}

void check_rows(const ck_table *table, const ck_table *truth);
void check_products(const ck_table *table, const ck_table *truth);

#endif
