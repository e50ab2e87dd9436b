import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import type { Algorithm, Instruction } from '../algorithm/instruction.ts';
import { opAt } from '../algorithm/op-table.ts';
import {
  FEATURES_ADDRESS,
  type OutputKind,
  SCALAR_LABEL_ADDRESS,
  SCALAR_PREDICTION_ADDRESS,
  VECTOR_LABEL_ADDRESS,
  VECTOR_PREDICTION_ADDRESS,
} from '../algorithm/output-kind.ts';
import { REGISTER_LETTER, type RegisterKind } from '../algorithm/register-kind.ts';

/** A register that an algorithm uses, and its name in exported source. */
export interface NamedRegister {
  readonly kind: RegisterKind;
  readonly address: number;
  readonly name: string;
}

/**
 * The registers that an algorithm touches and those that the protocol needs, each with a name that says what it is for:
 * features, label, prediction; `constantS2` where only Setup writes; `parameterV1` where a value is carried from one
 * example to the next; `valueS3` otherwise. The letter and number are those of the listing.
 */
export function nameRegisters(algorithm: Algorithm, outputs: OutputKind): NamedRegister[] {
  const used = new Map<string, { kind: RegisterKind; address: number }>();
  const touch = (kind: RegisterKind, address: number): void => {
    used.set(`${kind} ${address}`, { kind, address });
  };
  for (const [kind, address] of reserved(outputs)) touch(kind, address);
  for (const component of COMPONENT_FUNCTIONS) {
    for (const instruction of algorithm[component]) {
      for (const [kind, address] of [...reads(instruction), ...writes(instruction)]) touch(kind, address);
    }
  }
  return [...used.values()]
    .sort((a, b) => a.kind.localeCompare(b.kind) || a.address - b.address)
    .map(({ kind, address }) => ({ kind, address, name: registerName(kind, address, algorithm, outputs) }));
}

type Register = readonly [RegisterKind, number];

function reserved(outputs: OutputKind): readonly Register[] {
  return outputs === 'scalar'
    ? [
        ['vector', FEATURES_ADDRESS],
        ['scalar', SCALAR_LABEL_ADDRESS],
        ['scalar', SCALAR_PREDICTION_ADDRESS],
      ]
    : [
        ['vector', FEATURES_ADDRESS],
        ['vector', VECTOR_LABEL_ADDRESS],
        ['vector', VECTOR_PREDICTION_ADDRESS],
      ];
}

/** Registers that an instruction reads, its output where it keeps part of it. */
function reads(instruction: Instruction): readonly Register[] {
  const op = opAt(instruction.op);
  const inputs = op.inputs.map((kind, index): Register => [kind, index === 0 ? instruction.in1 : instruction.in2]);
  return op.partialWrite ? [...inputs, ...writes(instruction)] : inputs;
}

function writes(instruction: Instruction): readonly Register[] {
  const { output } = opAt(instruction.op);
  return output === null ? [] : [[output, instruction.out]];
}

function registerName(kind: RegisterKind, address: number, algorithm: Algorithm, outputs: OutputKind): string {
  const place = reserved(outputs).findIndex(([otherKind, other]) => otherKind === kind && other === address);
  if (place >= 0) return ['features', 'label', 'prediction'][place] ?? '';
  const suffix = `${REGISTER_LETTER[kind].toUpperCase()}${address}`;
  const written = (component: ComponentFunction): boolean =>
    algorithm[component].some((instruction) => includes(writes(instruction), kind, address));
  if (!written('predict') && !written('learn')) return `constant${suffix}`;
  return isCarried(kind, address, algorithm) ? `parameter${suffix}` : `value${suffix}`;
}

/** Whether Predict or Learn reads the register before writing it, so that it holds an earlier example's value. */
function isCarried(kind: RegisterKind, address: number, algorithm: Algorithm): boolean {
  for (const instruction of [...algorithm.predict, ...algorithm.learn]) {
    if (includes(reads(instruction), kind, address)) return true;
    if (includes(writes(instruction), kind, address)) return false;
  }
  return false;
}

function includes(registers: readonly Register[], kind: RegisterKind, address: number): boolean {
  return registers.some(([otherKind, other]) => otherKind === kind && other === address);
}
