import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('allocated-by-candidates.ts', import.meta.url));
const YOUNG_GENERATION = ['--min-semi-space-size=128', '--max-semi-space-size=128'];

/** Bytes of the heap that a search takes for each candidate. */
function allocated(form: string): number {
  return Number(execFileSync(process.execPath, [...YOUNG_GENERATION, SCRIPT, form], { encoding: 'utf8' }));
}

// What is left are numbers that the engine boxes where they pass from function to function, 16 bytes each: some five of
// them for a candidate, or for each of the programs that the workbench form tries. A packed program alone has 900 bytes.
describe('a search makes no objects for a candidate', () => {
  it('in the reference form', () => {
    const bytes = allocated('reference');
    expect(bytes).toBeGreaterThanOrEqual(0);
    expect(bytes).toBeLessThan(250);
  });

  it('in the workbench form, with all that it tries for one', () => {
    const bytes = allocated('workbench');
    expect(bytes).toBeGreaterThanOrEqual(0);
    expect(bytes).toBeLessThan(1500);
  });
});
