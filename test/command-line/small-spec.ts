import { writeFileSync } from 'node:fs';

/** A search that takes about a second for each ten thousand candidates: linear tasks, F = 2. */
export function smallSpec(): Record<string, unknown> {
  const tasks = { kind: 'linear', features: 2, count: 4, train: 30, valid: 20 };
  const size = (length: number): object => ({ init: length, min: length, max: length });
  const ops = [56, 27, 2, 3, 18, 23];
  return {
    version: 1,
    name: 'small',
    tasks: { search: tasks, select: tasks, final: { ...tasks, paramSeeds: '1-4', dataSeeds: '1-4' } },
    addresses: { scalars: 4, vectors: 3, matrices: 0 },
    ops: { setup: ops, predict: ops, learn: ops },
    sizes: { setup: size(4), predict: size(2), learn: size(6) },
    method: { form: 'reference', population: 100 },
    init: 'random',
    budget: { candidates: 3000, experiments: 2 },
    references: [{ label: 'linear', algorithm: 'linear', learningRate: 0.2 }],
    seed: 7,
  };
}

/** Writes the spec, with some fields replaced, to a file. */
export function writeSmallSpec(file: string, changes: Record<string, unknown> = {}): string {
  writeFileSync(file, JSON.stringify({ ...smallSpec(), ...changes }, null, 2));
  return file;
}
