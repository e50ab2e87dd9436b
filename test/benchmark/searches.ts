import { readFileSync } from 'node:fs';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { TaskSetCache } from '../../native-worker/tasks/task-set-cache.ts';
import { cpuSeconds } from './measure.ts';

/** What it takes to solve a problem, failures included. */
export interface SolutionCost {
  readonly cpuSecondsPerSolution: number;
  readonly solved: number;
  readonly experiments: number;
}

/** A preset's spec with some of its options replaced. */
export function presetSpec(name: string, changes: Readonly<Record<string, unknown>>): Spec {
  const file = new URL(`../../resources/presets/${name}.json`, import.meta.url);
  const preset = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return resolveSpec({ ...preset, ...changes });
}

/** Candidates a CPU second of one experiment, the founding population and all caches included. */
export function candidatesPerSecond(spec: Spec, evaluator: Evaluator): number {
  const start = cpuSeconds();
  const run = session(spec, evaluator);
  while (!run.finished && run.figures().counts.candidates < (spec.budget.candidates ?? Infinity)) run.advance();
  return run.figures().counts.candidates / (cpuSeconds() - start);
}

/**
 * Total CPU seconds over experiments of different seeds, divided by how many were solved. Goes on until so many are.
 *
 * @param specOf the spec of an experiment with a seed
 */
export function costPerSolution(specOf: (seed: number) => Spec, wanted: number, evaluator: Evaluator): SolutionCost {
  const start = cpuSeconds();
  let solved = 0;
  let experiments = 0;
  while (solved < wanted) {
    const run = session(specOf(experiments + 1), evaluator);
    while (!run.finished) run.advance();
    experiments++;
    if (run.result().ending === 'solved') solved++;
  }
  return { cpuSecondsPerSolution: (cpuSeconds() - start) / solved, solved, experiments };
}

function session(spec: Spec, evaluator: Evaluator): RunSession {
  const tasks = { cache: new TaskSetCache(), datasetOf: () => null };
  return RunSession.start(spec, { evaluator, tasks });
}
