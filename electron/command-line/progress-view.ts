import type { RunRecord } from '../workbench/find-run.ts';
import type { GroupObserver, LeftOutRun } from '../workbench/follow-group.ts';
import type { ExecutionEvent, FollowedRun, RunEnding } from '../workbench/follow-run.ts';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { endText, type PoolEvent } from '../workbench/open-pool.ts';
import { secondsLeft } from '../workbench/time-left.ts';
import { countText, durationText, fitnessText } from './number-text.ts';
import { cut, type LiveFigures, liveLine } from './live-line.ts';
import { RunProgress } from './run-progress.ts';
import type { Terminal } from './terminal.ts';

/** Between two lines of progress where they stay, and where one replaces the other. */
const MILLISECONDS = { plain: 5000, json: 1000, live: 250 } as const;

/** Shows one run or a group of them while they work. */
export class ProgressView implements GroupObserver {
  readonly #terminal: Terminal;
  readonly #spec: Spec;
  /** How many runs there are in all. */
  readonly #count: number;
  readonly #interval: number;
  readonly #running = new Map<string, RunProgress>();
  #done = 0;
  #solved = 0;
  #shown = performance.now();

  constructor(terminal: Terminal, spec: Spec, count: number) {
    this.#terminal = terminal;
    this.#spec = spec;
    this.#count = count;
    this.#interval = MILLISECONDS[terminal.manner.json ? 'json' : terminal.isLive ? 'live' : 'plain'];
  }

  began(run: RunRecord, references: readonly ReferenceScores[]): void {
    this.#running.set(run.id, new RunProgress(references));
    const { id, name, preset, seed, candidates } = run;
    this.#terminal.sayJson({ kind: 'started', id, name, preset, seed, candidates });
    const title = [preset ?? name, `seed ${seed}`].filter((part) => part !== '').join(', ');
    const from = candidates === 0 ? '' : `, going on after ${countText(candidates)} candidates`;
    this.#lastingLine(`run ${this.#terminal.styleMessage('bold', id)} (${title})${from}`);
    this.#toCompare(references);
  }

  happened(run: RunRecord, event: ExecutionEvent): void {
    const progress = this.#running.get(run.id);
    if (progress === undefined) return;
    progress.take(event);
    this.#tell(run, event);
    const now = performance.now();
    if (now - this.#shown < this.#interval || progress.figures === null) return;
    this.#shown = now;
    if (this.#terminal.manner.json) this.#terminal.sayJson(jsonProgress(run, progress));
    else if (this.#terminal.isLive) this.#terminal.replaceLine(this.#liveLine(progress, this.#terminal.columns - 1));
    else this.#terminal.say(this.#line(progress));
  }

  poolHappened(event: PoolEvent): void {
    if (event.kind !== 'degraded') return;
    const { worker, workersLeft, reason } = event;
    this.#terminal.sayJson({ kind: 'degraded', worker, workersLeft, reason });
    this.#lastingLine(`worker ${worker} ${reason}, again and again: going on with ${workersLeft} of them`);
  }

  ended({ run, ending }: FollowedRun): void {
    this.#running.delete(run.id);
    this.#done++;
    if (run.outcome === 'solved') this.#solved++;
    this.clear();
    if (ending?.kind === 'failed') this.#complain(run, ending);
    else if (this.#count > 1) {
      const best = `T_search ${fitnessText(run.bestSearch)}, T_select ${fitnessText(run.bestSelect)}`;
      this.#lastingLine(
        `run ${run.id} (seed ${run.seed}): ${run.outcome ?? run.state}, ${best}, ${countText(run.candidates)} candidates, ${durationText(run.seconds)}`,
      );
    }
  }

  leftOut({ run, reason }: LeftOutRun): void {
    this.#done++;
    this.clear();
    // A run on its own ends the command with this message.
    if (this.#count === 1) return;
    this.#terminal.sayJson({ kind: 'left-out', id: run.id, reason: reason.message });
    this.#terminal.complain(`left out: run ${reason.message}`);
  }

  /** Takes the live line away. */
  clear(): void {
    if (this.#terminal.isLive) this.#terminal.replaceLine('');
  }

  #complain({ id }: RunRecord, { reason, detail }: Extract<RunEnding, { kind: 'failed' }>): void {
    this.#terminal.complain(`run ${id} failed: ${reason}`);
    if (this.#terminal.manner.verbose && detail !== null) this.#terminal.complain(detail);
  }

  #tell(run: RunRecord, happened: ExecutionEvent): void {
    switch (happened.kind) {
      case 'evaluator':
        this.#terminal.sayJson({ kind: 'evaluator', id: run.id, worker: happened.worker, ...happened.tier });
        break;
      case 'events':
        this.#events(run, happened.events);
        break;
      case 'worker-lost': {
        const reason = endText(happened.end);
        if (happened.goesOnInMilliseconds === null) break;
        this.#terminal.sayJson({ kind: 'restarted', id: run.id, worker: happened.worker, reason });
        this.#lastingLine(`run ${run.id}: its worker ${reason}; another one goes on from the last saved state`);
        break;
      }
      case 'quarantined': {
        const { experiment, island, birth } = happened.candidate;
        this.#terminal.sayJson({
          kind: 'quarantined',
          id: run.id,
          experiment,
          island,
          birth,
          listing: happened.listing,
        });
        this.#lastingLine(
          `run ${run.id}: candidate ${birth} of island ${island} has ended three workers and is not evaluated any more; show ${run.id} shows it`,
        );
        break;
      }
      case 'state':
      case 'saved':
        break;
    }
  }

