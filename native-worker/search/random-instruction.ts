import type { ConstantRole, Op } from '../algorithm/op-table.ts';
import { opAt } from '../algorithm/op-table.ts';
import { firstWritable } from '../algorithm/output-kind.ts';
import {
  CONSTANTS_PER_INSTRUCTION,
  hasDoubleConstant,
  type Program,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';
import { registerCount } from '../algorithm/register-kind.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchSpace } from './search-space.ts';

/** Address words of a packed instruction, by what they address. */
const ADDRESS_WORD = { in1: 1, in2: 2, out: 3 } as const;
export type AddressField = keyof typeof ADDRESS_WORD;

/**
 * Overwrites an instruction of a program that is being made with a random one: an op of the list (repeats weigh
 * more) with random arguments (reference: randomizer.cc, instruction.cc).
 *
 * Draws in the reference's order: op; first input, second input, output, as the op has them; then its constants.
 */
export function drawInstruction(
  program: Program,
  index: number,
  ops: readonly number[],
  space: SearchSpace,
  random: RandomSource,
): void {
  writeRandomInstruction(program, index, drawOp(ops, random), space, random);
}

/** Draws an op from a list, where repeats weigh more. */
export function drawOp(ops: readonly number[], random: RandomSource): number {
  return ops[random.op(ops.length)]!;
}

/** Overwrites an instruction of a program that is being made: an op with random arguments. */
export function writeRandomInstruction(
  program: Program,
  index: number,
  opNumber: number,
  space: SearchSpace,
  random: RandomSource,
): void {
  const word = index * WORDS_PER_INSTRUCTION;
  program.words[word] = opNumber;
  for (let k = 1; k < WORDS_PER_INSTRUCTION; k++) program.words[word + k] = 0;
  const op = opAt(opNumber);
  if (op.inputs.length > 0) drawAddress(program, index, op, 'in1', space, random);
  if (op.inputs.length > 1) drawAddress(program, index, op, 'in2', space, random);
  if (op.output !== null) drawAddress(program, index, op, 'out', space, random);

  const base = index * CONSTANTS_PER_INSTRUCTION;
  for (let k = 0; k < CONSTANTS_PER_INSTRUCTION; k++) {
    const role = op.constants[k];
    program.constants[base + k] = role === undefined ? 0 : drawConstant(opNumber, role, random);
  }
}

/** Redraws one address of an instruction, uniformly over the registers that it may name; it may come out the same. */
export function drawAddress(
  program: Program,
  index: number,
  op: Op,
  field: AddressField,
  space: SearchSpace,
  random: RandomSource,
): void {
  const kind = field === 'out' ? op.output! : op.inputs[field === 'in1' ? 0 : 1]!;
  const first = field === 'out' ? firstWritable(kind, space.outputs) : 0;
  program.words[index * WORDS_PER_INSTRUCTION + ADDRESS_WORD[field]] =
    first + random.address(registerCount(kind, space.addresses) - first);
}

/** A fresh constant (reference: instruction.cc). Bounds of a uniform draw come out unsorted, half of them inverted. */
export function drawConstant(op: number, role: ConstantRole, random: RandomSource): number {
  switch (role) {
    case 'value':
      return hasDoubleConstant(op) ? random.signedDouble() : random.signedFloat();
    case 'low':
    case 'high':
    case 'mean':
      return random.signedFloat();
    case 'index':
    case 'row':
    case 'column':
    case 'deviation':
      return random.fraction();
  }
}
