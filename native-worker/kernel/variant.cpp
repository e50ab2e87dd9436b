// The kernel for one instruction set: compiled once for each, with
//   -DKERNEL_VARIANT=<namespace> -DKERNEL_WIDTH=<doubles in a vector>
// and the compiler's flags for that instruction set.
#include <cstdint>

#include "protocol.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

extern const uint32_t width;
const uint32_t width = KERNEL_WIDTH;

int32_t advance(uint8_t* arena, uint64_t bytes, double work) { return advance_job<KERNEL_WIDTH>(arena, bytes, work); }

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
