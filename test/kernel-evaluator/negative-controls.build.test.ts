import { describe, expect, it } from 'vitest';
import { buildNative } from '../../native-worker/tiers/build-native.ts';
import { loadNativeKernels } from '../../native-worker/tiers/load-native.ts';
import { WRONG_FLAGS } from '../tiers/corrupted-kernels.ts';
import { runDifferential } from './differential-run.ts';
import { evaluatorsOf, kernelsPresent } from './evaluators-present.ts';

/** A build takes some seconds, more where other tests keep the cores busy. */
const BUILD_MILLISECONDS = 180_000;

const { kernels } = await kernelsPresent();
const [right] = kernels;

/** Where there is no compiler, nothing can be built wrongly either, and that is what is seen. */
describe('the comparison notices a kernel that was built with', () => {
  it.each(Object.entries(WRONG_FLAGS))(
    '%s',
    async (_, extraFlags) => {
      const build = await buildNative({ extraFlags });
      if (build.kind === 'unavailable') {
        expect(build.reason).toMatch(/no C\+\+ compiler|no form for/);
        return;
      }
      // The best instruction set of this machine, which has fused operations if any has.
      const wrong = loadNativeKernels(build.file).filter((each) => each.instructionSet === right!.instructionSet);
      const outcome = runDifferential({ seed: 9, programs: 400, evaluators: evaluatorsOf(wrong), mostDifferences: 3 });
      expect(outcome.differences).toHaveLength(3);
      expect(outcome.differences[0]).toContain('differs from the interpreter: ');
    },
    BUILD_MILLISECONDS,
  );
});
