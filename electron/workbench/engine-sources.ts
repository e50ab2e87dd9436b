import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NUMERICS = new URL('../../native-worker/numerics/', import.meta.url);
const RUNTIME = new URL('../../native-worker/export/runtime.ts', import.meta.url);

/** The texts that exported algorithms take their arithmetic from: the program's own sources, so both stay the same. */
export function engineSources(): string[] {
  const numerics = readdirSync(fileURLToPath(NUMERICS)).filter((file) => file.endsWith('.ts'));
  return [...numerics.sort().map((file) => new URL(file, NUMERICS)), RUNTIME].map((url) => readFileSync(url, 'utf8'));
}
