#if defined(__x86_64__)
#include "int8_blocks.h"
#include "int8_rows.h"
#include "tables.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "int8_plain.h"
#pragma clang attribute pop

static void apply(const ck_linear_arguments *l) { ck_int8_product(l, &ck_avx2_table, quantize, run); }

const ck_packed_product ck_avx2_packed_int8 = {ck_int8_bytes, ck_int8_pack, apply};
#else
typedef int ck_no_avx2_int8;
#endif
