import type { RegisterKind } from './register-kind.ts';

/**
 * A constant that an instruction carries.
 *
 * - `value`: set by the instruction.
 * - `row`, `column`, `index`: place of an entry as a fraction in [0, 1), so that programs do not depend on F.
 * - `low`, `high`: bounds of a uniform draw. `mean`, `deviation`: of a Gaussian draw.
 */
export type ConstantRole = 'value' | 'index' | 'row' | 'column' | 'low' | 'high' | 'mean' | 'deviation';

/**
 * When an output is zero for certain, as long as nothing overflows (no zero meets an infinity).
 *
 * - `never`: cannot be told from the inputs.
 * - `any-zero`: where at least one input is zero. `all-zero`: where every input is zero.
 * - `equal`: where both inputs are one register, or both are zero.
 */
export type ZeroRule = 'never' | 'any-zero' | 'all-zero' | 'equal';

/** How an instruction is written in a listing; see `print-algorithm.ts` and `parse-algorithm.ts`. */
export type TextForm =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'infix'; readonly symbol: '+' | '-' | '*' | '/' }
  | { readonly kind: 'reciprocal' }
  | { readonly kind: 'call'; readonly name: string; readonly suffix: string }
  | { readonly kind: 'constant' }
  | { readonly kind: 'entry' }
  | { readonly kind: 'draw'; readonly name: 'uniform' | 'gaussian'; readonly shape: string };

/** Everything that is known about an op. */
export interface Op {
  /** The paper's OP number. */
  readonly number: number;
  /** The reference's name (instruction.proto). */
  readonly name: string;
  /** Kinds of the inputs: none, one or two. */
  readonly inputs: readonly RegisterKind[];
  /** Kind of the output; null for NO_OP. */
  readonly output: RegisterKind | null;
  /** The constants it carries, in stored order. Constants are single precision, except those of op 56. */
  readonly constants: readonly ConstantRole[];
  /** Whether swapping the inputs leaves every bit of the result as it is (NaN payloads aside). */
  readonly commutative: boolean;
  /** Whether it sets one entry of its output and keeps the others, so that it reads its output too. */
  readonly partialWrite: boolean;
  /** When its output is zero for certain. Says nothing about bits: only for judging what a program cannot learn. */
  readonly zero: ZeroRule;
  /** Whether it draws random numbers. */
  readonly random: boolean;
  /** Static compute cost (reference: compute_cost.cc), independent of F. */
  readonly cost: number;
  /** What it computes, in words. */
  readonly meaning: string;
  readonly text: TextForm;
}

const NOTHING: TextForm = { kind: 'nothing' };
const CONSTANT: TextForm = { kind: 'constant' };
const ENTRY: TextForm = { kind: 'entry' };
const RECIPROCAL: TextForm = { kind: 'reciprocal' };
const infix = (symbol: '+' | '-' | '*' | '/'): TextForm => ({ kind: 'infix', symbol });
const call = (name: string, suffix = ''): TextForm => ({ kind: 'call', name, suffix });
const draw = (name: 'uniform' | 'gaussian', shape: string): TextForm => ({ kind: 'draw', name, shape });

const KIND = { s: 'scalar', v: 'vector', m: 'matrix' } as const;
type Letter = keyof typeof KIND;

const COMMUTATIVE = new Set([1, 3, 23, 25, 27, 39, 41]);
const PARTIAL_WRITE = new Set([57, 58]);
const FIRST_RANDOM_OP = 59;
const ZERO_RULES: ReadonlyMap<ZeroRule, ReadonlySet<number>> = new Map<ZeroRule, ReadonlySet<number>>([
  ['any-zero', new Set([3, 18, 25, 27, 28, 29, 31, 41, 43])],
  ['equal', new Set([2, 24, 40])],
  [
    'all-zero',
    new Set([
      ...[1, 5, 7, 9, 10, 12, 16, 17, 19, 21, 22, 23, 32, 33, 34, 35, 36, 37, 38, 39],
      ...[44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55],
    ]),
  ],
]);
const CONSTANTS: ReadonlyMap<number, readonly ConstantRole[]> = new Map<number, readonly ConstantRole[]>([
  [56, ['value']],
  [57, ['index', 'value']],
  [58, ['row', 'column', 'value']],
  [59, ['low', 'high']],
  [60, ['low', 'high']],
  [61, ['low', 'high']],
  [62, ['mean', 'deviation']],
  [63, ['mean', 'deviation']],
  [64, ['mean', 'deviation']],
]);

function zeroRuleOf(number: number): ZeroRule {
  for (const [rule, ops] of ZERO_RULES) if (ops.has(number)) return rule;
  return 'never';
}

