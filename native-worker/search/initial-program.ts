import type { Algorithm } from '../algorithm/instruction.ts';
import { linearAlgorithm, networkAlgorithm } from '../algorithm/hand-designed.ts';
import { padWithNoOps } from '../algorithm/pad-with-no-ops.ts';
import { parseAlgorithm } from '../algorithm/parse-algorithm.ts';
import { packAlgorithm, type Program } from '../algorithm/program.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { SearchSpace } from './search-space.ts';

const EMPTY: Algorithm = { setup: [], predict: [], learn: [] };

/**
 * The program that a population starts from, or null for `random`, where each individual has its own. All but `empty`
 * have at least the initial sizes, filled up with NO_OPs at each function's end (reference: generator.cc).
 *
 * @throws {AlgorithmSyntaxError} where the spec's listing cannot be read, or names registers that are not there
 */
export function initialProgram(spec: SearchSpace & Pick<Spec, 'init'>): Program | null {
  return spec.init === 'random' ? null : packAlgorithm(initialAlgorithm(spec, spec.init));
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
