/**
 * What the search draws, by name, so that another generator can be put in its place draw by draw
 * (the reference's lives in the tests and says which of its words each kind of draw takes).
 * Every call consumes its draw, also where only one value is possible.
 */
export interface RandomSource {
  /** Uniform in 0 .. count-1: an address of a register. */
  address(count: number): number;
  /** Uniform in 0 .. count-1: a place in a list of allowed ops. */
  op(count: number): number;
  /** Uniform in 0 .. count-1: a position in a component function. */
  position(count: number): number;
  /** Uniform in 0 .. count-1: a slot of the population. */
  slot(count: number): number;
  /** Uniform in 0 .. count-1: one of a few alternatives (which mutation, which function, which field). */
  choice(count: number): number;
  /** A task seed: uniform in 2 .. 2^32 - 2. */
  seed(): number;
  /** Uniform in [0, 1), single precision: compared with a probability. */
  probability(): number;
  /** Uniform in [0, 1), single precision: an index as a fraction. */
  fraction(): number;
  /** Uniform in the open interval (-1, 1), double precision. */
  signedDouble(): number;
  /** Uniform in [-1, 1), single precision. */
  signedFloat(): number;
  /** Standard Gaussian, double precision. */
  gaussianDouble(): number;
  /** Standard Gaussian, single precision. */
  gaussianFloat(): number;
}
