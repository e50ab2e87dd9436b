// The example that the lanes are shown at a step.
#pragma once

#include <cstdint>

namespace automl_zero {
namespace KERNEL_VARIANT {

/** [feature][lane] and [lane]: in the group's data where all lanes are at the same example, else staged. */
struct ShownExample {
  const double* features;
  const double* labels;
};

/** Examples of all lanes: [example][feature][lane] and [example][lane]. */
struct Examples {
  const double* features;
  const double* labels;
  uint32_t count;
  uint32_t entries;
  uint32_t lanes;

  /** The same example in all lanes. */
  ShownExample at(uint32_t example) const {
    const uint64_t row = static_cast<uint64_t>(example) * lanes;
    return {features + row * entries, labels + row};
  }

  /**
   * Copies the example that `order` names for each lane to where the staged one stands.
   *
   * @returns false where the order names an example that there is not; nothing was read then
   */
  bool stage(const uint32_t* order, double* staged_features, double* staged_labels) const {
    for (uint32_t lane = 0; lane < lanes; lane++) {
      if (order[lane] >= count) return false;
      const uint64_t row = static_cast<uint64_t>(order[lane]) * lanes;
      const double* from = features + row * entries + lane;
      for (uint64_t entry = 0; entry < entries; entry++) staged_features[entry * lanes + lane] = from[entry * lanes];
      staged_labels[lane] = labels[row + lane];
    }
    return true;
  }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
