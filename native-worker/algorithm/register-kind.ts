/** The three address spaces of an algorithm's memory (paper, section 2). */
export type RegisterKind = 'scalar' | 'vector' | 'matrix';

/** All register kinds, in the order in which they are numbered in packed forms. */
export const REGISTER_KINDS = ['scalar', 'vector', 'matrix'] as const;

/** The letter that names a register of a kind in listings: `s1`, `v0`, `m2`. */
export const REGISTER_LETTER: Readonly<Record<RegisterKind, string>> = {
  scalar: 's',
  vector: 'v',
  matrix: 'm',
};

/** Largest F: a vector has at most so many entries, a matrix so many rows. */
export const MOST_FEATURES = 256;

/** How many registers of each kind an algorithm's memory holds. */
export interface AddressCounts {
  readonly scalars: number;
  readonly vectors: number;
  readonly matrices: number;
}

/** The field that holds the number of registers of a kind. */
export const REGISTER_COUNT_FIELD = { scalar: 'scalars', vector: 'vectors', matrix: 'matrices' } as const;

/** Number of registers of a kind; every one of them may be read. */
export function registerCount(kind: RegisterKind, addresses: AddressCounts): number {
  return addresses[REGISTER_COUNT_FIELD[kind]];
}
