import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import { RunSession, type RunServices } from '../../native-worker/search/run-session.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { TaskSetCache } from '../../native-worker/tasks/task-set-cache.ts';
import { exampleSpec } from '../spec/example-spec.ts';

/** A fresh interpreter and tasks that need no data. */
export function services(): RunServices {
  return { evaluator: new Interpreter(), tasks: { cache: new TaskSetCache(), datasetOf: () => null } };
}

/** The same, but an evaluator that pauses after every few instructions, as one does at large programs. */
export function hesitantServices(): RunServices {
  const { evaluator, tasks } = services();
  return {
    tasks,
    evaluator: {
      name: evaluator.name,
      begin: (...request) => {
        evaluator.begin(...request);
      },
      advance: () => evaluator.advance(50),
      evaluate: (...request) => {
        evaluator.evaluate(...request);
      },
    },
  };
}

/** A small run on the demo's search space: two search tasks, a population of 20, random seeds, three experiments. */
export function smallSpec(
  method: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, unknown>> = {},
): Spec {
  const tasks = { kind: 'linear', features: 4, count: 2, train: 40, valid: 20 };
  return resolveSpec({
    ...exampleSpec(),
    tasks: { search: tasks, select: { ...tasks, count: 3 }, final: { ...tasks, count: 3 } },
    init: 'random',
    budget: { candidates: 600, experiments: 3 },
    seed: 5,
    ...options,
    method: { population: 20, tournament: 4, ...method },
  });
}

/** Advances a run to its end; says all that happened. */
export function finish(run: RunSession): readonly RunEvent[] {
  const events: RunEvent[] = [];
  while (!run.finished) events.push(...run.advance());
  return events;
}

/** The digest of a run of a spec. */
export function digestOf(spec: Spec): string {
  const run = RunSession.start(spec, services());
  finish(run);
  return run.digest();
}
