import { opAt } from '../algorithm/op-table.ts';
import {
  CONSTANTS_PER_INSTRUCTION,
  hasDoubleConstant,
  type Program,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';
import type { MethodSpec } from '../spec/method-schema.ts';
import { alterConstant } from './alter-constant.ts';
import { type AddressField, drawAddress, drawConstant } from './random-instruction.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchSpace } from './search-space.ts';

const FIELDS_OF_ONE_INPUT: readonly AddressField[] = ['in1', 'out'];
const FIELDS_OF_TWO_INPUTS: readonly AddressField[] = ['in1', 'in2', 'out'];

/**
 * Alters one argument of an instruction of a program that is being made; the op stays (reference: instruction.cc).
 *
 * Draws in the reference's order. Ops with inputs: which address, then the address. Ops with constants: output or
 * constant, then the output's address, or which constant (where there are several) and its alteration. An index is
 * redrawn, any other constant altered by `how`; after that the bounds of a uniform draw are put in order. NO_OP draws
 * nothing.
 */
export function alterInstruction(
  program: Program,
  index: number,
  how: MethodSpec['constantMutation'],
  space: SearchSpace,
  random: RandomSource,
): void {
  const opNumber = program.words[index * WORDS_PER_INSTRUCTION]!;
  const op = opAt(opNumber);
  if (op.output === null) return;
  if (op.inputs.length > 0) {
    const fields = op.inputs.length === 1 ? FIELDS_OF_ONE_INPUT : FIELDS_OF_TWO_INPUTS;
    drawAddress(program, index, op, fields[random.choice(fields.length)]!, space, random);
  } else if (random.choice(2) === 0) {
    drawAddress(program, index, op, 'out', space, random);
  } else {
    alterOneConstant(program, index, how, random);
  }
}

function alterOneConstant(
  program: Program,
  index: number,
  how: MethodSpec['constantMutation'],
  random: RandomSource,
): void {
  const opNumber = program.words[index * WORDS_PER_INSTRUCTION]!;
  const roles = opAt(opNumber).constants;
  const base = index * CONSTANTS_PER_INSTRUCTION;
  const which = roles.length === 1 ? 0 : random.choice(roles.length);
  const role = roles[which]!;
  const { constants } = program;
  const place = base + which;
  const precision = hasDoubleConstant(opNumber) ? 'double' : 'single';
  switch (role) {
    case 'index':
    case 'row':
    case 'column':
      constants[place] = drawConstant(opNumber, role, random);
      return;
    case 'deviation':
      constants[place] = alterConstant(constants[place]!, how, false, precision, random);
      return;
    case 'value':
    case 'mean':
      constants[place] = alterConstant(constants[place]!, how, true, precision, random);
      return;
    case 'low':
    case 'high':
      constants[place] = alterConstant(constants[place]!, how, true, precision, random);
      putInOrder(constants, base);
  }
}

/** The bounds of a uniform draw, the lower one first. */
function putInOrder(constants: Float64Array, base: number): void {
  const low = constants[base]!;
  const high = constants[base + 1]!;
  if (high < low) {
    constants[base] = high;
    constants[base + 1] = low;
  }
}
