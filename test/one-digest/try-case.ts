import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareEvaluator } from '../../electron/workbench/evaluators.ts';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import type { EvaluatorChoice } from '../../native-worker/tiers/tier.ts';
import { documentOf, runCommand } from '../command-line/command.ts';
import { Dice } from './dice.ts';
import { type Case, drawCase } from './draw-case.ts';
import { type DisturbedRun, disturbedRun } from './disturbed-run.ts';
import { sizeRun } from './size-run.ts';
import { differences, outcomeInDocument, outcomeInOneProcess } from './outcome.ts';

/** What a case has shown. */
export interface Tried {
  readonly drawn: Case;
  /** Null where it did not come to its end. */
  readonly disturbed: DisturbedRun | null;
  /** In words; none where all is as it shall be. */
  readonly problems: readonly string[];
  /** That the run took in one process. */
  readonly seconds: number;
}

/**
 * Draws a case and works on it three times: in one process, by the program, and by the program while it is disturbed.
 *
 * @param most kills at most
 * @param seconds that the run shall take in one process
 */
export async function tryCase(seed: number, most: number, seconds: number): Promise<Tried> {
  const dice = new Dice(seed);
  const atFirst = drawCase(dice);
  const drawn = { ...atFirst, spec: sizeRun(atFirst.spec, await evaluatorFor(atFirst.evaluator), seconds) };
  const folder = mkdtempSync(join(tmpdir(), 'automl-zero-kills-'));
  try {
    const specFile = join(folder, 'undisturbed.json');
    writeFileSync(specFile, JSON.stringify(drawn.spec));
    const workers = String(dice.pick([1, 2, 5]));
    const options = ['--json', '--quiet', '--workers', workers, '--evaluator', drawn.evaluator];
    const started = performance.now();
    const expected = outcomeInOneProcess(drawn.spec, await evaluatorFor('auto'));
    const taken = (performance.now() - started) / 1000;
    const undisturbed = documentOf(
      await runCommand(join(folder, 'undisturbed.sqlite'), 'evolve', specFile, ...options),
    );
    const alone = differences(expected, outcomeInDocument(undisturbed));
    const disturbed = await disturbedRun(drawn, dice, folder, most);
    const problems = [
      ...alone.map((text) => `undisturbed, ${workers} workers: ${text}`),
      ...differences(expected, disturbed.outcome).map((text) => `disturbed: ${text}`),
    ];
    return { drawn, disturbed, problems, seconds: taken };
  } catch (error) {
    return { drawn, disturbed: null, problems: [String(error)], seconds: NaN };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function evaluatorFor(choice: EvaluatorChoice): Promise<Evaluator> {
  const { evaluator } = await prepareEvaluator(choice, () => {
    console.log('compiling the native evaluator');
  });
  return evaluator;
}
