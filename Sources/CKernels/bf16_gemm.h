#ifndef BF16_GEMM_H
#define BF16_GEMM_H

#include "ckernels.h"

#if defined(__x86_64__)
void ck_avx512_bf16_gemm(const ck_sgemm_arguments *arguments);
double ck_avx512_bf16_limit(size_t rounds);
extern const ck_packed_product ck_avx512_packed_bf16;
void ck_amx_bf16_gemm(const ck_sgemm_arguments *arguments);
double ck_amx_bf16_limit(size_t rounds);
extern const ck_packed_product ck_amx_packed_bf16;
// Whether the processor has AMX's tiles and the kernel lets this process use them; asks for that once.
int ck_amx_is_allowed(void);
#endif

#endif
