import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { documentOf, type Finished, type Started, startCommand } from '../command-line/command.ts';
import { cutsOnRecord } from './cuts-on-record.ts';
import type { Dice } from './dice.ts';
import { type Case, drawSitting } from './draw-case.ts';
import { type Outcome, outcomeInDocument } from './outcome.ts';
import { signal, survivors, workersOf } from './processes.ts';

/** What is done to a run: to a worker, to all of them, to the program, or what a user does. */
const DISTURBANCES = [
  'kill-worker',
  'kill-worker',
  'kill-workers',
  'kill-program',
  'interrupt',
  'hold-worker',
] as const;
export type Disturbance = (typeof DISTURBANCES)[number];

/** How long a run is left alone between two disturbances: a while, and mostly also until another state is saved. */
const SECONDS_ALONE = [0, 1.5] as const;
const SHARE_AFTER_CUT = 0.75;
const SECONDS_TO_CUT = 60;
const MILLISECONDS_HELD = 2000;
/** A worker without its program is gone by then. */
const MILLISECONDS_TO_END = 1000;
/** A run that takes longer when nothing disturbs it any more hangs. */
const MILLISECONDS_TO_FINISH = 180_000;

/** What became of a run that was disturbed. */
export interface DisturbedRun {
  readonly outcome: Outcome;
  readonly disturbances: readonly Disturbance[];
  /** Of them, those that ended processes. */
  readonly kills: number;
  /** Of the kills, those after which the run went on from a saved state that is later than the last such one. */
  readonly killsAtNewCut: number;
  /** Of the kills, those after which it went on from a saved state. */
  readonly killsAtCut: number;
  /** States that were saved before the last disturbance. */
  readonly cuts: number;
}

/**
 * Has the program work on a run and disturbs it at random moments.
 *
 * @param most kills at most; a run that is done before has seen fewer
 * @throws {Error} where it fails, hangs, or leaves workers behind
 */
export async function disturbedRun(drawn: Case, dice: Dice, folder: string, most: number): Promise<DisturbedRun> {
  const history = join(folder, 'disturbed.sqlite');
  const specFile = join(folder, 'spec.json');
  writeFileSync(specFile, JSON.stringify(drawn.spec));
  const disturbances: Disturbance[] = [];
  let kills = 0;
  let killsAtCut = 0;
  let killsAtNewCut = 0;
  let cuts = 0;
  let sitting = startCommand(history, ['evolve', specFile, ...optionsOf(drawn)]);
  await sitting.stderrHas('"kind":"started"');
  const resume = (): void => {
    const changed = { evaluator: drawn.evaluator, ...drawSitting(dice) };
    sitting = startCommand(history, ['resume', 'last', ...optionsOf(changed)]);
  };
  try {
    while (kills < most) {
      const alone = 1000 * dice.between(...SECONDS_ALONE);
      if (dice.fraction() < SHARE_AFTER_CUT) await untilAnotherCut(history, cuts, sitting);
      if ((await Promise.race([sitting.finished, pause(alone)])) !== undefined) break;
      const disturbance = dice.pick(DISTURBANCES);
      disturbances.push(disturbance);
      const before = cuts;
      cuts = cutsOnRecord(history);
      if (await disturb(disturbance, sitting, dice)) resume();
      if (!disturbance.startsWith('kill')) continue;
      kills++;
      if (cuts > 0) killsAtCut++;
      if (cuts > before) killsAtNewCut++;
    }
    const outcome = outcomeInDocument(documentOf(await inTime(sitting)));
    return { outcome, disturbances, kills, killsAtCut, killsAtNewCut, cuts };
  } catch (error) {
    throw new Error(`after ${disturbances.join(', ')}: ${String(error)}`, { cause: error });
  } finally {
    sitting.child.kill('SIGKILL');
  }
}

async function untilAnotherCut(history: string, cuts: number, { finished }: Started): Promise<void> {
  const end = performance.now() + 1000 * SECONDS_TO_CUT;
  while (performance.now() < end && cutsOnRecord(history) <= cuts) {
    if ((await Promise.race([finished, pause(50)])) !== undefined) return;
  }
}

/** @returns whether the program has ended, so that the run is to be gone on with */
async function disturb(disturbance: Disturbance, { child, finished }: Started, dice: Dice): Promise<boolean> {
  const workers = workersOf(child.pid!);
  const [first, ...others] = workers;
  switch (disturbance) {
    case 'kill-worker':
      if (first !== undefined) signal(dice.pick([first, ...others]), 'SIGKILL');
      return false;
    case 'kill-workers':
      for (const worker of workers) signal(worker, 'SIGKILL');
      return false;
    case 'hold-worker':
      if (first === undefined) return false;
      await hold(dice.pick([first, ...others]));
      return false;
    case 'kill-program': {
      child.kill('SIGKILL');
      await finished;
      const left = await survivors(workers, MILLISECONDS_TO_END);
      if (left.length > 0) throw new Error(`workers ${left.join(', ')} live on without the program`);
      return true;
    }
    case 'interrupt': {
      child.kill('SIGINT');
      const { code, stderr } = await finished;
      // Before it listens to the signal, it ends at once; when it is done already, it says so.
      if (code !== 130 && code !== 0 && code !== null) throw new Error(`ended with ${code} when stopped: ${stderr}`);
      return true;
    }
  }
}

async function hold(worker: number): Promise<void> {
  signal(worker, 'SIGSTOP');
  await pause(MILLISECONDS_HELD);
  signal(worker, 'SIGCONT');
}

async function inTime({ finished, child }: Started): Promise<Finished> {
  const waiting = new AbortController();
  const late = pause(MILLISECONDS_TO_FINISH, null, { signal: waiting.signal }).catch(() => null);
  const ended = await Promise.race([finished, late]);
  waiting.abort();
  if (ended !== null) return ended;
  child.kill('SIGKILL');
  throw new Error(`did not finish within ${MILLISECONDS_TO_FINISH / 1000} s: ${(await finished).stderr.slice(-2000)}`);
}

function optionsOf({ workers, evaluator, checkpointSeconds }: Omit<Case, 'spec'>): readonly string[] {
  const sitting = { workers, evaluator, 'checkpoint-seconds': checkpointSeconds };
  return ['--json', ...Object.entries(sitting).flatMap(([name, value]) => [`--${name}`, String(value)])];
}
