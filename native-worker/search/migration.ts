import type { MigrationSpec, Spec } from '../spec/spec-schema.ts';
import type { Population } from './population.ts';
import type { RandomSource } from './random-source.ts';
import { streamOfMigration } from './random-stream.ts';
import { ThreefryRandomSource } from './threefry-random-source.ts';

/** Whether individuals migrate at the barrier of an epoch. They do not from the initial population. */
export function isMigrationDue({ islands, migration }: Pick<Spec, 'islands' | 'migration'>, epoch: number): boolean {
  return migration !== null && islands > 1 && epoch > 0 && epoch % migration.everyEpochs === 0;
}

/**
 * The island that each island receives migrants from, by its number: on a ring the one before it; else any other one,
 * drawn for this run, experiment and epoch.
 */
export function migrationSources(
  { seed, islands }: Pick<Spec, 'seed' | 'islands'>,
  { topology }: MigrationSpec,
  experiment: number,
  epoch: number,
): readonly number[] {
  const numbers = Array.from({ length: islands }, (_, island) => island);
  switch (topology) {
    case 'ring':
      return numbers.map((island) => (island + islands - 1) % islands);
    case 'random': {
      const random = new ThreefryRandomSource(streamOfMigration({ seed, experiment }), epoch * islands * BLOCKS_EACH);
      return numbers.map((island) => {
        const other = random.slot(islands - 1);
        return other < island ? other : other + 1;
      });
    }
  }
}

/** Blocks of the stream set apart for each choice, which takes one but for a few in a million. */
const BLOCKS_EACH = 16;

/** A population, as far as migration looks at it. */
type Fitnesses = Pick<Population, 'fitness' | 'size'>;

/** The slots whose individuals leave copies elsewhere: the fittest, the lowest slot on ties, or any. */
export function emigrantSlots(population: Fitnesses, migration: MigrationSpec, random: RandomSource): Uint32Array {
  const { fitness } = population;
  return chosenSlots(population, migration, random, (a, b) => fitness[b]! - fitness[a]! || a - b);
}

/** The slots that migrants take: those of the least fit, the highest slot on ties, or any. */
export function immigrantSlots(population: Fitnesses, migration: MigrationSpec, random: RandomSource): Uint32Array {
  const { fitness } = population;
  return chosenSlots(population, migration, random, (a, b) => fitness[a]! - fitness[b]! || b - a);
}

/** @param compare which slot comes first where the choice is not random */
function chosenSlots(
  { size }: Fitnesses,
  { select, count }: MigrationSpec,
  random: RandomSource,
  compare: (a: number, b: number) => number,
): Uint32Array {
  switch (select) {
    case 'best':
      return slotsInOrder(size, compare).slice(0, count);
    case 'random':
      return randomSlots(size, count, random);
  }
}

function slotsInOrder(size: number, compare: (a: number, b: number) => number): Uint32Array {
  return Uint32Array.from({ length: size }, (_, slot) => slot).sort(compare);
}

/** Different slots, each as likely as any other. */
function randomSlots(size: number, count: number, random: RandomSource): Uint32Array {
  const slots = Uint32Array.from({ length: size }, (_, slot) => slot);
  for (let k = 0; k < count; k++) {
    const other = k + random.slot(size - k);
    const kept = slots[k]!;
    slots[k] = slots[other]!;
    slots[other] = kept;
  }
  return slots.slice(0, count);
}
