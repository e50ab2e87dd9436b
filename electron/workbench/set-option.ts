import { parseSpecPath, type PathStep } from './spec-path.ts';
import { UsageError } from './usage-error.ts';

/** A field of a spec and what to put there. */
export interface SpecOption {
  /** As the user named it: `tasks.search.features`. */
  readonly path: string;
  readonly value: unknown;
}

/**
 * Reads `path.in.spec=VALUE`. A value that is JSON is taken as JSON, anything else as a bare word.
 *
 * @throws {UsageError} if there is no path or no value
 */
export function parseSetOption(text: string): SpecOption {
  const equals = text.indexOf('=');
  const path = text.slice(0, equals).trim();
  if (equals < 0 || parseSpecPath(path) === null) {
    throw new UsageError(`--set ${text}: expected path.in.spec=VALUE, such as --set method.population=500`);
  }
  const word = text.slice(equals + 1);
  try {
    return { path, value: JSON.parse(word) as unknown };
  } catch {
    return { path, value: word };
  }
}

type JsonContainer = Record<PathStep, unknown>;

/**
 * A copy of a spec with one field set; objects on the way that are missing are made.
 *
 * @throws {UsageError} if the path leads through something that is neither object nor list
 */
export function withOption(spec: unknown, { path, value }: SpecOption): unknown {
  const steps = parseSpecPath(path);
  if (steps === null) throw new UsageError(`--set ${path}: expected a path such as method.population`);
  const set = (current: unknown, depth: number): unknown => {
    const step = steps[depth];
    if (step === undefined) return value;
    if (typeof step === 'number' && current === undefined) {
      throw new UsageError(`--set ${path}: the list is left to its default here; set it as a whole`);
    }
    const container = current ?? {};
    if (!isContainer(container)) {
      const reached = path.split(/\.|(?=\[)/).slice(0, depth);
      throw new UsageError(
        `--set ${path}: ${reached.join('.').replaceAll('.[', '[')} is ${JSON.stringify(container)}, which has no fields`,
      );
    }
    if (!Array.isArray(container)) return { ...container, [step]: set(container[step], depth + 1) };
    const list = [...(container as unknown[])];
    const index = /^\d+$/.test(String(step)) ? Number(step) : NaN;
    if (Number.isNaN(index)) {
      throw new UsageError(`--set ${path}: "${step}" is no index of a list; expected a number such as [0]`);
    }
    if (index > list.length) {
      throw new UsageError(`--set ${path}: the list has ${list.length} entries, so [${index}] would leave a gap`);
    }
    list[index] = set(list[index], depth + 1);
    return list;
  };
  return set(spec, 0);
}

function isContainer(value: unknown): value is JsonContainer {
  return typeof value === 'object' && value !== null;
}
