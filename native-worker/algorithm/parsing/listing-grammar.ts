import { instructionText } from '../instruction-text.ts';
import { type Op, OPS } from '../op-table.ts';
import { REGISTER_LETTER } from '../register-kind.ts';
import { tokenizeLine } from './listing-tokens.ts';

/** How a line that fits the grammar is to be read. */
export interface LineReading {
  readonly op: Op;
  /** Whether the line has the inputs in the other order than the op. */
  readonly swapped: boolean;
  /** The numbers that belong to the op's text and are none of its constants: the 1 of `1 / s2`. */
  readonly literals: readonly number[];
}

/** A prefix of lines, by their tokens' keys (`listing-tokens.ts`). */
export interface GrammarNode {
  /** The tokens that may follow. */
  readonly next: ReadonlyMap<string, GrammarNode>;
  /** Set where a line may end, after its end token. */
  readonly reading: LineReading | null;
}

/**
 * The lines of a listing that are instructions, as a tree of their tokens' keys. It is made from what the printer
 * writes for each op, so that the two cannot differ, and from other spellings that mean the same:
 *
 * - `v0 * s4` for `s4 * v0` (the reference's README; products of two numbers commute to the last bit);
 * - `gaussian(0, 0.1)` and `heaviside(v1)`: what the output or the input tells anyway (paper, figures 5, S1 and S2).
 */
export const LISTING_GRAMMAR: GrammarNode = buildGrammar();

/** The word that begins the name of a function call, or the operator of a line: what a reader would look up. */
export function familyOf(op: Op): string | null {
  switch (op.text.kind) {
    case 'infix':
      return op.text.symbol;
    case 'call':
    case 'draw':
      return op.text.name;
    case 'reciprocal':
    case 'nothing':
    case 'constant':
    case 'entry':
      return null;
  }
}

/** How the lines of a family of ops look: `s = dot(v, v)`, `v = dot(m, v)`. Empty for an unknown one. */
export function linesOfFamily(family: string): string[] {
  return OPS.filter((op) => familyOf(op) === family).map((op) =>
    instructionText(op, {
      output: letterOf(op.output),
      inputs: op.inputs.map(letterOf),
      constants: op.constants,
    }),
  );
}

function letterOf(kind: Op['output']): string {
  return kind === null ? '' : REGISTER_LETTER[kind];
}

interface MutableNode {
  readonly next: Map<string, MutableNode>;
  reading: LineReading | null;
}

function buildGrammar(): GrammarNode {
  const root: MutableNode = { next: new Map(), reading: null };
  for (const op of OPS) {
    for (const { form, swapped } of spellings(op)) addLine(root, op, form, swapped);
  }
  return root;
}

function spellings(op: Op): { form: Op; swapped: boolean }[] {
  const { text, inputs } = op;
  const printed = { form: op, swapped: false };
  if (text.kind === 'infix' && text.symbol === '*' && inputs[0] !== inputs[1]) {
    return [printed, { form: { ...op, inputs: inputs.toReversed() }, swapped: true }];
  }
  if (text.kind === 'call' && /^, [\d.]+$/.test(text.suffix)) {
    return [printed, { form: { ...op, text: { ...text, suffix: '' } }, swapped: false }];
  }
  if (text.kind === 'draw' && text.shape !== '') {
    return [printed, { form: { ...op, text: { ...text, shape: '' } }, swapped: false }];
  }
  return [printed];
}

function addLine(root: MutableNode, op: Op, form: Op, swapped: boolean): void {
  const line = instructionText(form, {
    output: `${letterOf(form.output)}0`,
    inputs: form.inputs.map((kind) => `${letterOf(kind)}0`),
    constants: form.constants.map(() => '0'),
  });
  const tokens = tokenizeLine(line, 1);
  let node = root;
  for (const { key } of tokens) {
    let following = node.next.get(key);
    if (following === undefined) node.next.set(key, (following = { next: new Map(), reading: null }));
    node = following;
  }
  const numbers = tokens.filter(({ kind }) => kind === 'constant').map(({ value }) => value);
  node.reading = { op, swapped, literals: op.constants.length === 0 ? numbers : [] };
}
