import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTiers } from '../../native-worker/tiers/open-tiers.ts';
import type { OpenedTier } from '../../native-worker/tiers/tier.ts';
import { WASM_MANIFEST, WASM_MODULE } from '../../native-worker/tiers/wasm-files.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { kernelWithWrongCoefficient } from './corrupted-kernels.ts';

const folder = temporaryFolder();

function opened(wasm: string): OpenedTier {
  return openTiers({ native: { kind: 'unavailable', reason: 'none' }, wasm }, {})('wasm');
}

/** A folder of its own with a module that runs and computes wrongly. */
function changedModule(name: string): string {
  const place = path.join(folder, name);
  mkdirSync(place);
  return kernelWithWrongCoefficient(place);
}

describe('a WebAssembly module', () => {
  it('that is the one its manifest names is loaded', () => {
    expect(opened(WASM_MODULE)).toMatchObject({ kind: 'open', instructionSet: 'simd128' });
  });

  it('that was changed is not loaded where a manifest lies beside it, and the reason names both', () => {
    const file = changedModule('manifest');
    const manifest = path.join(path.dirname(file), 'manifest.json');
    copyFileSync(WASM_MANIFEST, manifest);
    const tier = opened(file);
    expect(tier.kind).toBe('damaged');
    expect((tier as { reason: string }).reason).toMatch(/it was cut short or changed: its SHA-256 is [0-9a-f]{64}, /);
    expect((tier as { reason: string }).reason).toContain(`${file} cannot be loaded`);
    expect((tier as { reason: string }).reason).toContain(`${manifest} names `);
  });

  it('without a manifest is left to the self-check', () => {
    expect(opened(changedModule('no-manifest')).kind).toBe('open');
  });

  it.each([
    ['names no module', 'null', 'names no module'],
    ['cannot be read', '{"module": ', 'it cannot be compared with '],
  ])('is not loaded beside a manifest that %s', (name, text, reason) => {
    const file = changedModule(name);
    copyFileSync(WASM_MODULE, file);
    writeFileSync(path.join(path.dirname(file), 'manifest.json'), text);
    expect(opened(file)).toEqual({ kind: 'damaged', reason: expect.stringContaining(reason) as string });
  });
});