  #events(run: RunRecord, events: readonly RunEvent[]): void {
    for (const event of events) {
      switch (event.kind) {
        case 'references':
          this.#terminal.sayJson({ kind: 'references', id: run.id, references: event.references });
          this.#toCompare(event.references);
          break;
        case 'champion': {
          const { candidates, search, select, experiment } = event.champion;
          const best = { candidates, experiment, search, select: select.fitness, isBest: event.isBest };
          this.#terminal.sayJson({ kind: 'champion', id: run.id, ...best });
          break;
        }
        case 'experiment-started':
        case 'experiment-ended':
        case 'barrier':
        case 'progress':
        case 'lineage':
        case 'migration':
        case 'finished':
          break;
      }
    }
  }

  #toCompare(references: readonly ReferenceScores[]): void {
    if (this.#count > 1) return;
    references.forEach(({ label, search, select }, index) => {
      const place = this.#terminal.isLive && index === 0 ? ' (below: after the slash)' : '';
      const scores = `T_search ${fitnessText(search)}, T_select ${fitnessText(select)}`;
      this.#lastingLine(`  to compare: ${label}: ${scores}${place}`);
    });
  }

  #line(progress: RunProgress): string {
    return this.#count === 1 ? this.#lineOfRun(progress) : this.#lineOfGroup();
  }

  #liveLine(progress: RunProgress, width: number): string {
    const figures = this.#count === 1 ? this.#liveFigures(progress) : null;
    return figures === null ? cut(this.#lineOfGroup(), width) : liveLine(figures, width);
  }

  #liveFigures({ figures, seconds, candidates, rate, references: [reference] }: RunProgress): LiveFigures | null {
    if (figures === null) return null;
    return {
      seconds,
      experiment: figures.experiment,
      candidates,
      rate,
      search: { best: figures.bestOnSearch, reference: reference?.search ?? null },
      select: { best: figures.bestOnSelect, reference: reference?.select ?? null },
      secondsLeft: secondsLeft(this.#spec, figures, seconds),
    };
  }

  #lineOfRun(progress: RunProgress): string {
    const { figures, seconds, candidates, rate, references } = progress;
    if (figures === null) return '';
    const [reference] = references;
    const beside = (value: number | null | undefined): string =>
      value === null || value === undefined ? '' : ` (hand-designed ${fitnessText(value)})`;
    const left = secondsLeft(this.#spec, figures, seconds);
    return [
      durationText(seconds),
      ...(figures.experiment > 0 ? [`experiment ${figures.experiment + 1}`] : []),
      `${countText(candidates)} candidates`,
      `${countText(rate)}/s`,
      `T_search ${fitnessText(figures.bestOnSearch)}${beside(reference?.search)}`,
      `T_select ${fitnessText(figures.bestOnSelect)}${beside(reference?.select)}`,
      ...(left === null ? [] : [`at most ${durationText(left)} left`]),
    ].join(' · ');
  }

  #lineOfGroup(): string {
    const running = [...this.#running.values()];
    const rate = running.reduce((sum, progress) => sum + progress.rate, 0);
    return [
      `${this.#done} of ${this.#count} runs done`,
      `${this.#solved} solved`,
      `${running.length} running`,
      `${countText(rate)} candidates/s`,
    ].join(' · ');
  }

  /** A line that stays, above the live line. */
  #lastingLine(text: string): void {
    this.clear();
    this.#terminal.say(text);
  }
}

function jsonProgress(run: RunRecord, { figures, seconds, candidates, rate }: RunProgress): object {
  const counts = figures?.counts;
  return {
    kind: 'progress',
    id: run.id,
    experiment: figures?.experiment ?? 0,
    candidates,
    candidatesPerSecond: rate,
    trainSteps: { charged: counts?.chargedSteps ?? 0, executed: counts?.executedSteps ?? 0 },
    refused: counts?.refused ?? 0,
    best: { search: figures?.bestOnSearch ?? null, select: figures?.bestOnSelect ?? null },
    seconds,
  };
}
