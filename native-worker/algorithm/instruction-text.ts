import type { Op } from './op-table.ts';

/** The operands of an instruction as they shall stand in its text. */
export interface OperandTexts {
  readonly output: string;
  readonly inputs: readonly string[];
  readonly constants: readonly string[];
}

/** The text of the instruction that does nothing. */
const NO_OP_TEXT = 'NoOp()';

/**
 * An instruction's line of a listing, without indentation, from the op table's text form and the operands' texts:
 * `s1 = dot(v1, v0)` (reference: instruction.cc, `ToString`).
 */
export function instructionText(op: Pick<Op, 'text'>, operands: OperandTexts): string {
  const { output, inputs, constants } = operands;
  const form = op.text;
  switch (form.kind) {
    case 'nothing':
      return NO_OP_TEXT;
    case 'infix':
      return `${output} = ${inputs.join(` ${form.symbol} `)}`;
    case 'reciprocal':
      return `${output} = 1 / ${inputs.join()}`;
    case 'call':
      return `${output} = ${form.name}(${inputs.join(', ')}${form.suffix})`;
    case 'constant':
      return `${output} = ${constants.join()}`;
    case 'entry':
      return `${output}[${constants.slice(0, -1).join(', ')}] = ${constants.at(-1) ?? ''}`;
    case 'draw':
      return `${output} = ${form.name}(${[...constants, ...(form.shape === '' ? [] : [form.shape])].join(', ')})`;
  }
}
