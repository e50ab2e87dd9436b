import { OPS } from '../../native-worker/algorithm/op-table.ts';
import type { SearchSpace } from '../../native-worker/search/search-space.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { exampleSpec } from '../spec/example-spec.ts';

const ALL_OPS = OPS.map(({ number }) => number);

/** All 65 ops in every function, a few registers of each kind, functions of three to five instructions. */
export const WIDE_SPACE: SearchSpace = {
  addresses: { scalars: 5, vectors: 4, matrices: 3 },
  outputs: 'scalar',
  ops: { setup: ALL_OPS, predict: ALL_OPS, learn: ALL_OPS },
  sizes: {
    setup: { init: 3, min: 1, max: 5 },
    predict: { init: 4, min: 2, max: 6 },
    learn: { init: 5, min: 3, max: 8 },
  },
};

/** The search space of the reference's demo with two small tasks, and options of a method and of the spec set. */
export function demoSpec(
  method: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, unknown>> = {},
): Spec {
  const population = { population: 40, tournament: 4 };
  return resolveSpec({ ...exampleSpec(), init: 'random', ...options, method: { ...population, ...method } });
}
