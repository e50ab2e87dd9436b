import type { Instruction } from '../algorithm/instruction.ts';
import type { RegisterKind } from '../algorithm/register-kind.ts';
import { numberLiteral } from './number-literal.ts';

/** What an emitter needs beside the instruction itself. */
export interface EmitContext {
  /** The expression that names a register: `this.prediction`. */
  readonly register: (kind: RegisterKind, address: number) => string;
  /** The expression that gives the random stream at this instruction. */
  readonly noise: string;
}

/** One statement for one instruction, and the helpers (`runtime.ts`) and numerics that it calls. */
export interface Statement {
  readonly code: string;
  readonly uses: readonly string[];
}

type Emitter = (instruction: Instruction, context: EmitContext) => Statement;

const scalar = (context: EmitContext, address: number): string => context.register('scalar', address);
const vector = (context: EmitContext, address: number): string => context.register('vector', address);
const matrix = (context: EmitContext, address: number): string => context.register('matrix', address);
const constant = (instruction: Instruction, index: number): string => numberLiteral(instruction.constants[index] ?? 0);

type Access = typeof scalar;

/** `out = a symbol b` on scalars. */
function infix(symbol: string): Emitter {
  return ({ in1, in2, out }, context) => ({
    code: `${scalar(context, out)} = ${scalar(context, in1)} ${symbol} ${scalar(context, in2)};`,
    uses: [],
  });
}

/** `out = name(a, b, ...)`: a call that gives a scalar. */
function scalarCall(name: string, inputs: readonly Access[], uses: readonly string[] = [name]): Emitter {
  return (instruction, context) => ({
    code: `${scalar(context, instruction.out)} = ${name}(${inputExpressions(instruction, context, inputs)});`,
    uses,
  });
}

/** `name(a, b, out)`: a call that fills a vector or matrix. */
function fillingCall(name: string, inputs: readonly Access[], output: Access): Emitter {
  return (instruction, context) => ({
    code: `${name}(${inputExpressions(instruction, context, inputs)}, ${output(context, instruction.out)});`,
    uses: [name],
  });
}

function inputExpressions({ in1, in2 }: Instruction, context: EmitContext, inputs: readonly Access[]): string {
  return inputs.map((access, index) => access(context, index === 0 ? in1 : in2)).join(', ');
}

function entry(output: Access, name: 'setVectorEntry' | 'setMatrixEntry'): Emitter {
  return (instruction, context) => ({
    code: `${name}(${output(context, instruction.out)}, ${instruction.constants.map((_, index) => constant(instruction, index)).join(', ')});`,
    uses: [name],
  });
}

function scalarDraw(name: 'uniform' | 'gaussian'): Emitter {
  return (instruction, context) => ({
    code: `${scalar(context, instruction.out)} = ${context.noise}.${name}(${constant(instruction, 0)}, ${constant(instruction, 1)}, 0);`,
    uses: [],
  });
}

function fillingDraw(name: 'fillUniform' | 'fillGaussian', output: Access): Emitter {
  return (instruction, context) => ({
    code: `${name}(${context.noise}, ${constant(instruction, 0)}, ${constant(instruction, 1)}, ${output(context, instruction.out)});`,
    uses: [name],
  });
}

/** What each op becomes, by its number. */
export const EMITTERS: readonly Emitter[] = [
  () => ({ code: ';', uses: [] }),
  infix('+'),
  infix('-'),
  infix('*'),
  infix('/'),
  scalarCall('Math.abs', [scalar], []),
  ({ in1, out }, context) => ({ code: `${scalar(context, out)} = 1 / ${scalar(context, in1)};`, uses: [] }),
  scalarCall('sin', [scalar]),
  scalarCall('cos', [scalar]),
  scalarCall('tan', [scalar]),
  scalarCall('asin', [scalar]),
  scalarCall('acos', [scalar]),
  scalarCall('atan', [scalar]),
  scalarCall('exp', [scalar]),
  scalarCall('log', [scalar]),
  ({ in1, out }, context) => ({ code: `${scalar(context, out)} = ${scalar(context, in1)} >= 0 ? 1 : 0;`, uses: [] }),
  fillingCall('stepAboveZero', [vector], vector),
  fillingCall('stepAboveZero', [matrix], matrix),
  fillingCall('scale', [scalar, vector], vector),
  ({ in1, out }, context) => ({ code: `${vector(context, out)}.fill(${scalar(context, in1)});`, uses: [] }),
  fillingCall('reciprocals', [vector], vector),
  scalarCall('vectorNorm', [vector]),
  fillingCall('absolutes', [vector], vector),
  fillingCall('add', [vector, vector], vector),
  fillingCall('subtract', [vector, vector], vector),
  fillingCall('multiply', [vector, vector], vector),
  fillingCall('divide', [vector, vector], vector),
  scalarCall('innerProduct', [vector, vector]),
  fillingCall('outerProduct', [vector, vector], matrix),
  fillingCall('scale', [scalar, matrix], matrix),
  fillingCall('reciprocals', [matrix], matrix),
  fillingCall('matrixTimesVector', [matrix, vector], vector),
  fillingCall('repeatAsColumns', [vector], matrix),
  fillingCall('repeatAsRows', [vector], matrix),
  scalarCall('matrixNorm', [matrix]),
  fillingCall('columnNorms', [matrix], vector),
  fillingCall('rowNorms', [matrix], vector),
  fillingCall('transpose', [matrix], matrix),
  fillingCall('absolutes', [matrix], matrix),
  fillingCall('add', [matrix, matrix], matrix),
  fillingCall('subtract', [matrix, matrix], matrix),
  fillingCall('multiply', [matrix, matrix], matrix),
  fillingCall('divide', [matrix, matrix], matrix),
  fillingCall('matrixTimesMatrix', [matrix, matrix], matrix),
  scalarCall('lesser', [scalar, scalar]),
  fillingCall('lesserEach', [vector, vector], vector),
  fillingCall('matrixLesserEach', [matrix, matrix], matrix),
  scalarCall('greater', [scalar, scalar]),
  fillingCall('greaterEach', [vector, vector], vector),
  fillingCall('matrixGreaterEach', [matrix, matrix], matrix),
  scalarCall('vectorMean', [vector]),
  scalarCall('matrixMean', [matrix]),
  fillingCall('rowMeans', [matrix], vector),
  fillingCall('rowDeviations', [matrix], vector),
  scalarCall('vectorDeviation', [vector]),
  scalarCall('matrixDeviation', [matrix]),
  (instruction, context) => ({ code: `${scalar(context, instruction.out)} = ${constant(instruction, 0)};`, uses: [] }),
  entry(vector, 'setVectorEntry'),
  entry(matrix, 'setMatrixEntry'),
  scalarDraw('uniform'),
  fillingDraw('fillUniform', vector),
  fillingDraw('fillUniform', matrix),
  scalarDraw('gaussian'),
  fillingDraw('fillGaussian', vector),
  fillingDraw('fillGaussian', matrix),
];

/** The statement that an instruction becomes. */
export function emitInstruction(instruction: Instruction, context: EmitContext): Statement {
  const emitter = EMITTERS[instruction.op];
  if (emitter === undefined) throw new RangeError(`op ${instruction.op} does not exist; ops are numbered 0 to 64`);
  return emitter(instruction, context);
}
