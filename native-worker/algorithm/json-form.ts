import { checkAlgorithm } from './check-algorithm.ts';
import { COMPONENT_FUNCTIONS } from './component-function.ts';
import type { Algorithm, Instruction } from './instruction.ts';
import { JsonFormError, type JsonPath, valueText } from './json-form-error.ts';
import { type JsonNumber, readJsonNumber, writeJsonConstant } from './json-number.ts';
import { alternatives, didYouMean } from './nearest-names.ts';
import { opNamed, opNames } from './op-names.ts';
import { type Op, OPS } from './op-table.ts';
import { storedConstant } from './program.ts';
import type { AddressCounts } from './register-kind.ts';

/** An instruction in JSON. `data` has the op's constants in stored order; -0 is the string `"-0"`. */
export interface JsonInstruction {
  readonly op: number;
  readonly in1: number;
  readonly in2: number;
  readonly out: number;
  readonly data: readonly JsonNumber[];
}

/** An algorithm in JSON. */
export interface JsonAlgorithm {
  readonly setup: readonly JsonInstruction[];
  readonly predict: readonly JsonInstruction[];
  readonly learn: readonly JsonInstruction[];
}

/** An algorithm's JSON form. `algorithmFromJson` is its inverse, also after a way through JSON text. */
export function algorithmToJson(algorithm: Algorithm): JsonAlgorithm {
  return {
    setup: algorithm.setup.map(instructionToJson),
    predict: algorithm.predict.map(instructionToJson),
    learn: algorithm.learn.map(instructionToJson),
  };
}

/** An instruction's JSON form. */
function instructionToJson({ op, in1, in2, out, constants }: Instruction): JsonInstruction {
  return { op, in1, in2, out, data: constants.map(writeJsonConstant) };
}

/**
 * The algorithm that JSON data stands for, checked. At least one of `setup`, `predict`, `learn` must be there, the
 * others are then empty; other keys are refused. Throws a `JsonFormError` that names the path.
 */
export function algorithmFromJson(value: unknown, addresses?: AddressCounts): Algorithm {
  const { setup, predict, learn } = readObject(value, [], COMPONENT_FUNCTIONS);
  if (setup === undefined && predict === undefined && learn === undefined) {
    throw new JsonFormError([], 'an empty object', `lists of instructions: ${alternatives(COMPONENT_FUNCTIONS)}`);
  }
  const algorithm = {
    setup: readInstructions(setup ?? [], ['setup']),
    predict: readInstructions(predict ?? [], ['predict']),
    learn: readInstructions(learn ?? [], ['learn']),
  };
  const [problem] = checkAlgorithm(algorithm, addresses);
  if (problem !== undefined) throw new JsonFormError(problemPath(problem), problem.found, problem.expected);
  return algorithm;
}

/**
 * The instruction that JSON data stands for: op by number or by name, addresses and `data` as the op needs them.
 * What the op does not use may be left out and is ignored, but for `data`, which must have the op's constants.
 * Constants are rounded as they are stored. Addresses and fractions are not checked: see `check-algorithm.ts`.
 */
export function instructionFromJson(value: unknown, path: JsonPath = []): Instruction {
  const fields = readObject(value, path, ['op', 'in1', 'in2', 'out', 'data']);
  const op = readOp(fields.op, [...path, 'op']);
  const address = (name: 'in1' | 'in2' | 'out', used: boolean): number =>
    used ? readAddress(fields[name], [...path, name]) : 0;
  return {
    op: op.number,
    in1: address('in1', op.inputs.length > 0),
    in2: address('in2', op.inputs.length > 1),
    out: address('out', op.output !== null),
    constants: readConstants(fields.data ?? [], op, [...path, 'data']),
  };
}

function problemPath({ component, index, field, constant }: ReturnType<typeof checkAlgorithm>[number]): JsonPath {
  if (field !== 'constants') return [component, index, field];
  return [component, index, 'data', ...(constant === undefined ? [] : [constant])];
}

function readInstructions(value: unknown, path: JsonPath): Instruction[] {
  if (!Array.isArray(value)) throw new JsonFormError(path, valueText(value), 'a list of instructions');
  return value.map((each, index) => instructionFromJson(each, [...path, index]));
}

function readObject<Key extends string>(
  value: unknown,
  path: JsonPath,
  keys: readonly Key[],
): Partial<Record<Key, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new JsonFormError(path, valueText(value), `an object with ${keys.join(', ')}`);
  }
  const unknown = Object.keys(value).find((key) => !keys.some((known) => known === key));
  if (unknown !== undefined) {
    const meant = didYouMean(unknown, keys);
    const expected = `only ${keys.join(', ')}${meant === undefined ? '' : `; ${meant}`}`;
    throw new JsonFormError([...path, unknown], 'an unknown key', expected);
  }
  return value;
}

function readOp(value: unknown, path: JsonPath): Op {
  const op = typeof value === 'string' ? opNamed(value) : typeof value === 'number' ? OPS[value] : undefined;
  if (op !== undefined) return op;
  const meant = typeof value === 'string' ? didYouMean(value.replace(/_OP$/, ''), opNames()) : undefined;
  const expected = `the number of an op, 0 to ${OPS.length - 1}, or its name`;
  throw new JsonFormError(path, valueText(value), meant === undefined ? expected : `${expected}; ${meant}`);
}

function readAddress(value: unknown, path: JsonPath): number {
  if (typeof value === 'number') return value;
  throw new JsonFormError(path, valueText(value), 'an address, which is a whole number');
}

function readConstants(value: unknown, op: Op, path: JsonPath): number[] {
  if (!Array.isArray(value) || value.length !== op.constants.length) {
    const roles = op.constants.length === 0 ? '' : ` (${op.constants.join(', ')})`;
    throw new JsonFormError(path, valueText(value), `a list of ${op.constants.length}${roles} for ${op.name}`);
  }
  return value.map((each: unknown, index) => {
    const constant = readJsonNumber(each);
    if (constant !== undefined) return storedConstant(op.number, constant);
    throw new JsonFormError([...path, index], valueText(each), 'a number, "NaN", "Infinity", "-Infinity" or "-0"');
  });
}
