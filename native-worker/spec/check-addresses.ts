import { COMPONENT_FUNCTIONS } from '../algorithm/component-function.ts';
import { OPS } from '../algorithm/op-table.ts';
import { REGISTER_KINDS, type RegisterKind } from '../algorithm/register-kind.ts';
import type { SpecProblem } from './spec-error.ts';
import type { Spec } from './spec-schema.ts';

const COUNT_KEY = { scalar: 'scalars', vector: 'vectors', matrix: 'matrices' } as const;

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
  const needed = writes ? writableFrom(kind, spec) + 1 : op.inputs.includes(kind) ? 1 : 0;
  const found = spec.addresses[COUNT_KEY[kind]];
  if (found >= needed) return null;
  return `${op.name} (${number}) ${writes ? 'writes' : 'reads'} a ${kind}, but addresses.${COUNT_KEY[kind]} is ${found}; expected at least ${needed}, or remove the op`;
}

/** Registers that may be written start after the reserved ones, so an op needs one more than its reads do. */
function writableFrom(kind: RegisterKind, spec: Spec): number {
  if (kind === 'matrix') return 0;
  return kind === 'vector' && spec.outputs === 'vector' ? 2 : 1;
}
