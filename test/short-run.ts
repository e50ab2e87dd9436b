/*
 * The main job from outside, as a person would do it: evolve a learner, keep it, export it, and let the exported file
 * learn data that the program has never seen. Part of `npm test`.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../electron/command-line/launch.mjs', import.meta.url));
const FEATURES = 4;
const TRAIN = 1000;
const TASKS = 20;

interface Learner {
  fit(x: readonly (readonly number[])[], y: readonly number[]): Learner;
  predict(x: readonly number[]): number;
}

/** Worst root mean square error over fresh linear tasks, made by a generator of the test's own. */
function worstError(create: () => Learner): number {
  let state = 12345;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const roughGaussian = (): number => Array.from({ length: 12 }, uniform).reduce((total, each) => total + each, -6);
  const example = (): number[] => Array.from({ length: FEATURES }, roughGaussian);
  const errors = Array.from({ length: TASKS }, () => {
    const weights = example();
    const label = (x: readonly number[]): number => x.reduce((total, each, i) => total + each * weights[i]!, 0);
    const train = Array.from({ length: TRAIN }, example);
    const fresh = Array.from({ length: 100 }, example);
    const learner = create().fit(train, train.map(label));
    const squares = fresh.map((x) => (learner.predict(x) - label(x)) ** 2);
    return Math.sqrt(squares.reduce((total, each) => total + each, 0) / squares.length);
  });
  return Math.max(...errors);
}

const folder = mkdtempSync(join(tmpdir(), 'short-run-'));
try {
  const file = join(folder, 'found.ts');
  const printed = execFileSync(
    process.execPath,
    [LAUNCHER, 'evolve', '--json', '--history', join(folder, 'history.sqlite'), '--export', file],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const run = JSON.parse(printed) as { outcome: string; best: { final: number } };
  assert.equal(run.outcome, 'solved');
  assert.ok(run.best.final > 0.999, `fitness ${run.best.final} on T_final is not above 0.999`);

  const module = (await import(pathToFileURL(file).href)) as {
    default: new (options: { features: number }) => Learner;
  };
  const error = worstError(() => new module.default({ features: FEATURES }));
  assert.ok(error < 1e-3, `the exported learner's worst error on fresh tasks is ${error}`);
  console.log(
    `short run: solved; the exported learner's worst error over ${TASKS} fresh tasks is ${error.toExponential(2)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
