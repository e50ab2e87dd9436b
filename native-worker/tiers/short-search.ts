import type { Evaluator } from '../evaluator/evaluator.ts';
import { RunSession } from '../search/run-session.ts';
import { resolveSpec } from '../spec/resolve-spec.ts';
import type { Spec } from '../spec/spec-schema.ts';
import { TaskSetCache } from '../tasks/task-set-cache.ts';

/** A search that is through in a moment, also where a processor is only imitated: small networks, random numbers. */
export function shortSearchSpec(): Spec {
  const tasks = { kind: 'network', teacher: 'paper', features: 4, count: 3, train: 20, valid: 10, epochs: 2 };
  const size = (length: number): object => ({ init: length, min: length, max: length });
  return resolveSpec({
    version: 1,
    name: 'short search',
    tasks: { search: tasks, select: tasks, final: tasks },
    addresses: { scalars: 5, vectors: 5, matrices: 2 },
    ops: {
      setup: [56, 57, 59, 60, 61, 62, 63, 64],
      predict: [7, 13, 23, 27, 31, 48],
      learn: [2, 3, 12, 14, 16, 18, 23, 25, 28, 39, 53],
    },
    sizes: { setup: size(5), predict: size(4), learn: size(8) },
    method: { form: 'reference', population: 100, tournament: 10 },
    init: 'random',
    noise: 'fresh',
    budget: { candidates: 1500, experiments: 1 },
    seed: 20,
  });
}

/** Runs it. @returns the run's digest, which no evaluator and no machine changes */
export function shortSearchDigest(evaluator: Evaluator): string {
  const tasks = { cache: new TaskSetCache(), datasetOf: () => null };
  const session = RunSession.start(shortSearchSpec(), { evaluator, tasks });
  while (!session.finished) session.advance();
  return session.digest();
}
