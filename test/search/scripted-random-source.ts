import type { RandomSource } from '../../native-worker/search/random-source.ts';

/** One draw: its name, how many alternatives it has (for those that have a number of them), and what comes out. */
export type Draw =
  | readonly [name: keyof RandomSource, value: number]
  | readonly [name: keyof RandomSource, count: number, value: number];

/** Gives out what a script says, and throws at the first draw that is not the script's next. */
export class ScriptedRandomSource implements RandomSource {
  readonly #script: Draw[];

  constructor(...script: Draw[]) {
    this.#script = script;
  }

  /** Draws of the script that were not made. */
  get left(): readonly Draw[] {
    return this.#script;
  }

  address(count: number): number {
    return this.#next('address', count);
  }

  op(count: number): number {
    return this.#next('op', count);
  }

  position(count: number): number {
    return this.#next('position', count);
  }

  slot(count: number): number {
    return this.#next('slot', count);
  }

  choice(count: number): number {
    return this.#next('choice', count);
  }

  seed(): number {
    return this.#next('seed');
  }

  probability(): number {
    return this.#next('probability');
  }

  fraction(): number {
    return this.#next('fraction');
  }

  signedDouble(): number {
    return this.#next('signedDouble');
  }

  signedFloat(): number {
    return this.#next('signedFloat');
  }

  gaussianDouble(): number {
    return this.#next('gaussianDouble');
  }

  gaussianFloat(): number {
    return this.#next('gaussianFloat');
  }

  #next(name: keyof RandomSource, count?: number): number {
    const asked = count === undefined ? name : `${name}(${count})`;
    const draw = this.#script.shift();
    if (draw === undefined) throw new Error(`${asked} was drawn after the end of the script`);
    const scripted = draw.length === 3 ? `${draw[0]}(${draw[1]})` : draw[0];
    if (asked !== scripted) throw new Error(`${asked} was drawn; the script has ${scripted} here`);
    return draw.at(-1) as number;
  }
}
