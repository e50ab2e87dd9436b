import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { HistoryError } from '../../electron/history/history-error.ts';
import { openHistory } from '../../electron/history/open-history.ts';
import { withHistory } from './example-run.ts';
import { asText, fillHistory, kindsOfRecords } from './full-history.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
/** A check of every kind of place takes ten seconds; between checks a part of it has to do. */
const FLIPS = process.env['CI'] === 'true' ? 1000 : 250;
const SEED = 20_261_124;

/** The same places in every run of the test (constants of Numerical Recipes). */
function* places(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

interface Outcome {
  readonly right: number;
  readonly told: number;
  readonly wrong: readonly string[];
}

/** Reads all there is from a file with one flipped bit. */
function readFlipped(file: string, bit: number, truth: Readonly<Record<string, string>>): Outcome {
  const told = (error: unknown): Outcome => {
    const isTold = error instanceof HistoryError && error.message.includes(file);
    return { right: 0, told: isTold ? 1 : 0, wrong: isTold ? [] : [`bit ${bit}: ${String(error)}`] };
  };
  let history;
  try {
    history = openHistory(file);
  } catch (error) {
    return told(error);
  }
  try {
    let outcome: Outcome = { right: 0, told: 0, wrong: [] };
    for (const [kind, read] of Object.entries(kindsOfRecords(history))) {
      let found: Outcome;
      try {
        const isRight = asText(read) === truth[kind];
        found = { right: isRight ? 1 : 0, told: 0, wrong: isRight ? [] : [`bit ${bit}: ${kind}`] };
      } catch (error) {
        found = told(error);
      }
      outcome = {
        right: outcome.right + found.right,
        told: outcome.told + found.told,
        wrong: [...outcome.wrong, ...found.wrong],
      };
    }
    return outcome;
  } finally {
    history.close();
  }
}

it(`of ${FLIPS} flipped bits all over the file, each leaves the right data or is told; none gives wrong data`, () => {
  const whole = path.join(folder, 'whole.sqlite');
  withHistory(whole, fillHistory);
  const truth = withHistory(whole, (_, history) =>
    Object.fromEntries(Object.entries(kindsOfRecords(history)).map(([kind, read]) => [kind, asText(read)])),
  );
  expect(Object.values(truth).every((text) => text.length > 14)).toBe(true);
  const bytes = readFileSync(whole);
  const place = places(SEED);
  const wrong: string[] = [];
  let told = 0;
  let untouched = 0;
  for (let flip = 0; flip < FLIPS; flip++) {
    const bit = Math.floor((place.next().value ?? 0) * bytes.length * 8);
    const file = path.join(folder, 'flipped.sqlite');
    copyFileSync(whole, file);
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7));
    writeFileSync(file, flipped);
    const outcome = readFlipped(file, bit, truth);
    wrong.push(...outcome.wrong);
    if (outcome.told > 0) told++;
    else untouched++;
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  }
  expect(wrong).toEqual([]);
  expect([told, untouched].every((count) => count > FLIPS / 50)).toBe(true);
}, 120_000);
