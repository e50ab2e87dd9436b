import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import { functionCost } from '../../native-worker/algorithm/cost.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import type { ArchivedAlgorithm } from '../history/repositories/archive.ts';
import { listingOf } from './algorithm-view.ts';

type Archived = Omit<ArchivedAlgorithm, 'experiment'>;

/** The front of an experiment: algorithms that no other one beats in both fitness on T_search and cost of a step. */
export class ChampionArchive {
  readonly #outputs: OutputKind;
  #front: readonly Archived[];

  /** @param front what is on record */
  constructor(outputs: OutputKind, front: readonly Archived[] = []) {
    this.#outputs = outputs;
    this.#front = front;
  }

  /** The cheapest first. */
  get front(): readonly Archived[] {
    return this.#front;
  }

  /** Offers an algorithm; says whether the front has changed. */
  offer(program: Program, fitness: number): boolean {
    const canonical = canonicalize(program, this.#outputs);
    const cost = functionCost(canonical, 'predict') + functionCost(canonical, 'learn');
    if (this.#front.some((other) => other.fitness >= fitness && other.cost <= cost)) return false;
    const hash = contentHash(program, this.#outputs);
    const kept = this.#front.filter((other) => other.fitness > fitness || other.cost < cost);
    const added = { hash, fitness, cost, listing: listingOf(program) };
    this.#front = [...kept, added].toSorted((one, other) => one.cost - other.cost);
    return true;
  }
}
