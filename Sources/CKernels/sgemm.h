#ifndef SGEMM_H
#define SGEMM_H

#include "ckernels.h"

#if defined(__x86_64__)
void ck_avx512_sgemm(const ck_sgemm_arguments *arguments);
double ck_avx512_sgemm_limit(size_t rounds);
extern const ck_packed_product ck_avx512_packed_fp32;
#endif

#endif
