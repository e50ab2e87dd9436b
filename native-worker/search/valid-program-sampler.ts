import type { ProgramBuffer } from '../algorithm/program-buffer.ts';
import type { Program } from '../algorithm/program.ts';
import { ValidityFilter } from '../algorithm/validity.ts';
import type { MethodSpec, Validity } from '../spec/method-schema.ts';
import { SpecError } from '../spec/spec-error.ts';
import { drawFunction, drawProgram } from './random-program.ts';
import type { RandomSource } from './random-source.ts';
import type { SearchSpace } from './search-space.ts';

/** After this many refusals in a row a search space is taken to hold no program that passes; some seconds. */
const MOST_REFUSALS = 2_000_000;
/** How often Learn is redrawn before Predict is given up with it. */
const LEARN_DRAWS = 3000;
/** How many Setups are tried under a step that passed. */
const SETUP_DRAWS = 3;

/** Whether programs pass the filter that a method asks for. Holds scratch memory: make one for each search. */
export class ValidityGate {
  readonly filter = new ValidityFilter();
  readonly #outputs: SearchSpace['outputs'];
  readonly #required: Validity;

  constructor(space: SearchSpace, required: Validity) {
    this.#outputs = space.outputs;
    this.#required = required;
  }

  passes(program: Program): boolean {
    switch (this.#required) {
      case 'off':
        return true;
      case 'weak':
        return this.filter.judge(program, this.#outputs) !== 'invalid';
      case 'strict':
        return this.filter.judge(program, this.#outputs) === 'strict';
    }
  }
}

/**
 * Draws random programs that pass a method's validity filter.
 *
 * `plain`: whole programs until one passes. `staged`: Predict is redrawn until its own quick test passes, then Learn
 * until the step's does (or, after 3000 draws, all is begun anew), then up to three Setups until the program passes.
 * Both give passing programs only; `staged` is much faster and not uniform over them. Every draw that was refused,
 * of a program or of a function, is counted.
 */
export class ValidProgramSampler {
  readonly #space: SearchSpace;
  readonly #method: Pick<MethodSpec, 'validity' | 'sampling'>;
  readonly #random: RandomSource;
  readonly #gate: ValidityGate;
  readonly #refuse: () => void;
  readonly #mostRefusals: number;
  #refusalsInRow = 0;

  /**
   * @param refuse called for every refusal
   * @param mostRefusals how many in a row are taken to mean that no program passes
   */
  constructor(
    space: SearchSpace,
    method: Pick<MethodSpec, 'validity' | 'sampling'>,
    random: RandomSource,
    refuse: () => void,
    mostRefusals = MOST_REFUSALS,
  ) {
    this.#space = space;
    this.#method = method;
    this.#random = random;
    this.#gate = new ValidityGate(space, method.validity);
    this.#refuse = refuse;
    this.#mostRefusals = mostRefusals;
  }

  /**
   * Overwrites a program by a random one of the initial sizes that passes.
   *
   * @throws {SpecError} if too many in a row were refused
   */
  draw(program: ProgramBuffer): void {
    this.#refusalsInRow = 0;
    const staged = this.#method.sampling === 'staged' && this.#method.validity !== 'off';
    while (!(staged ? this.#drawInStages(program) : this.#drawWhole(program)));
  }

  #drawWhole(program: ProgramBuffer): boolean {
    drawProgram(program, this.#space, this.#random);
    return this.#accept(this.#gate.passes(program));
  }

  #drawInStages(program: ProgramBuffer): boolean {
    const { setup, predict, learn } = this.#space.sizes;
    const { filter } = this.#gate;
    const { outputs } = this.#space;
    program.reset(setup.init, predict.init, learn.init);
    do {
      drawFunction(program, 'predict', this.#space, this.#random);
    } while (!this.#accept(filter.predictMayPass(program, outputs)));
    let draws = 0;
    do {
      if (draws++ === LEARN_DRAWS) return false;
      drawFunction(program, 'learn', this.#space, this.#random);
    } while (!this.#accept(filter.stepMayPass(program, outputs)));
    for (let k = 0; k < SETUP_DRAWS; k++) {
      drawFunction(program, 'setup', this.#space, this.#random);
      if (this.#accept(this.#gate.passes(program))) return true;
    }
    return false;
  }

  #accept(passed: boolean): boolean {
    if (passed) return true;
    this.#refuse();
    if (++this.#refusalsInRow < this.#mostRefusals) return false;
    throw new SpecError([
      {
        path: 'method.validity',
        message: `no random program passed the filter "${this.#method.validity}" in ${this.#mostRefusals} draws; allow more ops, registers or instructions, or a weaker filter`,
      },
    ]);
  }
}
