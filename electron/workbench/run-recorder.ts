import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import type { Champion } from '../../native-worker/search/champion.ts';
import { improvementsOf } from '../../native-worker/search/improvements.ts';
import { founderKind, recordsOf } from '../../native-worker/search/lineage-record.ts';
import type { PackedLineage } from '../../native-worker/search/packed-lineage.ts';
import { DIGEST_FORM } from '../../native-worker/search/run-digest.ts';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import type { RunResult } from '../../native-worker/search/run-result.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { ChampionRecord } from '../history/repositories/champions.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { HistoryWriter } from '../history/thread/history-writer.ts';
import type { ExecutionEvent, RunEnding } from '../workers/submitted-run.ts';
import { endText } from '../workers/worker-end.ts';
import { listingOf } from './algorithm-view.ts';
import { BarrierTotals } from './barrier-totals.ts';
import { bestChampion } from './best-champion.ts';
import { ChampionArchive } from './champion-archive.ts';
import { IslandCurves } from './island-curves.ts';
import { lineageRows } from './lineage-rows.ts';
import { type KeptSummary, summaryOf } from './run-summary.ts';
import { tasksText } from './tasks-text.ts';

/** Commands that may wait to be written before whoever tells more has to wait, too. */
const MOST_UNWRITTEN = 2000;

/** What was on record of a run when a sitting began. */
interface EarlierRecord {
  readonly champions: readonly ChampionRecord[];
  readonly curves: IslandCurves;
  readonly totals: BarrierTotals;
  readonly archives: ReadonlyMap<number, ChampionArchive>;
  readonly cpuSeconds: number | null;
}

/**
 * Writes what happens to a run into the history, in batches. Things may be told twice, after a crash; the records are
 * the same, so each stays one.
 */
export class RunRecorder {
  readonly #writer: HistoryWriter;
  readonly #runId: string;
  readonly #spec: Spec;
  readonly #curves: IslandCurves;
  readonly #totals: BarrierTotals;
  /** The champion of each experiment, by its number: the last that was looked at. */
  readonly #champions = new Map<number, ChampionRecord>();
  readonly #archives: Map<number, ChampionArchive>;
  #best: ChampionRecord | null;
  #cpuSeconds: number | null;

  private constructor(history: HistoryClient, runId: string, spec: Spec, earlier: EarlierRecord) {
    this.#writer = new HistoryWriter(history);
    this.#runId = runId;
    this.#spec = spec;
    this.#curves = earlier.curves;
    this.#totals = earlier.totals;
    this.#archives = new Map(earlier.archives);
    this.#best = bestChampion(earlier.champions);
    this.#cpuSeconds = earlier.cpuSeconds;
    for (const champion of earlier.champions) this.#champions.set(champion.experiment, champion);
  }

  /** A recorder for a run that goes on where its record ends. */
  static async open(history: HistoryClient, runId: string, spec: Spec): Promise<RunRecorder> {
    const run = await history.runs.get(runId);
    const archived = await history.archive.of(runId);
    const fronts = Map.groupBy(archived, ({ experiment }) => experiment);
    return new RunRecorder(history, runId, spec, {
      champions: await history.champions.of(runId),
      curves: new IslandCurves(await history.curves.of(runId), await history.mutationCounts.of(runId)),
      totals: new BarrierTotals(spec.islands, await history.experiments.of(runId)),
      archives: new Map(
        Array.from(fronts, ([experiment, front]) => [experiment, new ChampionArchive(spec.outputs, front)]),
      ),
      cpuSeconds: run?.cpuSeconds ?? null,
    });
  }

  /** Processor seconds that workers have spent on the run since this was told last. */
  addProcessorTime(seconds: number): void {
    this.#cpuSeconds = (this.#cpuSeconds ?? 0) + seconds;
  }

