import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { ExecutionEvent } from '../workbench/follow-run.ts';

/** What is known of a run under way, gathered from what happened. */
export class RunProgress {
  figures: RunFigures | null = null;
  references: readonly ReferenceScores[];
  seconds = 0;
  /** Candidates and seconds when this sitting began, for the rate. */
  #start: { readonly candidates: number; readonly seconds: number } | null = null;

  /** @param references as an earlier sitting scored them; empty in the first */
  constructor(references: readonly ReferenceScores[]) {
    this.references = references;
  }

  take(happened: ExecutionEvent): void {
    if (happened.kind === 'saved') {
      this.seconds = happened.cut.seconds;
      this.#takeFigures(happened.cut.figures);
    }
    if (happened.kind !== 'events') return;
    this.seconds = happened.seconds;
    for (const event of happened.events) {
      if (event.kind === 'references') this.references = event.references;
      if (event.kind === 'progress' || event.kind === 'champion') this.#takeFigures(event.figures);
      if (event.kind === 'finished') this.#takeFigures(event.result.figures);
    }
  }

  get candidates(): number {
    return this.figures?.counts.candidates ?? 0;
  }

  /** Candidates a second in this sitting. */
  get rate(): number {
    if (this.#start === null || this.seconds <= this.#start.seconds) return 0;
    return (this.candidates - this.#start.candidates) / (this.seconds - this.#start.seconds);
  }

  #takeFigures(figures: RunFigures): void {
    this.figures = figures;
    this.#start ??= { candidates: figures.counts.candidates, seconds: this.seconds };
  }
}
