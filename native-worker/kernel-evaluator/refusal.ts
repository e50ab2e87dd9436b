import { STATUS } from './job-layout.ts';
import type { Kernel } from './kernel.ts';

/** That a kernel refused a job. All is checked before it is handed over, so it is a fault of this program, not of its user. */
export function refusal({ instructionSet }: Pick<Kernel, 'instructionSet'>, status: number): Error {
  const [reason] = Object.entries(STATUS).find(([, code]) => code === status) ?? ['unknown'];
  return new Error(
    `the ${instructionSet} kernel refused a job: ${reason} (${status}); expected jobs as job.hpp describes them`,
  );
}
