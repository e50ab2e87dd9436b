import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('yardstick.cpp', import.meta.url));

/** A compiled yardstick: a plain scalar evaluator that says how fast this machine is. */
export interface Yardstick {
  /** CPU seconds of one evaluation, by workload. */
  run(): Readonly<Record<string, number>>;
  dispose(): void;
}

/** Compiles the yardstick; null where there is no C++ compiler, so that no comparison can be made. */
export function compileYardstick(): Yardstick | null {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-'));
  const dispose = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const binary = join(folder, 'yardstick');
  try {
    execFileSync('g++', ['-O3', '-march=native', '-std=c++17', SOURCE, '-o', binary], { stdio: 'ignore' });
  } catch {
    dispose();
    return null;
  }
  return {
    run: () => {
      const printed = execFileSync(binary, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      return (JSON.parse(printed) as { yardstick: Record<string, number> }).yardstick;
    },
    dispose,
  };
}