  /**
   * Has what happened kept soon.
   *
   * @returns a promise where whoever tells more shall wait: a cut counts once it is on the disk, and a slow disk is
   *   waited for. It is broken where something cannot be kept
   * @throws {HistoryError} where something earlier could not be kept
   */
  record(event: ExecutionEvent): Promise<void> | undefined {
    switch (event.kind) {
      case 'state':
        return undefined;
      case 'evaluator':
        this.#writer.add(['evaluatorsInUse', 'put', this.#runId, event.tier, Date.now()]);
        break;
      case 'events':
        for (const each of event.events) this.#event(each, event.seconds);
        break;
      case 'saved': {
        const { saved, figures, seconds } = event.cut;
        this.#figures(figures, seconds);
        this.#keepCurves();
        this.#writer.add(['checkpoints', 'put', this.#runId, saved, Date.now()]);
        return this.flush();
      }
      case 'worker-lost': {
        const goesOn = event.goesOnInMilliseconds === null ? '' : '; its islands go back to the last saved state';
        this.#note('worker-lost', `worker ${event.worker} ${endText(event.end)}${goesOn}`, null);
        break;
      }
      case 'quarantined': {
        const { experiment, island, birth } = event.candidate;
        const text = `candidate ${birth} of island ${island} in experiment ${experiment} ended three workers: it is not evaluated any more`;
        this.#note('quarantined', text, event.listing);
        break;
      }
    }
    return this.#writer.unwritten > MOST_UNWRITTEN ? this.flush() : undefined;
  }

  /** Waits until all that was told is on the disk. @throws {HistoryError} where it cannot be kept */
  async flush(): Promise<void> {
    await this.#writer.flush();
  }

  /** Ends the sitting. @throws {HistoryError} where that cannot be kept */
  async end(ending: RunEnding): Promise<void> {
    const shared = {
      bestHash: this.#best?.hash ?? null,
      bestFinal: this.#best?.final ?? null,
      finishedAt: Date.now(),
      digestForm: DIGEST_FORM,
      outcome: null,
      failure: null,
      digest: null,
    };
    switch (ending.kind) {
      case 'finished': {
        this.#figures(ending.figures, ending.seconds);
        this.#writer.add(['checkpoints', 'remove', this.#runId]);
        const { digest, result } = ending;
        this.#writer.add(['runs', 'end', this.#runId, { ...shared, state: 'done', outcome: result.ending, digest }]);
        break;
      }
      case 'stopped': {
        if (ending.cut !== null) this.#figures(ending.cut.figures, ending.cut.seconds);
        const digest = ending.cut?.digest ?? null;
        this.#writer.add(['runs', 'end', this.#runId, { ...shared, state: 'stopped', outcome: 'stopped', digest }]);
        break;
      }
      case 'failed':
        this.#writer.add(['runs', 'end', this.#runId, { ...shared, state: 'failed', failure: ending.reason }]);
        this.#note('failed', ending.reason, ending.detail);
        break;
      case 'not-kept':
        throw ending.error;
    }
    this.#keepCurves();
    await this.flush();
  }

  #event(event: RunEvent, seconds: number): void {
    switch (event.kind) {
      case 'references':
        this.#keepSummary({ references: event.references, finalTasks: null });
        break;
      case 'experiment-started':
        break;
      case 'barrier': {
        const { experiment, island, epoch, figures } = event;
        const totals = this.#totals.add(experiment, island, epoch, figures);
        const shared = { cpuSeconds: this.#cpuSeconds, wallSeconds: seconds, select: this.#best?.select ?? null };
        this.#curves.add({ experiment, island }, epoch, figures, { ...totals, ...shared });
        break;
      }
      case 'progress':
        this.#figures(event.figures, seconds);
        break;
      case 'lineage':
        for (const piece of event.pieces) this.#keepLineage(event.experiment, piece);
        break;
      case 'migration': {
        const { experiment, epoch, from: source, to: target, individuals: births } = event;
        this.#writer.add(['migrants', 'put', this.#runId, { experiment, epoch, source, target, births }]);
        break;
      }
      case 'champion': {
        const champion = this.#keepChampion(event.champion);
        this.#champions.set(champion.experiment, champion);
        if (event.isBest) this.#best = champion;
        this.#figures(event.figures, seconds);
        break;
      }
      case 'experiment-ended':
        this.#keepExperiment(event.experiment, event.figures);
        this.#figures(event.figures, seconds);
        break;
      case 'finished':
        this.#finish(event.result);
        break;
    }
  }

