// Which lanes are running, and what each has lost.
#pragma once

#include <cstdint>

#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** A set of lanes: all bits of a lane's word are set, or none. */
class LaneSet {
 public:
  LaneSet(uint64_t* words, uint32_t lanes) : words_(words), lanes_(lanes) {}

  bool has(uint32_t lane) const { return words_[lane] != 0; }
  void put(uint32_t lane) { words_[lane] = ~uint64_t{0}; }
  void remove(uint32_t lane) { words_[lane] = 0; }

  /** Which of W lanes from one on are in the set. */
  template <int W>
  KERNEL_INLINE Mask<W> mask(uint32_t first_lane) const {
    Mask<W> mask;
    __builtin_memcpy(&mask, words_ + first_lane, sizeof mask);
    return mask;
  }

  template <int W>
  KERNEL_INLINE void set_mask(uint32_t first_lane, Mask<W> mask) {
    __builtin_memcpy(words_ + first_lane, &mask, sizeof mask);
  }

  void assign(const LaneSet& other) {
    for (uint32_t lane = 0; lane < lanes_; lane++) words_[lane] = other.words_[lane];
  }

  bool is_empty() const {
    uint64_t found = 0;
    for (uint32_t lane = 0; lane < lanes_; lane++) found |= words_[lane];
    return found == 0;
  }

 private:
  uint64_t* words_;
  uint32_t lanes_;
};

/** State of the lanes, kept in the workspace from call to call. Whatever stands there, nothing else is read for it. */
struct LanesState {
  /** Lanes that have not failed in training. */
  LaneSet training;
  /** Of these, the ones that have not failed in the validation at hand. */
  LaneSet validating;
  /** Lanes whose error at the example at hand was within the limit. */
  LaneSet passing;
  /** What each lane has lost so far in the validation at hand. */
  double* lost;

  LanesState(double* room, uint32_t lanes)
      : training(reinterpret_cast<uint64_t*>(room), lanes),
        validating(reinterpret_cast<uint64_t*>(room) + lanes, lanes),
        passing(reinterpret_cast<uint64_t*>(room) + 2 * lanes, lanes),
        lost(room + 3 * static_cast<uint64_t>(lanes)) {}
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
