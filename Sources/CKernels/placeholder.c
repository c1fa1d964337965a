#include "ckernels.h"
typedef int ckernels_placeholder;
