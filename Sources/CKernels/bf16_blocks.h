// Blocks of bfloat16 that the products in bfloat16 work on, and how they are packed from single precision.
//
// Both operands are cut along k into units of 32, filled with 0 at the end.
// A: panels of ROWS rows (16, or 14), each unit ROWS x 32 as the rows lie.
// B: panels of 32 columns (the last of at most 16: 16), each unit one or two times 16 pairs of k x 16 columns x 2: what
// lies next to each other are the two neighbours along k, as vdpbf16ps and tdpbf16ps take them.
#ifndef BF16_BLOCKS_H
#define BF16_BLOCKS_H

#include "ckernels.h"

enum { BF16_UNIT = 32, BF16_COLUMNS = 32 };

// k in one block, and rows of A in one block (a multiple of 14 and of 16): 1 MB of A stays in L2.
enum { BF16_MOST_K = 768, BF16_MOST_ROWS = 672 };

// Room of this thread for a block of A and a panel of B.
uint16_t *ck_bf16_room(void);

typedef struct {
  const uint16_t *a;  // all row panels of the block
  const uint16_t *b;  // one panel of columns
  size_t k, units;    // k as it is, and in units
  size_t rows, columns;
  float *c;
  size_t stride;
  float scale, keep;
} bf16_block;

// Multiplies all row panels with the panel of columns.
typedef void (*bf16_block_function)(const bf16_block *block);

// The product with panels of `panel_rows` rows; `run` is between `begin` and `end`, which may be null.
void ck_bf16_product(
  const ck_sgemm_arguments *arguments, size_t panel_rows, bf16_block_function run,
  void (*begin)(void), void (*end)(void));

// The same with a weight whose panels lie packed: all blocks of k one after the other, each as the panels of all columns;
// and the products that are next.
size_t ck_bf16_packed_bytes(size_t n, size_t k);
void ck_bf16_pack(void *packed, const ck_weight *weight);
void ck_bf16_packed_product(
  const ck_linear_arguments *first, size_t panel_rows, bf16_block_function run, void (*begin)(void),
  void (*end)(void));

#endif
