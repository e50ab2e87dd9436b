/** A function that labels examples: what a learner of a regression task has to find out. */
export interface Teacher {
  /** Label of the example that stands in `features[start .. start + F - 1]`. */
  readonly label: (features: Float64Array, start: number) => number;
}
