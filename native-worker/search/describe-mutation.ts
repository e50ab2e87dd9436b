import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import { describeInstruction } from '../algorithm/describe-instruction.ts';
import type { Instruction } from '../algorithm/instruction.ts';
import { FUNCTION_TITLE } from '../algorithm/print-algorithm.ts';
import type { MutationRecord } from './mutation-record.ts';

/**
 * A mutation in words, for histories: `Learn line 3: s3 = s2 * s3 became s3 = s0 - s1`. Lines count from 1.
 */
export function describeMutation(record: MutationRecord): string {
  switch (record.kind) {
    case 'nothing':
      return 'no change';
    case 'alter-parameter':
    case 'randomize-instruction':
      return `${line(record.component, record.position)}: ${becoming([record.before], [record.after])}`;
    case 'randomize-function':
      return redrawn(record.component, record.before, record.after);
    case 'insert-instruction':
      return `${line(record.component, record.position)}: ${describeInstruction(record.instruction)} inserted`;
    case 'remove-instruction':
      return `${line(record.component, record.position)}: ${describeInstruction(record.instruction)} removed`;
    case 'trade-instruction': {
      const { component, inserted, removed } = record;
      const first = `${line(component, inserted.position)}: ${describeInstruction(inserted.instruction)} inserted`;
      return `${first}, then line ${removed.position + 1}: ${describeInstruction(removed.instruction)} removed`;
    }
    case 'randomize-algorithm': {
      const { before, after } = record;
      return COMPONENT_FUNCTIONS.filter((component) => before[component].length > 0)
        .map((component) => redrawn(component, before[component], after[component]))
        .join('; ');
    }
  }
}

function line(component: ComponentFunction, position: number): string {
  return `${FUNCTION_TITLE[component]} line ${position + 1}`;
}

function redrawn(component: ComponentFunction, before: readonly Instruction[], after: readonly Instruction[]): string {
  return `${FUNCTION_TITLE[component]} redrawn: ${becoming(before, after)}`;
}

/** To six digits; to the last digit where six would show no difference. */
function becoming(before: readonly Instruction[], after: readonly Instruction[]): string {
  const [from, to] = [before, after].map((each) => listing(each, 'display'));
  if (from !== to) return `${from} became ${to}`;
  return `${listing(before, 'exact')} became ${listing(after, 'exact')}`;
}

function listing(instructions: readonly Instruction[], precision: 'display' | 'exact'): string {
  return instructions.map((instruction) => describeInstruction(instruction, precision)).join(', ');
}
