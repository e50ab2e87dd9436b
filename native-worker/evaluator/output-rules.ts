/** What the protocol makes of each lane's prediction. Index l is lane l. */
export interface Scores {
  /** In training and regression |label - prediction|; in the validation of classes 0 if right, 1 if wrong. */
  readonly errors: Float64Array;
  /** The prediction, as `EvaluationResult` says. */
  readonly predictions: Float64Array;
}

/** How the labels and predictions of one kind of output stand in memory, and how they are scored. */
export interface OutputRules {
  /** Puts zeros where the labels stand. */
  hideLabels(lanes: number): void;
  /** Puts each lane's label where Learn finds it. */
  showLabels(labels: Float64Array, lanes: number): void;
  /** Scores the predictions of a training step; classes are told apart by probabilities, which stay in memory. */
  scoreTraining(labels: Float64Array, lanes: number, scores: Scores): void;
  /** Scores the predictions of a validation example. */
  scoreValidation(labels: Float64Array, lanes: number, scores: Scores): void;
  /** Adds to each lane's loss what a validation example with its error costs. */
  addLosses(errors: Float64Array, lanes: number, losses: Float64Array): void;
}
