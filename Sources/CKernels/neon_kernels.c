#if defined(__aarch64__)
#include "ckernels.h"
#include "dropout_hash.h"
#include "int8_blocks.h"
#include "tables.h"

#include <math.h>
#include <string.h>

#define WIDTH 4
#define TABLE ck_neon_table
#define TABLE_NAME "neon"
#define SGEMM NULL
#define SGEMM_LIMIT NULL
#define PACKED_FP32 NULL
#define PACKED_INT8 &ck_neon_packed_int8
#include "vector_kernels.h"
#else
typedef int ck_no_neon;
#endif
