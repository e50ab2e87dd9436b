import { OPS, opAt } from './op-table.ts';
import { instructionCount, type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import type { AddressCounts, RegisterKind } from './register-kind.ts';

/**
 * The smallest memory that a program fits in: the highest address it uses of each kind, plus 1; 0 where it uses none.
 * What the evaluation protocol uses (features, label, prediction) does not count unless an instruction uses it.
 */
export function usedAddresses(program: Program): AddressCounts {
  const used: Record<RegisterKind, number> = { scalar: 0, vector: 0, matrix: 0 };
  const count = instructionCount(program);
  for (let i = 0; i < count; i++) {
    const word = i * WORDS_PER_INSTRUCTION;
    const { inputs, output } = opAt(program.words[word]!);
    inputs.forEach((kind, place) => {
      used[kind] = Math.max(used[kind], program.words[word + 1 + place]! + 1);
    });
    if (output !== null) used[output] = Math.max(used[output], program.words[word + 3]! + 1);
  }
  return { scalars: used.scalar, vectors: used.vector, matrices: used.matrix };
}

const RANDOM: ArrayLike<number> = Uint8Array.from(OPS, ({ random }) => Number(random));

/** How many instructions of a program draw random numbers. */
export function randomInstructionCount(program: Program): number {
  const count = instructionCount(program);
  let random = 0;
  for (let i = 0; i < count; i++) random += RANDOM[program.words[i * WORDS_PER_INSTRUCTION]!]!;
  return random;
}
