import { checkAddresses } from './check-addresses.ts';
import { checkBudget } from './check-budget.ts';
import { checkMethod } from './check-method.ts';
import { checkOverlap } from './check-overlap.ts';
import { checkSizes } from './check-sizes.ts';
import { checkTaskVolume } from './check-task-volume.ts';
import { checkTasks } from './check-tasks.ts';
import type { SpecProblem } from './spec-error.ts';
import type { Spec } from './spec-schema.ts';

/** Everything that is wrong with a spec across its fields; empty if it can be run. */
export function checkSpec(spec: Spec): SpecProblem[] {
  const volume = checkTaskVolume(spec);
  return [
    ...checkSizes(spec),
    ...checkAddresses(spec),
    ...checkReferences(spec),
    ...checkMethod(spec),
    ...checkBudget(spec),
    ...checkTasks(spec),
    ...volume,
    // Lists the seed of every task, so not where there are too many.
    ...(volume.length === 0 ? checkOverlap(spec) : []),
  ];
}

function checkReferences({ outputs, references }: Spec): SpecProblem[] {
  if (outputs === 'scalar' || references.length === 0) return [];
  return [
    {
      path: 'references',
      message: `the hand-designed algorithms are for scalar outputs: with outputs "vector" expected none, found ${references.length}`,
    },
  ];
}
