import type { Algorithm } from '../algorithm/instruction.ts';
import { linearAlgorithm, networkAlgorithm } from '../algorithm/hand-designed.ts';
import { padWithNoOps } from '../algorithm/pad-with-no-ops.ts';
import { parseAlgorithm } from '../algorithm/parse-algorithm.ts';
import { packAlgorithm, type Program } from '../algorithm/program.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { SearchSpace } from './search-space.ts';

const EMPTY: Algorithm = { setup: [], predict: [], learn: [] };

/**
 * Makes the programs that a population starts from. All but `random` are the same program each time; all but `empty`
 * have at least the initial sizes, filled up with NO_OPs at each function's end (reference: generator.cc).
 *
 * @param drawProgram makes a random program of the initial sizes
 * @throws {AlgorithmSyntaxError} where the spec's listing cannot be read, or names registers that are not there
 */
export function initialPrograms(spec: SearchSpace & Pick<Spec, 'init'>, drawProgram: () => Program): () => Program {
  if (spec.init === 'random') return drawProgram;
  const program = packAlgorithm(initialAlgorithm(spec, spec.init));
  return () => program;
}

function initialAlgorithm(spec: SearchSpace, init: Exclude<Spec['init'], 'random'>): Algorithm {
  switch (init) {
    case 'empty':
      return EMPTY;
    case 'no-op':
      return padded(EMPTY, spec);
    case 'linear':
      return padded(linearAlgorithm(), spec);
    case 'network':
      return padded(networkAlgorithm(), spec);
    default:
      return padded(parseAlgorithm(init.listing, { addresses: spec.addresses }), spec);
  }
}

function padded(algorithm: Algorithm, { sizes }: Pick<SearchSpace, 'sizes'>): Algorithm {
  return padWithNoOps(algorithm, {
    setup: sizes.setup.init,
    predict: sizes.predict.init,
    learn: sizes.learn.init,
  });
}
