import type { Spec } from '../spec/spec-schema.ts';

/** What programs may be made of: registers, ops by function, lengths. Any resolved spec is one. */
export type SearchSpace = Pick<Spec, 'addresses' | 'outputs' | 'ops' | 'sizes'>;
