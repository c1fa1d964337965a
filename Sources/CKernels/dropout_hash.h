// The counter-based generator of dropout: a hash of (key, row, column), so that a mask depends on the seed, the step
// and the place alone, never on threads or order, and the backward pass makes it again instead of keeping it.
#ifndef DROPOUT_HASH_H
#define DROPOUT_HASH_H

#include <stdint.h>

// splitmix64's finalizer (Steele, Lea, Flood 2014)
static inline uint64_t dropout_row_key(uint64_t key, uint64_t row) {
  uint64_t z = key + (row + 1) * 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

// "lowbias32" (Wellons, hash-prospector), keyed before and between
static inline uint32_t dropout_hash(uint64_t row_key, uint32_t column) {
  uint32_t x = column * 0x9E3779B9u + (uint32_t)row_key;
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= (x >> 15) ^ (uint32_t)(row_key >> 32);
  x *= 0x846ca68bu;
  x ^= x >> 16;
  return x;
}

#endif
