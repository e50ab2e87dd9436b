import { COMPONENT_FUNCTIONS } from '../algorithm/component-function.ts';
import { OPS } from '../algorithm/op-table.ts';
import { firstWritable } from '../algorithm/output-kind.ts';
import { REGISTER_COUNT_FIELD, REGISTER_KINDS, registerCount, type RegisterKind } from '../algorithm/register-kind.ts';
import type { SpecProblem } from './spec-error.ts';
import type { Spec } from './spec-schema.ts';

/** What the ops and the outputs need of registers that there are not. */
export function checkAddresses(spec: Spec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  if (spec.outputs === 'vector' && spec.addresses.vectors < 3) {
    problems.push({
      path: 'addresses.vectors',
      message: `vector outputs need v0 to v2: expected at least 3, found ${spec.addresses.vectors}`,
    });
  }
  for (const component of COMPONENT_FUNCTIONS) {
    for (const number of new Set(spec.ops[component])) {
      for (const kind of REGISTER_KINDS) {
        const message = missingRegisters(spec, number, kind);
        if (message !== null) problems.push({ path: `ops.${component}`, message });
      }
    }
  }
  return problems;
}

function missingRegisters(spec: Spec, number: number, kind: RegisterKind): string | null {
  const op = OPS[number]!;
  const writes = op.output === kind;
  // Reserved registers come first and are never written, so writing needs one register more than they are.
  const needed = writes ? firstWritable(kind, spec.outputs) + 1 : op.inputs.includes(kind) ? 1 : 0;
  const found = registerCount(kind, spec.addresses);
  if (found >= needed) return null;
  return `${op.name} (${number}) ${writes ? 'writes' : 'reads'} a ${kind}, but addresses.${REGISTER_COUNT_FIELD[kind]} is ${found}; expected at least ${needed}, or remove the op`;
}
