import type { Spec } from '../spec/spec-schema.ts';
import { IslandHost, type HostServices } from './island-host.ts';
import { RunCoordinator } from './run-coordinator.ts';
import type { RunEvent } from './run-events.ts';
import type { RunFigures } from './run-figures.ts';
import type { RunResult } from './run-result.ts';
import type { SavedRun } from './saved-run.ts';

/** What a run needs from outside. */
export type RunServices = HostServices;

/**
 * A run in one process: its coordinator with one host for all islands. A state machine without clock or I/O: `advance` does
 * a piece of work, and between two pieces the run can be saved if it is at rest. What comes out depends on the spec alone.
 */
export class RunSession {
  readonly #coordinator: RunCoordinator;
  readonly #host: IslandHost;
  #isOpen = false;

  private constructor(spec: Spec, services: RunServices, coordinator: RunCoordinator) {
    const { quarantine } = coordinator;
    this.#coordinator = coordinator;
    this.#host = new IslandHost(spec, services, { quarantine });
  }

  /**
   * A run from its beginning.
   *
   * @throws {SpecError} where listed seeds give two of the three sets the same images
   */
  static start(spec: Spec, services: RunServices): RunSession {
    return new RunSession(spec, services, RunCoordinator.start(spec));
  }

  /**
   * A run from where it was saved; the spec must be the one it was started with.
   *
   * @throws {RangeError} where the state was saved by another version of the engine
   */
  static resume(spec: Spec, services: RunServices, saved: SavedRun): RunSession {
    return new RunSession(spec, services, RunCoordinator.resume(spec, saved));
  }

  get finished(): boolean {
    return this.#coordinator.finished;
  }

  /** The digest so far; the run's, once it is finished. */
  digest(): string {
    return this.#coordinator.digest();
  }

  /**
   * Does a piece of work, of some tens of milliseconds; says what happened. Nothing is left to do once finished.
   *
   * @throws {TaskDataError} where the data cannot give what the spec asks for
   */
  advance(): readonly RunEvent[] {
    const opening = this.#isOpen ? [] : this.#coordinator.open(1);
    this.#isOpen = true;
    this.#hand();
    if (this.#host.hasWork) this.#host.advance();
    return [...opening, ...this.#collect()];
  }

  /** Where the run stands. */
  figures(): RunFigures {
    for (const report of this.#host.figures()) this.#coordinator.take(0, report);
    return this.#coordinator.figures();
  }

  /**
   * What the run found.
   *
   * @throws {Error} unless it is finished
   */
  result(): RunResult {
    return this.#coordinator.result();
  }

  /** Whether no candidate is under way: only then can the run be saved. */
  get isAtRest(): boolean {
    return this.#host.isAtRest;
  }

  /**
   * All that `resume` needs. A look that is under way is begun anew.
   *
   * @throws {Error} unless the run is at rest
   */
  save(): SavedRun {
    if (!this.isAtRest)
      throw new Error('a run is saved while a candidate is under way: advance it until it is at rest');
    this.#coordinator.cut();
    this.#hand();
    this.#collect();
    const saved = this.#coordinator.takeSaved();
    if (saved === null) throw new Error('the host has not answered the order of a cut');
    return saved;
  }

  #hand(): void {
    for (const { order } of this.#coordinator.takeOrders()) this.#host.take(order);
  }

  #collect(): readonly RunEvent[] {
    return this.#host.reports().flatMap((report) => this.#coordinator.take(0, report));
  }
}
