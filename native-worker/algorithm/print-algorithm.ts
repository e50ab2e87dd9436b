import { COMPONENT_FUNCTIONS, type ComponentFunction } from './component-function.ts';
import type { ConstantPrecision } from './constant-text.ts';
import { describeInstruction } from './describe-instruction.ts';
import type { Algorithm } from './instruction.ts';

/** How a component function is called in listings. */
export const FUNCTION_TITLE: Readonly<Record<ComponentFunction, string>> = {
  setup: 'Setup',
  predict: 'Predict',
  learn: 'Learn',
};

/** How an algorithm is listed. */
export interface ListingOptions {
  /** `exact` unless stated: a listing that reads back to the same bits. */
  readonly precision?: ConstantPrecision;
  /**
   * For each instruction, in the order setup, predict, learn: 0 where it is dead code
   * (`liveness.ts` computes this). Dead lines end in a comment that says so.
   */
  readonly live?: ArrayLike<number>;
}

/** One line of a listing, for a window that renders it in its own way. */
export type ListingLine =
  | { readonly kind: 'header'; readonly component: ComponentFunction; readonly text: string }
  | {
      readonly kind: 'instruction';
      readonly component: ComponentFunction;
      /** Place within its component function, from 0. */
      readonly index: number;
      /** The instruction without indentation or comment. */
      readonly text: string;
      readonly dead: boolean;
    };

/** The lines of an algorithm's listing: a header for each component function, then its instructions. */
export function listAlgorithm(algorithm: Algorithm, options: ListingOptions = {}): ListingLine[] {
  const { precision = 'exact', live } = options;
  const lines: ListingLine[] = [];
  let position = 0;
  for (const component of COMPONENT_FUNCTIONS) {
    lines.push({ kind: 'header', component, text: `def ${FUNCTION_TITLE[component]}():` });
    algorithm[component].forEach((instruction, index) => {
      const dead = live?.[position++] === 0;
      lines.push({ kind: 'instruction', component, index, text: describeInstruction(instruction, precision), dead });
    });
  }
  return lines;
}

/**
 * An algorithm's listing, as the reference prints it (algorithm.cc, `ToReadable`). With `exact` constants,
 * `parseAlgorithm` is its inverse. Throws a `RangeError` for an op that does not exist.
 */
export function printAlgorithm(algorithm: Algorithm, options: ListingOptions = {}): string {
  return listAlgorithm(algorithm, options).map(lineText).join('');
}

function lineText(line: ListingLine): string {
  switch (line.kind) {
    case 'header':
      return `${line.text}\n`;
    case 'instruction':
      return `  ${line.text}${line.dead ? '  # dead' : ''}\n`;
  }
}
