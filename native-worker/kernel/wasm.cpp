// The kernel as a WebAssembly module, with a memory of its own for each arena. Its exports:
//   memory
//   arena_start(): number                          where the arena begins; a multiple of 64
//   advance(bytes: number, work: number): number   works on the job there; gives a `Status`
//   width(): number                                doubles in a vector
// The memory grows from the arena's end.
#include <cstddef>
#include <cstdint>

#include "job.hpp"
#include "protocol.hpp"

/** Set by the linker: the first byte that nothing else uses. */
extern "C" unsigned char __heap_base;

namespace {

uint8_t* arena() {
  const uintptr_t end = reinterpret_cast<uintptr_t>(&__heap_base);
  const uintptr_t block = automl_zero::kBlockBytes;
  return reinterpret_cast<uint8_t*>((end + block - 1) / block * block);
}

}  // namespace

extern "C" {

// There is no C library, and compilers make calls of these two out of loops and assignments.

void* memset(void* to, int value, size_t count) {
  unsigned char* bytes = static_cast<unsigned char*>(to);
  for (size_t index = 0; index < count; index++) bytes[index] = static_cast<unsigned char>(value);
  return to;
}

void* memcpy(void* to, const void* from, size_t count) {
  unsigned char* target = static_cast<unsigned char*>(to);
  const unsigned char* source = static_cast<const unsigned char*>(from);
  for (size_t index = 0; index < count; index++) target[index] = source[index];
  return to;
}

__attribute__((export_name("arena_start"))) uint32_t arena_start() {
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(arena()));
}

__attribute__((export_name("width"))) uint32_t width() { return KERNEL_WIDTH; }

__attribute__((export_name("advance"))) int32_t advance(uint32_t bytes, double work) {
  return automl_zero::KERNEL_VARIANT::advance_job<KERNEL_WIDTH>(arena(), bytes, work);
}

}  // extern "C"