  #figures({ counts, bestOnSearch, bestOnSelect }: RunFigures, seconds: number): void {
    const { candidates, chargedSteps, executedSteps, refused } = counts;
    const work = { candidates, chargedSteps, executedSteps, refused, seconds, cpuSeconds: this.#cpuSeconds };
    const best = { bestSearch: this.#best?.search ?? bestOnSearch, bestSelect: bestOnSelect };
    this.#writer.add(['runs', 'update', this.#runId, { ...work, ...best }]);
  }

  #keepCurves(): void {
    this.#writer.add(...this.#curves.takeCommands(this.#runId));
  }

  #keepLineage(experiment: number, lineage: PackedLineage): void {
    const rows = lineageRows(experiment, recordsOf(lineage, founderKind(this.#spec.init)));
    if (rows.length > 0) this.#writer.add(['lineage', 'put', this.#runId, rows]);
  }

  #keepChampion(champion: Champion, final: number | null = null): ChampionRecord {
    const { experiment, island, birth, program, candidates, search, select, line } = champion;
    const { outputs } = this.#spec;
    const hash = contentHash(program, outputs);
    const name = { experiment, island, birth };
    const record = { ...name, hash, listing: listingOf(program), candidates, search, select: select.fitness, final };
    this.#keepLineage(experiment, line);
    this.#writer.add(
      ['algorithms', 'put', hash, listingOf(canonicalize(program, outputs))],
      ['champions', 'put', this.#runId, record],
      ['lineage', 'score', this.#runId, [{ ...name, select: select.fitness }]],
    );
    this.#offerToArchive(experiment, line);
    return record;
  }

  /** The improving steps of a champion's line are often the cheaper ones. */
  #offerToArchive(experiment: number, line: PackedLineage): void {
    const archive = this.#archives.get(experiment) ?? new ChampionArchive(this.#spec.outputs);
    this.#archives.set(experiment, archive);
    const changed = improvementsOf(line).filter(({ program, search }) => archive.offer(program, search));
    if (changed.length > 0) this.#writer.add(['archive', 'put', this.#runId, experiment, archive.front]);
  }

  #keepExperiment(number: number, { experimentCounts }: RunFigures): void {
    const champion = this.#champions.get(number) ?? null;
    const { candidates, chargedSteps, executedSteps } = experimentCounts;
    const found = {
      championHash: champion?.hash ?? null,
      search: champion?.search ?? null,
      select: champion?.select ?? null,
    };
    this.#writer.add([
      'experiments',
      'put',
      this.#runId,
      { number, candidates, chargedSteps, executedSteps, ...found },
    ]);
    this.#totals.end(number, { candidates, chargedSteps });
    for (const island of this.#totals.islandsOf(number)) this.#writer.add(['islands', 'put', this.#runId, island]);
  }

  #finish(result: RunResult): void {
    const { champion, final, finalTasks, improvements } = result;
    const { experiment } = champion;
    this.#best = this.#keepChampion(champion, final.fitness);
    const look = { taskSet: finalTasks, algorithm: this.#best.hash, fitness: final.fitness, lookedAt: Date.now() };
    const scores = improvements.map(({ island, birth, select }) => ({ experiment, island, birth, select }));
    const description = tasksText(this.#spec.tasks.final);
    this.#writer.add(
      ['lineage', 'score', this.#runId, scores],
      ['taskSets', 'put', { hash: finalTasks, role: 'final', description }],
      ['finalLooks', 'put', { ...look, runId: this.#runId }],
    );
    this.#keepSummary(summaryOf(result));
  }

  #keepSummary(summary: KeptSummary): void {
    this.#writer.add(['summaries', 'put', this.#runId, JSON.stringify(summary)]);
  }

  #note(kind: string, text: string, detail: string | null): void {
    this.#writer.add(['events', 'add', this.#runId, { at: Date.now(), kind, text, detail }]);
  }
}
