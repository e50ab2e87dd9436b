import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { WorkerReport } from '../workbench/follow-run.ts';

/** What is known of a run under way, gathered from its reports. */
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

  take(report: WorkerReport): void {
    if (report.kind === 'evaluator') return;
    this.seconds = report.seconds;
    switch (report.kind) {
      case 'progress':
      case 'checkpoint':
        this.#takeFigures(report.figures);
        break;
      case 'events':
        for (const event of report.events) {
          if (event.kind === 'references') this.references = event.references;
          if (event.kind === 'champion') this.#takeFigures(event.figures);
          if (event.kind === 'finished') this.#takeFigures(event.result.figures);
        }
        break;
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
