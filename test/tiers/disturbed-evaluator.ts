import type { EvaluationResult, Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { InstructionRunner } from '../../native-worker/evaluator/run-instruction.ts';

/** An evaluator that gives what the interpreter gives, disturbed. */
export function disturbed(
  disturb: (result: EvaluationResult) => void,
  name: Evaluator['name'] = 'interpreter',
): Evaluator & InstructionRunner {
  const interpreter = new Interpreter();
  let pending: EvaluationResult;
  const evaluator: Evaluator & InstructionRunner = {
    name,
    begin: (program, set, request, taskIndices, result) => {
      pending = result;
      interpreter.begin(program, set, request, taskIndices, result);
    },
    advance: (work) => {
      const isDone = interpreter.advance(work);
      if (isDone) disturb(pending);
      return isDone;
    },
    evaluate: (...evaluation) => {
      evaluator.begin(...evaluation);
      while (!evaluator.advance(Infinity));
    },
    runInstruction: (...question) => interpreter.runInstruction(...question),
  };
  return evaluator;
}
