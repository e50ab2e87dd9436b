import type { Algorithm, Instruction } from '../../native-worker/algorithm/instruction.ts';
import { OPS, opAt } from '../../native-worker/algorithm/op-table.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import type { RegisterKind } from '../../native-worker/algorithm/register-kind.ts';
import type { Dice } from './dice.ts';
import { randomInstruction } from './random-programs.ts';

/** Addresses of each kind that the protocol uses. */
const RESERVED: Readonly<Record<OutputKind, Readonly<Record<RegisterKind, number>>>> = {
  scalar: { scalar: 2, vector: 1, matrix: 0 },
  vector: { scalar: 0, vector: 3, matrix: 0 },
};
/** Addresses from here on are used by junk only. */
const JUNK_ADDRESSES = 40;

function eachInstruction(algorithm: Algorithm, change: (instruction: Instruction) => Instruction): Algorithm {
  const { setup, predict, learn } = algorithm;
  return { setup: setup.map(change), predict: predict.map(change), learn: learn.map(change) };
}

/** The algorithm under other names for all registers that the protocol does not use, up to address 39. */
export function renamed(dice: Dice, algorithm: Algorithm, outputs: OutputKind): Algorithm {
  const names = (kind: RegisterKind): number[] => {
    const reserved = RESERVED[outputs][kind];
    const free = Array.from({ length: JUNK_ADDRESSES - reserved }, (_, k) => reserved + k);
    return [...Array.from({ length: reserved }, (_, k) => k), ...dice.shuffled(free)];
  };
  const newNames = { scalar: names('scalar'), vector: names('vector'), matrix: names('matrix') };
  return eachInstruction(algorithm, (instruction) => {
    const { inputs, output } = opAt(instruction.op);
    const rename = (kind: RegisterKind | null | undefined, address: number): number =>
      kind ? newNames[kind][address]! : address;
    return {
      ...instruction,
      in1: rename(inputs[0], instruction.in1),
      in2: rename(inputs[1], instruction.in2),
      out: rename(output, instruction.out),
    };
  });
}

/** The algorithm with some of the operands swapped that commute. */
export function operandsSwapped(dice: Dice, algorithm: Algorithm): Algorithm {
  return eachInstruction(algorithm, (instruction) =>
    opAt(instruction.op).commutative && dice.oneIn(2)
      ? { ...instruction, in1: instruction.in2, in2: instruction.in1 }
      : instruction,
  );
}

/** The algorithm with NO_OPs and with instructions, of any op, that write only what is never read. */
export function padded(dice: Dice, algorithm: Algorithm): Algorithm {
  const junk = (): Instruction => {
    const instruction = randomInstruction(dice, dice.pick(OPS), { scalar: 5, vector: 5, matrix: 3 });
    return { ...instruction, out: instruction.op === 0 ? 0 : JUNK_ADDRESSES + dice.below(3) };
  };
  const pad = (instructions: readonly Instruction[]): Instruction[] =>
    [...instructions.map((instruction) => [instruction]), []].flatMap((own) => [
      ...Array.from({ length: dice.below(3) }, junk),
      ...own,
    ]);
  return { setup: pad(algorithm.setup), predict: pad(algorithm.predict), learn: pad(algorithm.learn) };
}

/** All of it at once: another text of the same algorithm. */
export function disguised(dice: Dice, algorithm: Algorithm, outputs: OutputKind): Algorithm {
  return padded(dice, operandsSwapped(dice, renamed(dice, algorithm, outputs)));
}
