/** An evaluator that was asked for and is not there, or does not give the bits it should. */
export class EvaluatorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EvaluatorError';
  }
}
