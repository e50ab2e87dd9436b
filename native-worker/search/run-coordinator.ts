import type { Spec } from '../spec/spec-schema.ts';
import { type AddressedOrder, Hosts } from './hosts.ts';
import type { IslandPlace, IslandReport } from './island-messages.ts';
import { RunCourse } from './run-course.ts';
import { RunCut } from './run-cut.ts';
import type { RunEvent } from './run-events.ts';
import type { RunFigures } from './run-figures.ts';
import type { RunResult } from './run-result.ts';
import { checkSavedRun, firstState, type QuarantinedCandidate, type SavedRun } from './saved-run.ts';
import { sendMigrants } from './send-migrants.ts';

/** Islands may be so many epochs ahead of what is settled, unless told otherwise. */
const DEFAULT_AHEAD = 1;

/**
 * Leads a run whose islands live with hosts: shares the islands out, orders what its course needs, and takes what hosts
 * report. What comes out depends on the spec alone: not on the hosts, on what takes how long, or on cuts. A state machine
 * without clock or I/O, on plain messages (`island-messages.ts`).
 */
export class RunCoordinator {
  readonly #spec: Spec;
  readonly #course: RunCourse;
  #hosts: Hosts | null = null;
  /** Number of the experiment whose islands hosts have; null for none. */
  #opened: number | null = null;
  /** By island: where it went on when hosts were opened last. */
  #places: readonly IslandPlace[];
  #ahead = DEFAULT_AHEAD;
  #cut: RunCut | null = null;
  #saved: SavedRun | null = null;

  private constructor(spec: Spec, saved: SavedRun) {
    this.#spec = spec;
    this.#course = new RunCourse(spec, saved);
    this.#places = saved.experiment?.islands.map((island, number) => ({ island: number, saved: island })) ?? [];
  }

  /** A run from its beginning. */
  static start(spec: Spec): RunCoordinator {
    return new RunCoordinator(spec, firstState(spec));
  }

  /**
   * A run from where it was cut; the spec must be the one it was started with.
   *
   * @throws {RangeError} where the state was saved by another version of the engine
   */
  static resume(spec: Spec, saved: SavedRun): RunCoordinator {
    checkSavedRun(saved);
    return new RunCoordinator(spec, saved);
  }

  get finished(): boolean {
    return this.#course.finished;
  }

  /** Candidates that hosts are not to evaluate. */
  get quarantine(): readonly QuarantinedCandidate[] {
    return this.#course.quarantine;
  }

  /** Has a candidate not evaluated, and says so in the digest. Before hosts are opened. */
  addQuarantine(candidate: QuarantinedCandidate): void {
    this.#course.addQuarantine(candidate);
  }

  /** Begins, or goes on from where it was resumed, with some hosts: at least one, at most as many as there are islands. */
  open(hosts: number): readonly RunEvent[] {
    this.#hosts = new Hosts(hosts);
    this.#course.desk.startAgain();
    const { underWay } = this.#course;
    if (underWay !== null) this.#openIslands(underWay.number, this.#places);
    return this.#proceed(this.#hosts);
  }

  /** What is to be sent to hosts, in this order. */
  takeOrders(): readonly AddressedOrder[] {
    return this.#hosts?.takeOrders() ?? [];
  }

  /**
   * Takes a host's report; says what came of it.
   *
   * @throws {Error} before hosts are opened
   */
  take(host: number, report: IslandReport): readonly RunEvent[] {
    const cut = this.#cut;
    if (this.#hosts === null) throw new Error('a report came before hosts were opened');
    if (cut === null) return [...this.#handle(report), ...this.#proceed(this.#hosts)];
    if (!cut.take(host, report)) return [];
    this.#cut = null;
    this.#saved = cut.saved();
    return cut.waiting.flatMap((sent) => this.take(sent.host, sent.report));
  }

  /** Lets islands be so many epochs ahead of what is settled, at least 1: it changes no result, but how long hosts wait. */
  allowAhead(epochs: number): void {
    this.#ahead = epochs;
    this.#letGo();
  }

  /** Begins a cut; `takeSaved` gives it once the hosts have answered. */
  cut(): void {
    if (this.#cut !== null) return;
    const state = this.#course.save();
    if (this.#hosts === null || this.#opened === null) {
      const islands = this.#course.underWay === null ? [] : this.#places.map(({ saved }) => saved);
      this.#saved = { ...state, experiment: state.experiment && { ...state.experiment, islands } };
      return;
    }
    this.#cut = new RunCut(state, this.#hosts.count);
    this.#hosts.toAll({ kind: 'cut' });
  }

  /** The run as it was cut, once for each cut: all that `resume` needs. Looks that were under way are begun anew. */
  takeSaved(): SavedRun | null {
    const saved = this.#saved;
    this.#saved = null;
    return saved;
  }

  /** The digest so far; the run's, once it is finished. */
  digest(): string {
    return this.#course.digest();
  }

  /** Where the run stands, as far as hosts have told; for display. */
  figures(): RunFigures {
    return this.#course.figures();
  }

  /**
   * What the run found.
   *
   * @throws {Error} unless it is finished
   */
  result(): RunResult {
    return this.#course.result();
  }

  #handle(report: IslandReport): readonly RunEvent[] {
    const course = this.#course;
    switch (report.kind) {
      case 'barrier':
        if (report.barrier.experiment === this.#opened) course.underWay?.take(report.barrier);
        return [];
      case 'figures':
        if (report.experiment === this.#opened) course.underWay?.show(report.island, report.figures);
        return [];
      case 'champion':
        course.takeChampion(report.champion);
        return [];
      case 'score':
        return course.takeScore(report.score, report.taskSet);
      case 'cut':
        throw new Error('a host answered the order of a cut, which nobody gave');
    }
  }

  /** Does all that can be done with what is known, and orders what is needed next. */
  #proceed(hosts: Hosts): readonly RunEvent[] {
    const events: RunEvent[] = [];
    for (let step: readonly RunEvent[] | null = []; step !== null; step = this.#step(hosts)) events.push(...step);
    this.#letGo();
    this.#course.orderLook(hosts);
    return events;
  }

  #step(hosts: Hosts): readonly RunEvent[] | null {
    const { underWay } = this.#course;
    // Migrants wait for no look: what comes of it cannot change what they are.
    const migrated = underWay && sendMigrants(this.#spec, underWay, hosts);
    if (migrated !== null) return migrated;
    const events = this.#course.step();
    const next = this.#course.underWay?.number ?? null;
    if (next !== this.#opened) this.#openIslands(next, next === null ? [] : newPlaces(this.#spec.islands));
    return events;
  }

  /** Has hosts give up the islands that they have and begin others; none where there is no experiment. */
  #openIslands(experiment: number | null, places: readonly IslandPlace[]): void {
    this.#opened = experiment;
    this.#places = places;
    this.#hosts?.open(experiment ?? 0, places);
  }

  /** A barrier whose champion is still to be told is not settled for the islands. */
  #letGo(): void {
    const { underWay, desk } = this.#course;
    if (underWay === null) return;
    const { settled } = underWay;
    this.#hosts?.go(settled + this.#ahead, desk.isChampionDue ? settled - 1 : settled);
  }
}

/** Islands that begin. */
function newPlaces(islands: number): readonly IslandPlace[] {
  return Array.from({ length: islands }, (_, island) => ({ island, saved: null }));
}
