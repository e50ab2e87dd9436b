import { OPS } from './op-table.ts';

/** What arithmetic an op is, entry by entry, whatever the kinds of its operands. */
export const NO_ARITHMETIC = 0;
export const SUM = 1;
export const DIFFERENCE = 2;
export const PRODUCT = 3;
export const QUOTIENT = 4;
const ARITHMETIC_OF_SYMBOL = { '+': SUM, '-': DIFFERENCE, '*': PRODUCT, '/': QUOTIENT } as const;

/** By op: one of the above. */
export const ARITHMETIC: ArrayLike<number> = Uint8Array.from(OPS, ({ text }) =>
  text.kind === 'infix' ? ARITHMETIC_OF_SYMBOL[text.symbol] : NO_ARITHMETIC,
);

/** The result of arithmetic between two numbers, bit by bit what evaluators compute; NaN where the op is no arithmetic. */
export function computed(arithmetic: number, x: number, y: number): number {
  switch (arithmetic) {
    case SUM:
      return x + y;
    case DIFFERENCE:
      return x - y;
    case PRODUCT:
      return x * y;
    case QUOTIENT:
      return x / y;
    default:
      return NaN;
  }
}
