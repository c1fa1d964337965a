#ifndef SGEMM_H
#define SGEMM_H

#include "ckernels.h"

#if defined(__x86_64__)
void ck_avx512_sgemm(const ck_sgemm_arguments *arguments);
#endif

#endif
