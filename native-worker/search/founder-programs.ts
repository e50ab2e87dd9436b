import type { Program } from '../algorithm/program.ts';
import { initialPrograms } from './initial-program.ts';
import type { Island } from './island.ts';
import { ValidProgramSampler } from './valid-program-sampler.ts';

/** Makes the programs that an island is founded with; random ones pass the method's validity filter. */
export function founderPrograms(island: Island): () => Program {
  const { spec, random } = island;
  const sampler = new ValidProgramSampler(spec, spec.method, random, () => {
    island.refuse();
  });
  return initialPrograms(spec, () => sampler.draw());
}
