import type { OutputKind } from '../algorithm/output-kind.ts';
import type { AddressCounts, RegisterKind } from '../algorithm/register-kind.ts';
import type { Spec } from '../spec/spec-schema.ts';

/** What programs may be made of: registers, ops by function, lengths. Any resolved spec is one. */
export type SearchSpace = Pick<Spec, 'addresses' | 'outputs' | 'ops' | 'sizes'>;

/** Number of registers of a kind; every one of them may be read. */
export function registerCount(kind: RegisterKind, addresses: AddressCounts): number {
  switch (kind) {
    case 'scalar':
      return addresses.scalars;
    case 'vector':
      return addresses.vectors;
    case 'matrix':
      return addresses.matrices;
  }
}

/**
 * The lowest address that a random instruction may write: label and features are out of reach
 * (reference: random_generator.cc), and so is the one-hot label of vector outputs, which stands in v1.
 */
export function firstWritable(kind: RegisterKind, outputs: OutputKind): number {
  switch (kind) {
    case 'scalar':
      return 1;
    case 'vector':
      return outputs === 'vector' ? 2 : 1;
    case 'matrix':
      return 0;
  }
}
