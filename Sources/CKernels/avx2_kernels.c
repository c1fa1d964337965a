#if defined(__x86_64__)
#include "ckernels.h"
#include "dropout_hash.h"
#include "int8_blocks.h"
#include "tables.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
#define WIDTH 8
#define TABLE ck_avx2_table
#define TABLE_NAME "avx2"
#define SGEMM NULL
#define SGEMM_LIMIT NULL
#define PACKED_FP32 NULL
#define PACKED_INT8 &ck_avx2_packed_int8
#include "vector_kernels.h"
#pragma clang attribute pop
#else
typedef int ck_no_avx2;
#endif
