import { COMPONENT_FUNCTIONS } from '../algorithm/component-function.ts';
import { OPS } from '../algorithm/op-table.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import { NOISE_ORDINALS } from '../numerics/noise-stream.ts';
import { checkArray } from './check-array.ts';

/** Instructions that the three component functions may have together. */
const MOST_INSTRUCTIONS = 65535;

const RANDOM = 4;

/** By op: how many of its constants, counted from the first, are places of entries; `RANDOM` on top where it is random. */
const TRAITS = Uint8Array.from(
  OPS,
  ({ constants, random }) =>
    constants.filter((role) => role === 'index' || role === 'row' || role === 'column').length + (random ? RANDOM : 0),
);

/**
 * Checks what an evaluator rests on when it runs a program: lengths, ops, the number of random instructions, and the
 * places of entries that it sets. Any address is fine.
 *
 * @throws {TypeError | RangeError} which names the part of the program
 */
export function checkProgram({ words, constants, lengths }: Program): void {
  let count = 0;
  for (let k = 0; k < COMPONENT_FUNCTIONS.length; k++) {
    const length = lengths[k]!;
    if (!(Number.isInteger(length) && length >= 0)) {
      const name = COMPONENT_FUNCTIONS[k]!;
      throw new RangeError(`program.lengths[${k}] is ${length}; expected the number of instructions of ${name}`);
    }
    count += length;
  }
  if (count > MOST_INSTRUCTIONS) {
    throw new RangeError(`program.lengths add up to ${count} instructions; expected at most ${MOST_INSTRUCTIONS}`);
  }
  checkArray('program.words', words, Uint16Array, count * WORDS_PER_INSTRUCTION);
  checkArray('program.constants', constants, Float64Array, count * CONSTANTS_PER_INSTRUCTION);

  let random = 0;
  for (let index = 0; index < count; index++) {
    const op = words[index * WORDS_PER_INSTRUCTION]!;
    const traits = TRAITS[op];
    if (traits === 0) continue;
    if (traits === undefined) {
      throw new RangeError(`instruction ${index} of the program has op ${op}; ops are numbered 0 to ${OPS.length - 1}`);
    }
    checkFractions(constants, index, traits % RANDOM);
    if (traits >= RANDOM && ++random > NOISE_ORDINALS) {
      throw new RangeError(
        `instruction ${index} of the program is its random instruction ${random}; expected at most ${NOISE_ORDINALS}`,
      );
    }
  }
}

/** An entry outside of its register would be another register's, or nobody's. */
function checkFractions(constants: Float64Array, index: number, count: number): void {
  for (let k = 0; k < count; k++) {
    const fraction = Math.fround(constants[index * CONSTANTS_PER_INSTRUCTION + k]!);
    if (fraction >= 0 && fraction < 1) continue;
    throw new RangeError(
      `instruction ${index} of the program has ${fraction} as constant ${k}; ` +
        'expected the place of an entry as a fraction: at least 0 and, in single precision, below 1',
    );
  }
}
