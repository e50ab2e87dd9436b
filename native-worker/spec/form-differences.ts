import { FORMS } from './forms.ts';
import type { Spec } from './spec-schema.ts';

/** One option that a spec sets otherwise than its form does. */
export interface FormDifference {
  /** Place in the spec: `method.population`, `method.mgg.children`. */
  readonly path: string;
  readonly form: unknown;
  readonly spec: unknown;
}

/** The options in which a spec differs from the bundle of defaults that its form names. */
export function formDifferences(spec: Spec): readonly FormDifference[] {
  const { method, combination, trainBudget, init } = FORMS[spec.method.form];
  return [
    ...differencesAt('method', method, spec.method),
    ...differencesAt('combination', combination, spec.combination),
    ...differencesAt('trainBudget', trainBudget, spec.trainBudget),
    ...differencesAt('init', init, spec.init),
  ];
}

/** Goes into groups of options that both sides have, so that only what differs is told. */
function differencesAt(path: string, form: unknown, spec: unknown): FormDifference[] {
  if (isGroup(form) && isGroup(spec)) {
    return Object.keys(form).flatMap((key) => differencesAt(`${path}.${key}`, form[key], spec[key]));
  }
  return JSON.stringify(form) === JSON.stringify(spec) ? [] : [{ path, form, spec }];
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
