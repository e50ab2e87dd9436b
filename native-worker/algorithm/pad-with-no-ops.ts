import type { ComponentFunction } from './component-function.ts';
import type { Algorithm, Instruction } from './instruction.ts';
import { NO_OP } from './op-table.ts';

const NO_OP_INSTRUCTION: Instruction = { op: NO_OP, in1: 0, in2: 0, out: 0, constants: [] };

/**
 * An algorithm with NO_OPs after each component function's own instructions, up to the sizes given. Functions that
 * are longer stay as they are (reference: generator.cc).
 */
export function padWithNoOps(algorithm: Algorithm, sizes: Readonly<Record<ComponentFunction, number>>): Algorithm {
  const padded = (component: ComponentFunction): Instruction[] => {
    const missing = Math.max(0, sizes[component] - algorithm[component].length);
    return [...algorithm[component], ...Array.from({ length: missing }, () => NO_OP_INSTRUCTION)];
  };
  return { setup: padded('setup'), predict: padded('predict'), learn: padded('learn') };
}
