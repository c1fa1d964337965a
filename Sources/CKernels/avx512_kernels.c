#if defined(__x86_64__)
#include "ckernels.h"
#include "dropout_hash.h"
#include "int8_blocks.h"
#include "sgemm.h"
#include "tables.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,f16c"))), apply_to = function)
#define WIDTH 16
#define TABLE ck_avx512_table
#define TABLE_NAME "avx512"
#define SGEMM ck_avx512_sgemm
#define SGEMM_LIMIT ck_avx512_sgemm_limit
#define PACKED_FP32 &ck_avx512_packed_fp32
#define PACKED_INT8 &ck_avx2_packed_int8
#include "vector_kernels.h"
#pragma clang attribute pop
#else
typedef int ck_no_avx512;
#endif
