import { KernelEvaluator } from '../../native-worker/kernel-evaluator/kernel-evaluator.ts';
import type { Arena, Kernel } from '../../native-worker/kernel-evaluator/kernel.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import type { SelfCheckCase } from '../../native-worker/tiers/self-check-cases.ts';

/** An arena with a job that is ready to be worked on. */
export interface WrittenJob {
  readonly arena: Arena;
  /** All of the arena, to be put back by `restore`. */
  readonly bytes: Uint8Array;
  /** Makes the arena what it was when the job had just been written. */
  readonly restore: () => void;
}

/** The job that the evaluator writes for a case, and the arena of a kernel that it stands in. */
export function writtenJob(kernel: Kernel, { program, set, request }: SelfCheckCase): WrittenJob {
  let arena: Arena | undefined;
  const evaluator = new KernelEvaluator({
    ...kernel,
    allocate: (bytes) => (arena = kernel.allocate(bytes)),
  });
  const indices = set.tasks.map((_, index) => index);
  evaluator.begin(program, set, request, indices, allocateResult(set, request.record));
  const made = arena!;
  const bytes = bytesOf(made).slice();
  return {
    arena: made,
    bytes,
    restore: () => {
      bytesOf(made).set(bytes);
    },
  };
}

/** The memory of an arena. */
export function bytesOf({ view }: Arena): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** The memory of an arena as words of 32 bits. */
export function wordsOf({ view }: Arena): Uint32Array {
  return new Uint32Array(view.buffer, view.byteOffset, Math.floor(view.byteLength / 4));
}
