import { existsSync } from 'node:fs';
import path from 'node:path';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import { SpecError, type SpecProblem } from '../../native-worker/spec/spec-error.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { TaskDataError } from '../../native-worker/tasks/task-data-error.ts';
import { presetNames, readPreset } from './presets.ts';
import { type SpecOption, withOption } from './set-option.ts';
import { readSpecDocument, type SpecDocument } from './spec-document.ts';
import { UsageError } from './usage-error.ts';

/** An option that was given beside the file, and how the user named it: `--candidates`. */
export interface NamedOption extends SpecOption {
  readonly flag: string;
}

/** A resolved spec that remembers where its fields came from, so that messages can say it. */
export interface SpecSource {
  readonly spec: Spec;
  /** Where relative paths in the spec start. */
  readonly baseFolder: string;
  /** Runs something that may find fault with the spec, and has its message name the place of the fault. */
  locating<T>(work: () => T): T;
}

/**
 * Reads a preset or a spec file, puts options on top and resolves the rest.
 *
 * @param named a preset's name or a file
 * @param options applied in order
 * @throws {UsageError} naming file, line and column (or the flag) of everything that is wrong
 */
export function readSpecSource(named: string, options: readonly NamedOption[]): SpecSource {
  const isPreset = presetNames().includes(named);
  const document = isPreset || !looksLikeFile(named) ? readPreset(named) : readSpecDocument(named);
  const locating = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const problems = problemsOf(error);
      if (problems === null) throw error;
      throw new UsageError(problems.map((problem) => located(problem, document, options)).join('\n'), { cause: error });
    }
  };
  const input = options.reduce<unknown>(withOption, document.value);
  const labelled = isPreset && isObject(input) ? { ...input, preset: named } : input;
  return {
    spec: locating(() => resolveSpec(labelled)),
    baseFolder: isPreset ? process.cwd() : path.dirname(path.resolve(named)),
    locating,
  };
}

function looksLikeFile(named: string): boolean {
  return named.endsWith('.json') || /[\\/]/.test(named) || existsSync(named);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemsOf(error: unknown): readonly SpecProblem[] | null {
  if (error instanceof SpecError) return error.problems;
  if (error instanceof TaskDataError) {
    return [{ path: error.field, message: error.message.replace(`${error.field}: `, '') }];
  }
  return null;
}

function located(
  { path: field, message }: SpecProblem,
  document: SpecDocument,
  options: readonly NamedOption[],
): string {
  const flag = options.findLast(
    (option) => field === option.path || field.startsWith(`${option.path}.`) || field.startsWith(`${option.path}[`),
  )?.flag;
  const place = flag ?? document.locate(field);
  return field === '' ? `${place}: ${message}` : `${place}: ${field}: ${message}`;
}
