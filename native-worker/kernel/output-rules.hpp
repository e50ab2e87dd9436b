// How predictions are scored, and how labels are shown: native-worker/evaluator/{scalar-rules,class-rules}.ts.
#pragma once

#include <cstdint>

#include "elementary.hpp"
#include "softmax.hpp"
#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Where outputs stand, and of what shape they are. */
struct Outputs {
  /** s0, or v1 with vector outputs. */
  double* label;
  /** s1, or v2. */
  double* prediction;
  uint32_t features;
  uint32_t classes;
  uint32_t lanes;
};

/** What the protocol makes of the predictions of W lanes. */
template <int W>
struct Scores {
  Doubles<W> errors;
  Doubles<W> predictions;
};

/** Labels are numbers, and the loss is the mean square error. */
template <int W>
struct RegressionRules {
  static KERNEL_INLINE Scores<W> score_training(const Outputs& outputs, const double* labels, uint32_t lane) {
    const Doubles<W> prediction = load<W>(outputs.prediction + lane);
    return {absolute<W>(load<W>(labels + lane) - prediction), prediction};
  }

  static KERNEL_INLINE Scores<W> score_validation(const Outputs& outputs, const double* labels, uint32_t lane) {
    return score_training(outputs, labels, lane);
  }

  static KERNEL_INLINE Doubles<W> loss(Doubles<W> errors) { return errors * errors; }
};

/** Labels are 0 or 1, s1 is a logit, and the loss is the share of wrong classes. */
template <int W, bool kNormalisesInValidation>
struct BinaryRules {
  static KERNEL_INLINE Scores<W> score_training(const Outputs& outputs, const double* labels, uint32_t lane) {
    const Doubles<W> probability = sigmoid<W>(load<W>(outputs.prediction + lane));
    store<W>(outputs.prediction + lane, probability);
    return {absolute<W>(load<W>(labels + lane) - probability), probability};
  }

  /** A probability of exactly 0.5 means class 0, and so does NaN. */
  static KERNEL_INLINE Scores<W> score_validation(const Outputs& outputs, const double* labels, uint32_t lane) {
    const Doubles<W> probability = sigmoid<W>(load<W>(outputs.prediction + lane));
    if (kNormalisesInValidation) store<W>(outputs.prediction + lane, probability);
    return {one_where<W>((load<W>(labels + lane) > 0.5) ^ (probability > 0.5)), probability};
  }

  static KERNEL_INLINE Doubles<W> loss(Doubles<W> errors) { return errors; }
};

/** Several classes: the one-hot label in v1, the prediction in the first entries of v2. */
template <int W>
struct ClassRules {
  /** v2 becomes the softmax of its first entries, and 0 beyond; the error is the largest |one-hot label - v2|. */
  static KERNEL_INLINE Scores<W> score_training(const Outputs& outputs, const double* labels, uint32_t lane) {
    const uint32_t lanes = outputs.lanes;
    double* const prediction = outputs.prediction + lane;
    softmax<W>(prediction, outputs.classes, lanes);
    for (uint32_t entry = outputs.classes; entry < outputs.features; entry++) {
      store<W>(prediction + entry * lanes, broadcast<W>(0));
    }
    const Doubles<W> label = load<W>(labels + lane);
    Doubles<W> error = broadcast<W>(0);
    for (uint32_t entry = 0; entry < outputs.classes; entry++) {
      const Doubles<W> wanted = one_where<W>(label == static_cast<double>(entry));
      const Doubles<W> difference = absolute<W>(wanted - load<W>(prediction + entry * lanes));
      // Written so that NaN wins and stays.
      error = select<W>(difference <= error, error, difference);
    }
    return {error, error};
  }

  /** The class is the lowest index of the largest entry; a NaN among the entries counts as wrong. */
  static KERNEL_INLINE Scores<W> score_validation(const Outputs& outputs, const double* labels, uint32_t lane) {
    const Doubles<W> predicted = largest_index<W>(outputs.prediction + lane, outputs.classes, outputs.lanes);
    return {one_where<W>(predicted != load<W>(labels + lane)), predicted};
  }

  static KERNEL_INLINE Doubles<W> loss(Doubles<W> errors) { return errors; }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
