// The instruction sets that the addon holds the kernel for, best first. Each is variant.cpp, compiled with flags of its own.
#pragma once

#include <cstdint>

#define KERNEL_DECLARE_VARIANT(variant)                         \
  namespace automl_zero {                                       \
  namespace variant {                                           \
  extern const uint32_t width;                                  \
  int32_t advance(uint8_t* arena, uint64_t bytes, double work); \
  }                                                             \
  }

#if defined(__x86_64__)
KERNEL_DECLARE_VARIANT(x86_64)
KERNEL_DECLARE_VARIANT(avx2)
KERNEL_DECLARE_VARIANT(avx512)
#elif defined(__aarch64__)
KERNEL_DECLARE_VARIANT(neon)
#else
#error "the kernel has no variant for this processor: it knows x86-64 and arm64"
#endif

namespace automl_zero {

/** The kernel, compiled for one instruction set. */
struct Variant {
  const char* instruction_set;
  /** Doubles in a vector. */
  uint32_t width;
  /** Works on the job at the start of an arena of so many bytes, for about so many entries; gives a `Status`. */
  int32_t (*advance)(uint8_t* arena, uint64_t bytes, double work);
  /** Whether this processor and system can run it. */
  bool runs_here;
};

constexpr uint32_t kMostVariants = 3;

/** Fills in all variants, best first; returns how many there are. */
inline uint32_t list_variants(Variant (&variants)[kMostVariants]) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool runs_avx2 = __builtin_cpu_supports("avx2");
  const bool runs_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                           __builtin_cpu_supports("avx512vl");
  variants[0] = {"avx512", avx512::width, avx512::advance, runs_avx512};
  variants[1] = {"avx2", avx2::width, avx2::advance, runs_avx2};
  variants[2] = {"x86-64", x86_64::width, x86_64::advance, true};
  return 3;
#else
  variants[0] = {"neon", neon::width, neon::advance, true};
  return 1;
#endif
}

}  // namespace automl_zero
