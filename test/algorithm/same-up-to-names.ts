import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { opAt } from '../../native-worker/algorithm/op-table.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { instructionCount, type Program, readInstruction } from '../../native-worker/algorithm/program.ts';
import type { RegisterKind } from '../../native-worker/algorithm/register-kind.ts';

const PROTOCOL: Readonly<Record<OutputKind, readonly string[]>> = {
  scalar: ['scalar0', 'scalar1', 'vector0'],
  vector: ['vector0', 'vector1', 'vector2'],
};

/** An instruction's registers by what they are: a name, or `zero` if nothing writes it. */
interface Line {
  readonly op: number;
  readonly constants: readonly number[];
  readonly inputs: readonly string[];
  readonly output: string;
}

/**
 * Whether two programs without dead code are one program in different words, found by trying: is there a one-to-one
 * renaming, and an order for each pair of operands that commute, that turns one into the other?
 */
export function sameUpToNames(a: Program, b: Program, outputs: OutputKind): boolean {
  if (a.lengths.some((length, place) => length !== b.lengths[place])) return false;
  return matches(linesOf(a, outputs), linesOf(b, outputs), 0, new Map(PROTOCOL[outputs].map((name) => [name, name])));
}

function linesOf(program: Program, outputs: OutputKind): Line[] {
  const instructions = Array.from({ length: instructionCount(program) }, (_, i) => readInstruction(program, i));
  const written = new Set(instructions.map(outputOf));
  const name = (kind: RegisterKind, address: number): string => {
    const own = `${kind}${address}`;
    return written.has(own) || PROTOCOL[outputs].includes(own) ? own : `${kind} zero`;
  };
  return instructions.map((instruction) => ({
    op: instruction.op,
    constants: instruction.constants,
    inputs: opAt(instruction.op).inputs.map((kind, k) => name(kind, k === 0 ? instruction.in1 : instruction.in2)),
    output: outputOf(instruction),
  }));
}

function outputOf({ op, out }: Instruction): string {
  return `${opAt(op).output ?? 'none'}${out}`;
}

function matches(a: readonly Line[], b: readonly Line[], from: number, names: ReadonlyMap<string, string>): boolean {
  const left = a[from];
  const right = b[from];
  if (left === undefined || right === undefined) return true;
  if (left.op !== right.op || !left.constants.every((value, k) => Object.is(value, right.constants[k]))) return false;
  const orders = opAt(left.op).commutative ? [right.inputs, right.inputs.toReversed()] : [right.inputs];
  return orders.some((inputs) => {
    const extended = extend(names, [...left.inputs, left.output], [...inputs, right.output]);
    return extended !== null && matches(a, b, from + 1, extended);
  });
}

/** The renaming that also takes these names to those, or null if it would not be one-to-one or would mix up kinds. */
function extend(
  names: ReadonlyMap<string, string>,
  from: readonly string[],
  to: readonly string[],
): Map<string, string> | null {
  const extended = new Map(names);
  for (const [k, name] of from.entries()) {
    const other = to[k]!;
    const known = extended.get(name);
    if (known === undefined && [...extended.values()].includes(other)) return null;
    if (known !== undefined && known !== other) return null;
    if (name.endsWith('zero') !== other.endsWith('zero')) return null;
    extended.set(name, other);
  }
  return extended;
}
