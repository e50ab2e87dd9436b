import type { Spec } from './spec-schema.ts';

/** What of a spec can change a result: everything but names, notes, references, paths and the seed's spelling. */
export function specForDigest(spec: Spec): string {
  const {
    name: _name,
    preset: _preset,
    description: _description,
    note: _note,
    references: _references,
    ...rest
  } = spec;
  // A table is known by its content; where the file lies changes nothing.
  return JSON.stringify(rest, (key, value: unknown) =>
    key === 'data' && isTablePath(rest, value) ? undefined : value,
  );
}

function isTablePath(spec: Pick<Spec, 'tasks'>, value: unknown): boolean {
  return Object.values(spec.tasks).some((tasks) => tasks.kind === 'table' && tasks.data === value);
}
