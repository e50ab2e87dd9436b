import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { kernelsPresent } from '../kernel-evaluator/evaluators-present.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { kernelWithWrongCoefficient } from '../tiers/corrupted-kernels.ts';
import { documentOf, type Finished, startCommand } from './command.ts';
import { writeSmallSpec } from './small-spec.ts';

const folder = temporaryFolder();
const history = path.join(folder, 'history.sqlite');
const spec = writeSmallSpec(path.join(folder, 'small.json'), { budget: { candidates: 400, experiments: 1 } });

/** A folder with kernels, in which the WebAssembly one is wrong and the native one is missing. */
const wrong = path.join(folder, 'wrong');
mkdirSync(wrong);
kernelWithWrongCoefficient(wrong);

function run(kernels: string, ...args: readonly string[]): Promise<Finished> {
  return startCommand(history, args, { AUTOML_ZERO_KERNELS: kernels }).finished;
}

const DROPPED = [
  { name: 'native', instructionSet: null, selfCheck: 'not run' },
  { name: 'wasm', instructionSet: 'simd128', selfCheck: 'failed' },
];

describe('an evaluator that gives other bits than it should', () => {
  it('is told of by doctor, with exit code 5', async () => {
    const told = await run(wrong, 'doctor', '--json');
    expect(told.code).toBe(5);
    expect(documentOf(told)['evaluators']).toMatchObject([
      {
        name: 'native',
        available: false,
        selfCheck: 'not run',
        reason: `AUTOML_ZERO_KERNELS=${wrong} has no kernel.node`,
      },
      { name: 'wasm', available: true, selfCheck: 'failed', instructionSet: 'simd128' },
      { name: 'interpreter', available: true, selfCheck: 'passed', reason: null },
    ]);
  });

  it('is refused where it is asked for', async () => {
    const refused = await run(wrong, 'evolve', spec, '--evaluator', 'wasm');
    expect(refused.code).toBe(5);
    expect(refused.stderr).toMatch(/^--evaluator wasm: it gives other bits than it should: .*; use --evaluator auto/);
    expect(refused.stdout).toBe('');
  });

  it('is dropped, which the command, the run’s record and its progress say; the digest is that of any other', async () => {
    const [spoken, json, sound] = await Promise.all([
      run(wrong, 'evolve', spec),
      run(wrong, 'evolve', spec, '--json'),
      run('', 'evolve', spec, '--json', '--quiet', '--evaluator', 'wasm'),
    ]);
    expect(spoken.code).toBe(0);
    expect(spoken.stderr).toMatch(/wasm \(simd128\) is not used: it gives other bits .*; interpreter takes its place/);
    const result = documentOf(json);
    expect(result['evaluators']).toMatchObject([{ name: 'interpreter', instructionSet: null, dropped: DROPPED }]);
    const progress = json.stderr.split('\n').find((line) => line.includes('"kind":"evaluator"'));
    expect(JSON.parse(progress ?? '')).toMatchObject({ name: 'interpreter', dropped: DROPPED });
    expect(documentOf(sound)['digest']).toBe(result['digest']);
    expect(documentOf(sound)['evaluators']).toEqual([{ name: 'wasm', instructionSet: 'simd128', dropped: [] }]);

    const id = String(result['id']);
    const [shown, document, verified] = await Promise.all([
      run('', 'show', id),
      run('', 'show', id, '--json'),
      run('', 'runs', 'verify', id, '--evaluator', 'wasm'),
    ]);
    expect(shown.stdout).toMatch(
      /evaluated by interpreter\n {2}native was not used: .*\n {2}wasm \(simd128\) was not used: it/,
    );
    expect(documentOf(document)['evaluators']).toEqual(result['evaluators']);
    expect(verified).toMatchObject({ code: 0, stdout: `equal: ${String(result['digest'])}\n` });
  });
});

it('an instruction set that this machine does not have ends with exit code 5; what there is is listed', async () => {
  const { kernels } = await kernelsPresent();
  const native = kernels.filter(({ name }) => name === 'native').map(({ instructionSet }) => instructionSet);
  const args = ['evolve', spec, '--evaluator', 'native'];
  const { code, stderr } = await startCommand(history, args, { AUTOML_ZERO_ISA: 'abacus' }).finished;
  expect(code).toBe(5);
  expect(stderr).toContain(
    native.length > 0
      ? `AUTOML_ZERO_ISA=abacus: this machine has no such instruction set; expected one of: ${native.join(', ')}`
      : '--evaluator native: no C++ compiler',
  );
}, 300_000);
