import { constantText, type ConstantPrecision } from './constant-text.ts';
import type { Instruction } from './instruction.ts';
import { instructionText } from './instruction-text.ts';
import { type Op, opAt } from './op-table.ts';
import { storedConstant } from './program.ts';
import { REGISTER_LETTER, type RegisterKind } from './register-kind.ts';

/**
 * One instruction as its line of a listing, without indentation: `s1 = dot(v1, v0)`.
 * Constants are shown as they are stored, in single precision where the op has it.
 *
 * Throws a `RangeError` for an op that does not exist.
 */
export function describeInstruction(instruction: Instruction, precision: ConstantPrecision = 'display'): string {
  const op = opAt(instruction.op);
  return instructionText(op, {
    output: op.output === null ? '' : registerName(op.output, instruction.out),
    inputs: inputAddresses(op, instruction).map(({ kind, address }) => registerName(kind, address)),
    constants: op.constants.map((_, index) =>
      constantText(storedConstant(op.number, instruction.constants[index] ?? 0), precision),
    ),
  });
}

/** A register's name in listings: `s1`, `v0`, `m2`. */
export function registerName(kind: RegisterKind, address: number): string {
  return `${REGISTER_LETTER[kind]}${address}`;
}

function inputAddresses(op: Op, instruction: Instruction): { kind: RegisterKind; address: number }[] {
  const addresses = [instruction.in1, instruction.in2];
  return op.inputs.map((kind, position) => ({ kind, address: addresses[position] ?? 0 }));
}
