import type { Program } from '../algorithm/program.ts';
import type { Evaluator } from '../evaluator/evaluator.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { IslandOrder, IslandPlace, IslandReport, LookOrder } from './island-messages.ts';
import { IslandRun } from './island-run.ts';
import { type RunTaskSets, runTaskSets, type TaskSource } from './run-task-sets.ts';
import type { QuarantinedCandidate } from './saved-run.ts';
import { SetScoring } from './set-scoring.ts';

/** Entries that a slice of a look goes through, about: some tens of milliseconds of the slowest evaluator. */
const SLICE = 1_000_000;

/** What a host needs from outside. */
export interface HostServices {
  readonly evaluator: Evaluator;
  readonly tasks: TaskSource;
}

/** What a host may be asked to mind. */
export interface HostOptions {
  /** Not to be evaluated. None unless given. */
  readonly quarantine?: readonly QuarantinedCandidate[] | undefined;
  /** Told of each candidate before it is evaluated. */
  readonly onCandidate?: ((candidate: QuarantinedCandidate & { readonly program: Program }) => void) | undefined;
  /** Told of each look before it is scored: no candidate is under way then. */
  readonly onLook?: (() => void) | undefined;
}

/** An island with the barrier that it may go on to. */
interface HostedIsland {
  readonly run: IslandRun;
  through: number;
}

/** A look that was ordered, and once its tasks are made, how far it is. */
interface OrderedLook {
  readonly order: LookOrder;
  scoring: SetScoring | null;
}

/**
 * Has some islands of a run and works on them as its coordinator orders (`island-messages.ts`): looks first, then the
 * island that is furthest behind. Between two pieces of work it can be told anything, and told from anywhere.
 */
export class IslandHost {
  readonly #spec: Spec;
  readonly #evaluator: Evaluator;
  readonly #options: HostOptions;
  readonly #sets: RunTaskSets;
  readonly #islands = new Map<number, HostedIsland>();
  #look: OrderedLook | null = null;
  #isCutting = false;
  #reports: IslandReport[] = [];

  /**
   * @throws {SpecError} where listed seeds give two of the three sets the same images
   */
  constructor(spec: Spec, { evaluator, tasks }: HostServices, options: HostOptions = {}) {
    this.#spec = spec;
    this.#evaluator = evaluator;
    this.#options = options;
    this.#sets = runTaskSets(spec, tasks);
  }

  /** Takes an order. What takes time is left to `advance`. */
  take(order: IslandOrder): void {
    switch (order.kind) {
      case 'open':
        this.#islands.clear();
        for (const place of order.islands)
          this.#islands.set(place.island, { run: this.#open(order.experiment, place), through: -1 });
        break;
      case 'go': {
        const island = this.#island(order.island);
        island.through = order.through;
        island.run.settle(order.settled);
        break;
      }
      case 'immigrate':
        this.#island(order.island).run.immigrate(order.migrants);
        break;
      case 'champion':
        this.#tellChampion(order.island, order.epoch);
        break;
      case 'look':
        this.#look = { order: order.look, scoring: null };
        break;
      case 'cut':
        this.#isCutting = true;
        this.#cutIfAtRest();
        break;
    }
  }

  /** Whether there is anything to do before the next order. */
  get hasWork(): boolean {
    return this.#look !== null || this.#isCutting || this.#next() !== null;
  }

  /** Whether no candidate is under way. */
  get isAtRest(): boolean {
    return [...this.#islands.values()].every(({ run }) => run.isAtRest);
  }

  /**
   * Does a piece of work, of some tens of milliseconds; what comes of it stands in the reports.
   *
   * @throws {TaskDataError} where the data cannot give what the spec asks for
   */
  advance(): void {
    if (this.#look !== null && this.isAtRest) {
      this.#advanceLook(this.#look);
      return;
    }
    const next = this.#next();
    const barrier = next?.run.advance(this.#isCutting || this.#look !== null) ?? null;
    if (barrier !== null) this.#reports.push({ kind: 'barrier', barrier });
    if (this.#isCutting) this.#cutIfAtRest();
  }

  /** What there is to tell since this was asked last. */
  reports(): readonly IslandReport[] {
    const reports = this.#reports;
    this.#reports = [];
    return reports;
  }

  /** Where its islands stand between two barriers, for display. */
  figures(): readonly IslandReport[] {
    return Array.from(this.#islands, ([island, { run }]): IslandReport => ({
      kind: 'figures',
      experiment: run.experiment,
      island,
      epoch: run.epoch,
      figures: run.figures(),
    }));
  }

  /** The island to work on: one in the midst of a candidate first, then the one that is furthest behind. */
  #next(): HostedIsland | null {
    let next: HostedIsland | null = null;
    for (const hosted of this.#islands.values()) {
      const { run, through } = hosted;
      if (!run.isAtRest) return hosted;
      if (this.#isCutting || run.epoch >= through || run.awaitsMigrants) continue;
      if (next === null || run.epoch < next.run.epoch) next = hosted;
    }
    return next;
  }

  #advanceLook(look: OrderedLook): void {
    if (look.scoring === null) this.#options.onLook?.();
    const { program, role, experiment, noiseSeed } = look.order;
    const set = this.#sets.get(role, experiment);
    look.scoring ??= new SetScoring(program, set, this.#evaluator, this.#spec, noiseSeed);
    if (!look.scoring.advance(SLICE)) return;
    this.#reports.push({ kind: 'score', score: look.scoring.score(), taskSet: set.hash });
    this.#look = null;
  }

  #tellChampion(island: number, epoch: number): void {
    const champion = this.#island(island).run.championAt(epoch);
    if (champion === null) throw new Error(`island ${island} does not remember its champion of epoch ${epoch}`);
    this.#reports.push({ kind: 'champion', island, epoch, champion });
  }

  #cutIfAtRest(): void {
    if (!this.isAtRest) return;
    this.#isCutting = false;
    this.#reports.push({ kind: 'cut', islands: Array.from(this.#islands.values(), ({ run }) => run.save()) });
  }

  #open(experiment: number, { island, saved }: IslandPlace): IslandRun {
    const { quarantine = [], onCandidate } = this.#options;
    const setup = {
      spec: this.#spec,
      experiment,
      island,
      searchSet: this.#sets.get('search', experiment),
      evaluator: this.#evaluator,
      quarantine: new Set(
        quarantine.flatMap((each) => (each.experiment === experiment && each.island === island ? [each.birth] : [])),
      ),
      onCandidate:
        onCandidate &&
        ((birth: number, program: Program) => {
          onCandidate({ experiment, island, birth, program });
        }),
    };
    return new IslandRun(setup, saved);
  }

  #island(number: number): HostedIsland {
    const island = this.#islands.get(number);
    if (island === undefined) throw new Error(`island ${number} is not here`);
    return island;
  }
}
