import type { z } from 'zod';
import { checkSpec } from './check-spec.ts';
import { FORMS } from './forms.ts';
import { type Spec, specSchema } from './spec-schema.ts';
import { SpecError, type SpecProblem } from './spec-error.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Defaults that do not depend on the form. */
const DEFAULTS = {
  name: '',
  preset: null,
  description: '',
  note: '',
  allowOverlap: 'never',
  outputs: 'scalar',
  islands: 1,
  migration: null,
  noise: 'fixed',
  maxAbsError: 100,
  references: [],
  seed: 1,
} as const;

const DEFAULT_FORM = 'workbench';

/**
 * The spec with every option explicit and every check passed.
 *
 * @param input a spec as parsed from JSON, options missing
 * @throws {SpecError} that names each field that is wrong and what was expected
 */
export function resolveSpec(input: unknown): Spec {
  if (!isObject(input)) throw new SpecError([{ path: '', message: 'expected a JSON object with the keys of a spec' }]);
  const parsed = specSchema.safeParse(withDefaults(input));
  if (!parsed.success) throw new SpecError(parsed.error.issues.flatMap((issue) => problemsOf(issue)));
  const problems = checkSpec(parsed.data);
  if (problems.length > 0) throw new SpecError(problems);
  return parsed.data;
}

function withDefaults(input: JsonObject): JsonObject {
  const method = input['method'] ?? {};
  const form = isObject(method) ? (method['form'] ?? DEFAULT_FORM) : DEFAULT_FORM;
  const defaults =
    typeof form === 'string' && Object.hasOwn(FORMS, form) ? FORMS[form as keyof typeof FORMS] : FORMS[DEFAULT_FORM];
  return {
    ...DEFAULTS,
    ...defaults,
    ...input,
    method: isObject(method)
      ? { ...defaults.method, form, ...method, ...nestedMethod(defaults.method, method) }
      : method,
  };
}

/** Options of a method that are objects themselves take their missing keys from the form. */
function nestedMethod(defaults: JsonObject, method: JsonObject): JsonObject {
  const nested: Record<string, unknown> = {};
  for (const key of ['fec', 'mgg']) {
    const given = method[key];
    if (isObject(given)) nested[key] = { ...(defaults[key] as JsonObject), ...given };
  }
  return nested;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Issue = z.core.$ZodIssue;

/** A schema's complaint in words. A union's complaint is that of the branch that got furthest. */
function problemsOf(issue: Issue, prefix: readonly PropertyKey[] = []): SpecProblem[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    if (depth(furthest) > 0) return furthest.flatMap((inner) => problemsOf(inner, path));
    const choices = issue.errors.flat().map((inner) => inner.message.replace(/^Invalid input: /, ''));
    return [{ path: pathText(path), message: [...new Set(choices)].join(', or ') }];
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathText([...path, key]),
      message:
        'unknown key; remove it or check its spelling (`presets linear-regression` prints a spec with the usual keys)',
    }));
  }
  return [{ path: pathText(path), message: issue.message.replace(/^Invalid input: /, '') }];
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
