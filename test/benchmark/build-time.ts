import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNative } from '../../native-worker/tiers/build-native.ts';

/** Seconds that pass while the native evaluator is compiled; null where it cannot be. */
export async function buildSeconds(): Promise<number | null> {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
  const start = performance.now();
  try {
    const build = await buildNative({ folder });
    return build.kind === 'built' ? (performance.now() - start) / 1000 : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
