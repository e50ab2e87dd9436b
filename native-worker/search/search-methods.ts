import type { MethodSpec } from '../spec/method-schema.ts';
import { MinimalGenerationGap } from './minimal-generation-gap.ts';
import { RandomSearch } from './random-search.ts';
import { RegularizedEvolution } from './regularized-evolution.ts';
import type { SearchMethodConstructor } from './search-method.ts';

/** Every way of searching, by the name that specs give it. */
export const SEARCH_METHODS: Readonly<Record<MethodSpec['search'], SearchMethodConstructor>> = {
  evolution: RegularizedEvolution,
  random: RandomSearch,
  mgg: MinimalGenerationGap,
};
