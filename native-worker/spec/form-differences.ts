import { FORMS } from './forms.ts';
import type { Spec } from './spec-schema.ts';

/** One option that a spec sets otherwise than its form does. */
export interface FormDifference {
  /** Place in the spec: `method.population`. */
  readonly path: string;
  readonly form: unknown;
  readonly spec: unknown;
}

/** The options in which a spec differs from the bundle of defaults that its form names. */
export function formDifferences(spec: Spec): readonly FormDifference[] {
  const defaults = FORMS[spec.method.form];
  const differences: FormDifference[] = [];
  const compare = (path: string, form: unknown, actual: unknown): void => {
    if (JSON.stringify(form) !== JSON.stringify(actual)) differences.push({ path, form, spec: actual });
  };
  for (const [key, value] of Object.entries(defaults.method)) {
    compare(`method.${key}`, value, spec.method[key as keyof Spec['method']]);
  }
  for (const key of ['combination', 'trainBudget', 'init'] as const) compare(key, defaults[key], spec[key]);
  return differences;
}
