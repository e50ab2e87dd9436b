import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildNative, type NativeBuild } from '../../native-worker/tiers/build-native.ts';
import { chooseEvaluator } from '../../native-worker/tiers/choose-evaluator.ts';
import type { KernelFiles } from '../../native-worker/tiers/kernel-files.ts';
import { openTiers } from '../../native-worker/tiers/open-tiers.ts';
import type { EvaluatorChoice, TierInUse } from '../../native-worker/tiers/tier.ts';
import { WASM_MODULE } from '../../native-worker/tiers/wasm-files.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { cutShort, kernelWithWrongCoefficient, WRONG_FLAGS } from './corrupted-kernels.ts';

const folder = temporaryFolder();
const NO_NATIVE: NativeBuild = { kind: 'unavailable', reason: 'none' };

/** What is chosen from kernels, whatever the environment of this test says. */
function chosen(files: Partial<KernelFiles>, choice: EvaluatorChoice = 'auto'): TierInUse {
  const { evaluator, ...tier } = chooseEvaluator(
    choice,
    openTiers({ native: NO_NATIVE, wasm: WASM_MODULE, ...files }, {}),
  );
  expect(evaluator.name).toBe(tier.name);
  return tier;
}

describe('a WebAssembly kernel', () => {
  it('that is whole proves itself', () => {
    expect(chosen({})).toMatchObject({ name: 'wasm', instructionSet: 'simd128' });
  });

  it('with one wrong coefficient is dropped', () => {
    const { name, dropped } = chosen({ wasm: kernelWithWrongCoefficient(folder) });
    expect(name).toBe('interpreter');
    expect(dropped[1]).toMatchObject({ name: 'wasm', instructionSet: 'simd128', selfCheck: 'failed' });
    expect(dropped[1]?.reason).toContain('other bits');
  });

  it('that was cut short, or is not there, is dropped', () => {
    const cut = cutShort(WASM_MODULE, path.join(folder, 'cut.wasm'), 5000);
    for (const [wasm, selfCheck] of [
      [cut, 'failed'],
      [path.join(folder, 'none.wasm'), 'not run'],
    ] as const) {
      const { name, dropped } = chosen({ wasm });
      expect(name).toBe('interpreter');
      expect(dropped[1]).toMatchObject({ name: 'wasm', selfCheck });
      expect(dropped[1]?.reason).toContain(`${wasm} cannot be loaded: `);
    }
  });
});

/** Where there is no compiler, there is no native kernel to corrupt, and that is what is seen. */
describe('a native kernel', () => {
  let native: NativeBuild;
  beforeAll(async () => {
    native = await buildNative();
  }, 300_000);

  it('that is whole proves itself, or there is no compiler', () => {
    const { name, dropped } = chosen({ native });
    if (native.kind === 'built') expect({ name, dropped }).toEqual({ name: 'native', dropped: [] });
    else expect(dropped[0]?.reason).toMatch(/no C\+\+ compiler|no form for/);
  });

  it.each(Object.entries(WRONG_FLAGS))(
    'compiled with %s is dropped, and WebAssembly takes its place',
    async (_, extraFlags) => {
      const { name, dropped } = chosen({ native: await buildNative({ extraFlags }) });
      expect(name).toBe('wasm');
      expect(dropped).toMatchObject([{ name: 'native', selfCheck: native.kind === 'built' ? 'failed' : 'not run' }]);
    },
    300_000,
  );

  it('that was cut short is noticed before it is loaded, which would end the process', () => {
    const copy = path.join(folder, 'kernel.node');
    const cut: NativeBuild =
      native.kind === 'built' ? { kind: 'built', file: cutShort(native.file, copy, 100_000) } : native;
    const { name, dropped } = chosen({ native: cut });
    expect(name).toBe('wasm');
    expect(dropped).toMatchObject([{ name: 'native', selfCheck: native.kind === 'built' ? 'failed' : 'not run' }]);
    if (native.kind === 'built')
      expect(dropped[0]?.reason).toContain(`${copy} is not what was built: it was cut short`);
  });

  it('that is not one is dropped', () => {
    const { name, dropped } = chosen({ native: { kind: 'built', file: import.meta.filename } });
    expect(name).toBe('wasm');
    expect(dropped[0]?.reason).toContain('cannot be compared with');
  });
});
