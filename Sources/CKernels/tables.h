#ifndef TABLES_H
#define TABLES_H

#include "ckernels.h"

extern const ck_table ck_scalar_table;
#if defined(__x86_64__)
extern const ck_table ck_avx2_table;
extern const ck_table ck_avx512_table;
#elif defined(__aarch64__)
extern const ck_table ck_neon_table;
#endif

#endif
