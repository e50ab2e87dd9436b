import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { runCommand } from './command.ts';
import { smallSpec, writeSmallSpec } from './small-spec.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);
const write = (name: string, text: string | Uint8Array): string => {
  writeFileSync(place(name), text);
  return place(name);
};
const history = place('history.sqlite');
const good = writeSmallSpec(place('good.json'));

/** A spec file with one field changed. */
function specWith(name: string, change: (spec: Record<string, never>) => void): string {
  const spec = structuredClone(smallSpec());
  change(spec as Record<string, never>);
  return write(name, JSON.stringify(spec, null, 2));
}

type Spec = Record<string, Record<string, Record<string, unknown>>>;

const LISTING = 'def Setup():\n  s2 = 0.1\ndef Predict():\n  s1 = dot(v1, v0)\ndef Learn():\n  s3 = s0 - s1\n';
const ROW = readFileSync(new URL('../reference/programs.jsonl', import.meta.url), 'utf8').split('\n')[0]!;

/** What is wrong, the command, its exit code, and what its one message must say. */
const CASES: readonly (readonly [string, () => readonly string[], number, RegExp])[] = [
  [
    'a spec with an unknown key',
    () => ['evolve', specWith('key.json', (spec) => Object.assign(spec, { budgt: {} }))],
    2,
    /key\.json, line \d+, column 3: budgt: unknown key; remove it or check its spelling/,
  ],
  [
    'a spec with a wrong type',
    () => [
      'evolve',
      specWith('type.json', (spec) => Object.assign((spec as unknown as Spec)['tasks']!['search']!, { features: '4' })),
    ],
    2,
    /type\.json, line \d+, column \d+: tasks\.search\.features: expected number, received string/,
  ],
  [
    'a vector op without vectors',
    () => [
      'evolve',
      specWith('vectors.json', (spec) => Object.assign(spec, { addresses: { scalars: 4, vectors: 1, matrices: 0 } })),
    ],
    2,
    /vectors\.json, line \d+, column \d+: ops\.\w+: .* writes a vector, but addresses\.vectors is 1; expected at least 2/,
  ],
  [
    'a maximum below the initial size',
    () => ['evolve', good, '--set', 'sizes.learn.max=3'],
    2,
    /sizes\.learn\.max: max is 3, below init 6; expected at least 6/,
  ],
  [
    'a tournament larger than the population',
    () => ['evolve', good, '--set', 'method.tournament=101'],
    2,
    /method\.tournament: tournament of 101 in a population of 100/,
  ],
  [
    'overlapping task seeds',
    () => ['evolve', good, '--set', 'tasks.search.dataSeeds="3-6"'],
    2,
    /dataSeeds: seed 3 is in tasks\.search\.dataSeeds too.*use other seeds/,
  ],
  [
    'a number of features that the tasks do not have',
    () => [
      'evolve',
      'integration-nonlinear',
      ...['search', 'select', 'final'].flatMap((role) => ['--set', `tasks.${role}.features=2`]),
    ],
    2,
    /tasks\.search\.features: .*needs at least 4 features, found 2/,
  ],
  [
    'more image examples than there are',
    () => ['evolve', 'digits-pairs', '--set', 'tasks.select.valid=4000'],
    2,
    /--set tasks\.select\.valid=4000: tasks\.select\.valid: .*\d+/,
  ],
  [
    'more migrants than a population has',
    () => ['evolve', good, '--islands', '2', '--set', 'migration={"count":100000}'],
    2,
    /--set migration=.*: migration\.count: 100000 migrants into a population of \d+; expected at most the population/,
  ],
  ['more islands than there can be', () => ['evolve', good, '--islands', '5000'], 2, /--islands: islands: .*1024/],
  [
    'a missing spec',
    () => ['evolve', place('missing.json')],
    2,
    /missing\.json: there is no such file; check the path/,
  ],
  ['an empty spec', () => ['evolve', write('empty.json', '')], 2, /empty\.json: is empty/],
  [
    'a truncated spec',
    () => ['evolve', write('cut.json', readFileSync(good, 'utf8').slice(0, 400))],
    2,
    /cut\.json, line \d+, column \d+: the file ends too early/,
  ],
  [
    'a binary spec',
    () => [
      'evolve',
      write(
        'binary.json',
        Uint8Array.from({ length: 300 }, (_, k) => k % 256),
      ),
    ],
    2,
    /binary\.json: is a binary file; expected a spec as JSON/,
  ],
  ['a folder as spec', () => ['evolve', folder], 2, /is a directory; expected a file/],
  [
    'a preset that does not exist',
    () => ['evolve', 'linear-regresion'],
    2,
    /there is no preset "linear-regresion"; did you mean "linear-regression"\?/,
  ],
  ['a seed that is no number', () => ['evolve', good, '--seed', '1.5'], 2, /'--seed <n>' argument '1\.5' is invalid/],
  [
    'a seed and a list of seeds',
    () => ['evolve', good, '--seed', '1', '--seeds', '1-2'],
    2,
    /--seed and --seeds: give one of them/,
  ],
  ['an unknown command', () => ['evolv'], 2, /unknown command 'evolv'/],
  ['an unknown flag', () => ['evolve', '--candidate', '3'], 2, /unknown option '--candidate'/],
  [
    'an export path that is a folder',
    () => ['evolve', good, '--export', folder],
    2,
    /is a directory; name a file in it/,
  ],
  [
    'an export path in a folder that is missing',
    () => ['evolve', good, '--export', place('no/such/found.ts')],
    2,
    /the folder .*no\/such does not exist; make it first/,
  ],
  [
    'an export path that cannot be written',
    () => ['evolve', good, '--export', '/proc/found.ts'],
    2,
    /--export \/proc\/found\.ts: .*choose another place/,
  ],
  [
    'an evaluator that never was',
    () => ['evolve', good, '--evaluator', 'abacus'],
    2,
    /--evaluator abacus: expected auto, native, wasm, interpreter/,
  ],
  ['an unknown command of `runs`', () => ['runs', 'digst'], 2, /runs digst: there is no such command; `runs --help`/],
  [
    'an option of `runs list` with another of its commands',
    () => ['runs', 'digest', 'last', '--limit', '3'],
    2,
    /unknown option '--limit'/,
  ],
  ['a run that is not there', () => ['show', 'ffff'], 2, /ffff: there is no run whose id begins like this/],
  [
    'a listing with an unknown op',
    () => ['evaluate', write('op.txt', LISTING.replace('dot', 'dott')), '--tasks', `${good}#select`],
    2,
    /op\.txt, line 4, column 8: found .*dott/,
  ],
  [
    'a listing with a wrong type',
    () => ['evaluate', write('kind.txt', LISTING.replace('dot(v1, v0)', 'dot(s2, v0)')), '--tasks', `${good}#select`],
    2,
    /kind\.txt, line 4, column \d+: /,
  ],
  [
    'a listing with an address out of range',
    () => ['evaluate', write('address.txt', LISTING.replace('s3 =', 's70000 =')), '--tasks', `${good}#select`],
    2,
    /address\.txt, line 6, column \d+: /,
  ],
  [
    'a binary listing',
    () => ['evaluate', write('binary.txt', Uint8Array.of(1, 0, 2)), '--tasks', `${good}#select`],
    2,
    /binary\.txt: is a binary file; expected an algorithm/,
  ],
  ['an algorithm without tasks', () => ['evaluate', write('listing.txt', LISTING)], 2, /on which tasks\? Name them/],
  [
    'tasks that do not exist',
    () => ['evaluate', write('listing2.txt', LISTING), '--tasks', 'demo#selekt'],
    2,
    /--tasks demo#selekt: expected PRESET#search/,
  ],
  [
    'truncated rows',
    () => ['evaluate', write('rows.jsonl', `${ROW}\n${ROW.slice(0, 80)}`)],
    2,
    /rows\.jsonl, line 2: is no JSON .*the file ends in the middle of a row/,
  ],
  [
    'rows with a wrong field',
    () => ['evaluate', write('field.jsonl', ROW.replace('"F":2', '"F":"two"'))],
    2,
    /field\.jsonl, line 1: F: found "two", expected/,
  ],
  ['a folder as history', () => ['--history', folder, 'runs'], 4, /is a folder; name a file inside it/],
  [
    'a history that is no database',
    () => ['--history', write('notes.txt', 'no database at all'), 'runs'],
    4,
    /is not an SQLite database; it was left as it is/,
  ],
  [
    'a history of a newer version',
    () => {
      const file = place('newer.sqlite');
      const database = new Database(file);
      database.exec('PRAGMA application_id = 1096439650; PRAGMA user_version = 77; CREATE TABLE t (x)');
      database.close();
      return ['--history', file, 'runs'];
    },
    4,
    /has schema 77, and this program knows schemas up to \d+; use a newer version/,
  ],
  [
    'a history that cannot be written',
    () => ['--history', '/proc/history.sqlite', 'evolve', good],
    4,
    /history \/proc\/history\.sqlite: .*--history/,
  ],
];

describe('bad input ends with one clear message, its exit code, and nothing half-written', () => {
  it.concurrent.each(CASES)('%s', async (_what, argumentsOf, code, message) => {
    const args = argumentsOf();
    const { code: found, stderr, stdout } = await runCommand(history, ...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(found).toBe(code);
    if (args[0] !== 'evaluate') expect(stdout).toBe('');
  });

  it('no run and no file was left behind', async () => {
    expect((await runCommand(history, 'runs')).stdout).toBe(`no runs yet: there is no history ${history}\n`);
    expect(readdirSync(folder).filter((name) => name.endsWith('.ts') || name.endsWith('.part'))).toEqual([]);
  });
});

it('a stack trace is shown with --verbose only', async () => {
  mkdirSync(place('verbose'));
  const { stderr } = await runCommand(history, 'evolve', place('nothing.json'), '--verbose');
  expect(stderr).toMatch(/there is no such file/);
  expect(stderr).toMatch(/^\s+at /m);
});
