type Json = Record<string, unknown>;

/** A small valid spec as a user writes it: linear regression in the reference demo's space. */
export function exampleSpec(): Json {
  const tasks = { kind: 'linear', features: 4, count: 2, train: 100, valid: 50 };
  const size = (length: number): Json => ({ init: length, min: length, max: length });
  return {
    version: 1,
    tasks: {
      search: { ...tasks, paramSeeds: '1-2', dataSeeds: '1-2' },
      select: { ...tasks, paramSeeds: '11-12', dataSeeds: '11-12' },
      final: { ...tasks, paramSeeds: '21-22', dataSeeds: '21-22' },
    },
    addresses: { scalars: 4, vectors: 3, matrices: 1 },
    ops: { setup: [56, 27, 2, 3, 18, 23], predict: [56, 27, 2, 3, 18, 23], learn: [56, 27, 2, 3, 18, 23] },
    sizes: { setup: size(10), predict: size(2), learn: size(8) },
    budget: { candidates: 1000 },
  };
}

/** The spec with the value at a dotted path replaced; `undefined` removes it. */
export function withOption(spec: Json, path: string, value: unknown): Json {
  const copy = structuredClone(spec);
  const keys = path.split('.');
  const last = keys.pop()!;
  let place = copy;
  for (const key of keys) place = (place[key] ??= {}) as Json;
  if (value === undefined) Reflect.deleteProperty(place, last);
  else place[last] = value;
  return copy;
}
