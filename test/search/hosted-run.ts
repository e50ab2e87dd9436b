import { IslandHost } from '../../native-worker/search/island-host.ts';
import type { IslandOrder, IslandReport } from '../../native-worker/search/island-messages.ts';
import { RunCoordinator } from '../../native-worker/search/run-coordinator.ts';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { services } from './run-sessions.ts';

/** A host with what is on the way to it and from it. */
interface Line {
  readonly host: IslandHost;
  readonly orders: IslandOrder[];
  readonly reports: IslandReport[];
}

/**
 * A run over several hosts, each message of which takes its own time: at every step, one thing happens that could happen
 * next, drawn at random. Messages cross as copies.
 */
export class HostedRun {
  readonly coordinator: RunCoordinator;
  readonly events: RunEvent[] = [];
  readonly #random: ThreefryRandomSource;
  readonly #lines: readonly Line[];

  constructor(spec: Spec, hosts: number, { seed, saved, ahead }: { seed: number; saved?: SavedRun; ahead?: number }) {
    this.coordinator = saved === undefined ? RunCoordinator.start(spec) : RunCoordinator.resume(spec, saved);
    this.#random = new ThreefryRandomSource({ seed, experiment: 0, island: 0, purpose: 'search' });
    this.#lines = Array.from({ length: hosts }, () => ({
      host: new IslandHost(spec, services(), { quarantine: this.coordinator.quarantine }),
      orders: [],
      reports: [],
    }));
    this.coordinator.allowAhead(ahead ?? 1);
    this.events.push(...this.coordinator.open(hosts));
  }

  /** Lets one thing happen. */
  step(): void {
    for (const { host, order } of this.coordinator.takeOrders()) this.#lines[host]!.orders.push(structuredClone(order));
    const possible = this.#lines.flatMap((line, number) => [
      ...(line.orders.length > 0
        ? [
            () => {
              line.host.take(line.orders.shift()!);
            },
          ]
        : []),
      ...(line.host.hasWork
        ? [
            () => {
              line.host.advance();
            },
          ]
        : []),
      ...(line.reports.length > 0
        ? [() => this.events.push(...this.coordinator.take(number, line.reports.shift()!))]
        : []),
    ]);
    if (possible.length === 0) throw new Error('nothing can happen any more, and the run is not finished');
    possible[this.#random.position(possible.length)]!();
    for (const line of this.#lines) line.reports.push(...structuredClone(line.host.reports()));
  }

  finish(): this {
    while (!this.coordinator.finished) this.step();
    return this;
  }

  /** Cuts the run after so many steps, or at its end; null where that came first. */
  cutAfter(steps: number): SavedRun | null {
    for (let step = 0; step < steps && !this.coordinator.finished; step++) this.step();
    if (this.coordinator.finished) return null;
    this.coordinator.cut();
    for (;;) {
      const saved = this.coordinator.takeSaved();
      if (saved !== null) return structuredClone(saved);
      this.step();
    }
  }
}