/** `signature` is the inputs' letters, `>`, and the output's letter. */
function op(number: number, name: string, signature: string, cost: number, text: TextForm, meaning: string): Op {
  const [inputs = '', output = ''] = signature.split('>');
  return {
    number,
    name,
    inputs: Array.from(inputs, (letter) => KIND[letter as Letter]),
    output: output === '' ? null : KIND[output as Letter],
    constants: CONSTANTS.get(number) ?? [],
    commutative: COMMUTATIVE.has(number),
    partialWrite: PARTIAL_WRITE.has(number),
    zero: zeroRuleOf(number),
    random: number >= FIRST_RANDOM_OP,
    cost,
    meaning,
    text,
  };
}

const VECTOR_SHAPE = 'n_features';
const MATRIX_SHAPE = '(n_features, n_features)';

/**
 * The instruction set: 65 ops, `OPS[n].number === n` (paper, table S1; reference: instruction.proto, executor.h).
 * The single source for everything that is known about an op.
 */
export const OPS: readonly Op[] = [
  op(0, 'NO_OP', '>', 3013921, NOTHING, 'nothing'),
  op(1, 'SCALAR_SUM', 'ss>s', 4703759, infix('+'), 'sum'),
  op(2, 'SCALAR_DIFF', 'ss>s', 5102027, infix('-'), 'difference'),
  op(3, 'SCALAR_PRODUCT', 'ss>s', 4418347, infix('*'), 'product'),
  op(4, 'SCALAR_DIVISION', 'ss>s', 3963916, infix('/'), 'quotient; x / 0 is infinite, 0 / 0 is NaN'),
  op(5, 'SCALAR_ABS', 's>s', 3684352, call('abs'), 'absolute value'),
  op(6, 'SCALAR_RECIPROCAL', 's>s', 4212086, RECIPROCAL, 'one over the input'),
  op(7, 'SCALAR_SIN', 's>s', 7538523, call('sin'), 'sine, in radians'),
  op(8, 'SCALAR_COS', 's>s', 7452807, call('cos'), 'cosine, in radians'),
  op(9, 'SCALAR_TAN', 's>s', 7583203, call('tan'), 'tangent, in radians'),
  op(10, 'SCALAR_ARCSIN', 's>s', 9145616, call('arcsin'), 'arc sine; NaN outside [-1, 1]'),
  op(11, 'SCALAR_ARCCOS', 's>s', 7673039, call('arccos'), 'arc cosine; NaN outside [-1, 1]'),
  op(12, 'SCALAR_ARCTAN', 's>s', 9273978, call('arctan'), 'arc tangent'),
  op(13, 'SCALAR_EXP', 's>s', 11755929, call('exp'), 'exponential'),
  op(14, 'SCALAR_LOG', 's>s', 11627725, call('log'), 'natural logarithm; NaN below 0'),
  op(15, 'SCALAR_HEAVYSIDE', 's>s', 4057075, call('heaviside', ', 1.0'), '1 where the input is at least 0, else 0'),
  op(16, 'VECTOR_HEAVYSIDE', 'v>v', 3965743, call('heaviside', ', 1.0'), '1 where an entry is above 0, else 0'),
  op(17, 'MATRIX_HEAVYSIDE', 'm>m', 6728311, call('heaviside', ', 1.0'), '1 where an entry is above 0, else 0'),
  op(18, 'SCALAR_VECTOR_PRODUCT', 'sv>v', 3705015, infix('*'), 'every entry times the scalar'),
  op(19, 'SCALAR_BROADCAST', 's>v', 4165814, call('bcast'), 'every entry is the scalar'),
  op(20, 'VECTOR_RECIPROCAL', 'v>v', 6311851, RECIPROCAL, 'one over each entry'),
  op(21, 'VECTOR_NORM', 'v>s', 4810562, call('norm'), 'Euclidean length'),
  op(22, 'VECTOR_ABS', 'v>v', 3713533, call('abs'), 'absolute values'),
  op(23, 'VECTOR_SUM', 'vv>v', 4701519, infix('+'), 'sum, entry by entry'),
  op(24, 'VECTOR_DIFF', 'vv>v', 4165747, infix('-'), 'difference, entry by entry'),
  op(25, 'VECTOR_PRODUCT', 'vv>v', 4504555, infix('*'), 'product, entry by entry'),
  op(26, 'VECTOR_DIVISION', 'vv>v', 4556237, infix('/'), 'quotient, entry by entry'),
  op(27, 'VECTOR_INNER_PRODUCT', 'vv>s', 4294617, call('dot'), 'inner product'),
  op(28, 'VECTOR_OUTER_PRODUCT', 'vv>m', 9833707, call('outer'), 'outer product: entry (i, j) is a_i b_j'),
  op(29, 'SCALAR_MATRIX_PRODUCT', 'sm>m', 5986302, infix('*'), 'every entry times the scalar'),
  op(30, 'MATRIX_RECIPROCAL', 'm>m', 24336141, RECIPROCAL, 'one over each entry'),
  op(31, 'MATRIX_VECTOR_PRODUCT', 'mv>v', 9310002, call('dot'), 'matrix times vector'),
  op(32, 'VECTOR_COLUMN_BROADCAST', 'v>m', 10993088, call('bcast', ', axis=0'), 'every column is the vector'),
  op(33, 'VECTOR_ROW_BROADCAST', 'v>m', 11087322, call('bcast', ', axis=1'), 'every row is the vector'),
  op(34, 'MATRIX_NORM', 'm>s', 6422746, call('norm'), 'Frobenius norm'),
  op(35, 'MATRIX_COLUMN_NORM', 'm>v', 6682187, call('norm', ', axis=0'), 'Euclidean length of each column'),
  op(36, 'MATRIX_ROW_NORM', 'm>v', 13351123, call('norm', ', axis=1'), 'Euclidean length of each row'),
  op(37, 'MATRIX_TRANSPOSE', 'm>m', 9394756, call('transpose'), 'transpose'),
  op(38, 'MATRIX_ABS', 'm>m', 4630926, call('abs'), 'absolute values'),
  op(39, 'MATRIX_SUM', 'mm>m', 5579381, infix('+'), 'sum, entry by entry'),
  op(40, 'MATRIX_DIFF', 'mm>m', 5429452, infix('-'), 'difference, entry by entry'),
  op(41, 'MATRIX_PRODUCT', 'mm>m', 5475227, infix('*'), 'product, entry by entry'),
  op(42, 'MATRIX_DIVISION', 'mm>m', 18234378, infix('/'), 'quotient, entry by entry'),
  op(43, 'MATRIX_MATRIX_PRODUCT', 'mm>m', 14516296, call('matmul'), 'matrix product'),
  op(44, 'SCALAR_MIN', 'ss>s', 3677265, call('minimum'), 'the lesser; the first input on NaN or ties'),
  op(45, 'VECTOR_MIN', 'vv>v', 3989956, call('minimum'), 'the lesser, entry by entry; the first input on NaN or ties'),
  op(46, 'MATRIX_MIN', 'mm>m', 5457728, call('minimum'), 'the lesser, entry by entry; the second input on NaN or ties'),
  op(47, 'SCALAR_MAX', 'ss>s', 4573695, call('maximum'), 'the greater; the first input on NaN or ties'),
  op(48, 'VECTOR_MAX', 'vv>v', 3974229, call('maximum'), 'the greater, entry by entry; the first input on NaN or ties'),
  op(
    49,
    'MATRIX_MAX',
    'mm>m',
    5840952,
    call('maximum'),
    'the greater, entry by entry; the second input on NaN or ties',
  ),
  op(50, 'VECTOR_MEAN', 'v>s', 4280443, call('mean'), 'mean'),
  op(51, 'MATRIX_MEAN', 'm>s', 4595196, call('mean'), 'mean over all entries'),
  op(52, 'MATRIX_ROW_MEAN', 'm>v', 9763956, call('mean', ', axis=1'), 'mean of each row'),
  op(53, 'MATRIX_ROW_ST_DEV', 'm>v', 16766477, call('std', ', axis=1'), 'standard deviation of each row'),
  op(54, 'VECTOR_ST_DEV', 'v>s', 5585730, call('std'), 'standard deviation'),
  op(55, 'MATRIX_ST_DEV', 'm>s', 10640216, call('std'), 'standard deviation over all entries'),
  op(56, 'SCALAR_CONST_SET', '>s', 3691108, CONSTANT, 'a constant'),
  op(57, 'VECTOR_CONST_SET', '>v', 3991421, ENTRY, 'sets one entry and keeps the others'),
  op(58, 'MATRIX_CONST_SET', '>m', 3693035, ENTRY, 'sets one entry and keeps the others'),
  op(59, 'SCALAR_UNIFORM_SET', '>s', 26610704, draw('uniform', ''), 'a uniform draw'),
  op(60, 'VECTOR_UNIFORM_SET', '>v', 57817372, draw('uniform', VECTOR_SHAPE), 'uniform draws'),
  op(61, 'MATRIX_UNIFORM_SET', '>m', 208339446, draw('uniform', MATRIX_SHAPE), 'uniform draws'),
  op(62, 'SCALAR_GAUSSIAN_SET', '>s', 20775635, draw('gaussian', ''), 'a Gaussian draw'),
  op(63, 'VECTOR_GAUSSIAN_SET', '>v', 77483018, draw('gaussian', VECTOR_SHAPE), 'Gaussian draws'),
  op(64, 'MATRIX_GAUSSIAN_SET', '>m', 277690384, draw('gaussian', MATRIX_SHAPE), 'Gaussian draws'),
];

/** Number of the op that does nothing. */
export const NO_OP = 0;

/** The op with a number; throws a `RangeError` for numbers outside 0 to 64. */
export function opAt(number: number): Op {
  const found = OPS[number];
  if (found === undefined) throw new RangeError(`op ${number} does not exist; ops are numbered 0 to 64`);
  return found;
}

const BY_NAME: ReadonlyMap<string, Op> = new Map(OPS.map((each) => [each.name, each]));

/** The op with a reference name (`SCALAR_SUM`), or undefined. */
export function opByName(name: string): Op | undefined {
  return BY_NAME.get(name);
}
