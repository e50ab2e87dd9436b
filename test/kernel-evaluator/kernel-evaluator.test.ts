import { describe, expect, it } from 'vitest';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { KernelEvaluator } from '../../native-worker/kernel-evaluator/kernel-evaluator.ts';
import type { Kernel } from '../../native-worker/kernel-evaluator/kernel.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { incrementExamples, setOf, taskOf } from '../evaluator/example-tasks.ts';
import { runProgram, WHOLE } from '../evaluator/run-program.ts';

const SET = setOf(2, [taskOf(incrementExamples(2, 5), incrementExamples(2, 5))]);

/** A kernel that gives answers and does nothing, with an arena that has so many bytes at most. */
function scriptedKernel(answers: readonly number[], mostBytes = Infinity): Kernel & { readonly allocated: number[] } {
  const allocated: number[] = [];
  let calls = 0;
  const memory = (bytes: number): Uint8Array<ArrayBuffer> => {
    if (bytes > mostBytes) throw new RangeError('Array buffer allocation failed');
    allocated.push(bytes);
    return new Uint8Array(bytes);
  };
  return {
    name: 'native',
    instructionSet: 'scripted',
    width: 2,
    allocated,
    allocate: (bytes) => {
      let view = memory(bytes);
      return {
        get view() {
          return view;
        },
        grow: (more) => {
          const larger = memory(more);
          larger.set(view);
          view = larger;
        },
        advance: () => answers[calls++]!,
      };
    },
  };
}

function evaluate(kernel: Kernel, program: Program = programOf({})): void {
  new KernelEvaluator(kernel).evaluate(program, SET, { ...WHOLE, record: 'nothing' }, [0], allocateResult(SET));
}

describe('an evaluator by the kernel', () => {
  it('asks the kernel to work on until all is done', () => {
    const evaluator = new KernelEvaluator(scriptedKernel([1, 1, 0]));
    evaluator.begin(programOf({}), SET, { ...WHOLE, record: 'nothing' }, [0], allocateResult(SET));
    expect([1, 2, 3, 4].map((work) => evaluator.advance(work))).toEqual([false, false, true, true]);
  });

  it('has nothing to do before anything was begun', () => {
    expect(new KernelEvaluator(scriptedKernel([])).advance(1)).toBe(true);
  });

  it('says which kernel refused a job, and why', () => {
    expect(() => {
      evaluate(scriptedKernel([-3]));
    }).toThrow('the scripted kernel refused a job: badProgram (-3)');
  });

  it('says how much memory it could not have, and what to do', () => {
    expect(() => {
      evaluate(scriptedKernel([0], 100));
    }).toThrow(
      /^evaluator native: 1 MB of memory could not be had; expected room for .*; take fewer tasks or examples/,
    );
  });

  it('makes one arena for a task set, and lets it grow with the programs', () => {
    const kernel = scriptedKernel([0, 0, 0]);
    const evaluator = new KernelEvaluator(kernel);
    const large = programOf({ setup: Array.from({ length: 200 }, (_, k) => `m${k} = m${k} + m${k}`).join(';') });
    for (const program of [programOf({}), large, large]) {
      evaluator.evaluate(program, SET, { ...WHOLE, record: 'nothing' }, [0], allocateResult(SET));
    }
    const [first, ...more] = kernel.allocated;
    expect(kernel.allocated.toSorted((a, b) => a - b)).toEqual(kernel.allocated);
    expect(more.at(-1)!).toBeGreaterThan(first!);
    expect(kernel.allocated.length).toBeLessThan(5);
  });

  it('finds the same after programs that needed more room, of every shape', () => {
    const learner = programOf({ predict: 's1 = dot(v0, v1)', learn: 's2 = s0 - s1; v2 = s2 * v0; v1 = v1 + v2' });
    const registers = Array.from({ length: 300 }, (_, k) => `m${k * 200} = outer(v0, v0)`).join(';');
    const before = runProgram(learner, SET);
    runProgram(programOf({ predict: registers }), SET);
    expect(runProgram(learner, SET)).toEqual(before);
  });

  it('is done at once with a set that has no tasks', () => {
    expect(runProgram(programOf({}), setOf(3, []))).toEqual([]);
  });
});
