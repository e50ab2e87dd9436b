import type { ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import { initialProgram } from './initial-program.ts';
import type { Island } from './island.ts';
import { ValidProgramSampler } from './valid-program-sampler.ts';

/** Gives out the programs that an island is founded with; random ones pass the method's validity filter. */
export class FounderPrograms {
  readonly #sampler: ValidProgramSampler;
  /** Null where each is drawn. */
  readonly #always: Program | null;

  constructor(island: Island) {
    const { spec, random } = island;
    this.#always = initialProgram(spec);
    this.#sampler = new ValidProgramSampler(spec, spec.method, random, () => {
      island.refuse();
    });
  }

  /** Overwrites a program by the next founder's. */
  writeNext(program: ProgramBuffer): void {
    if (this.#always === null) this.#sampler.draw(program);
    else program.copyFrom(this.#always);
  }
}
