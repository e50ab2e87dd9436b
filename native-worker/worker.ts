import { CandidateNote } from './candidate-note.ts';
import { HostDriver } from './drive-host.ts';
import { IslandHost } from './search/island-host.ts';
import { fileTaskSource } from './task-source.ts';
import { chooseEvaluator } from './tiers/choose-evaluator.ts';
import { findKernels } from './tiers/kernel-files.ts';
import { openTiers } from './tiers/open-tiers.ts';
import type { ChosenEvaluator, EvaluatorChoice, TierInUse } from './tiers/tier.ts';
import { EXIT_WITHOUT_PARENT, watchParent } from './watch-parent.ts';
import type { FromWorker, ToWorker, WorkerJob } from './worker-messages.ts';

// What a worker process runs: islands of one run at a time, for the process that started it. Its argument is the file
// descriptor of the pipe that its parent holds; without one, only its channel tells whether the parent is there.

const MILLISECONDS_BETWEEN_SIGNS_OF_LIFE = 1000;
const MICROSECONDS = 1e6;

function main(): void {
  const parentPipe = process.argv[2];
  if (parentPipe !== undefined) watchParent(Number(parentPipe));

  const send = (message: FromWorker, left: () => void = () => undefined): void => {
    process.send?.(message, undefined, undefined, left);
  };
  const opener = new HostOpener();
  const driver = new HostDriver({
    openHost: (job) => opener.open(job),
    send,
    clock: () => performance.now() / 1000,
    onIdle: () => {
      opener.note?.clear();
    },
    nextTurn: (work) => setImmediate(work),
  });
  const giveSignOfLife = (): void => {
    const { user, system } = process.cpuUsage();
    const { workSeconds } = driver;
    send({ kind: 'usage', memory: process.memoryUsage.rss(), cpuSeconds: (user + system) / MICROSECONDS, workSeconds });
  };
  giveSignOfLife();
  setInterval(giveSignOfLife, MILLISECONDS_BETWEEN_SIGNS_OF_LIFE);

  process.on('message', (message: ToWorker) => {
    driver.take(message);
  });
  // Whoever started this process decides when it stops: a terminal's Ctrl-C reaches it, too, and is not for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  // However the other process ended, or that it let this one go: nobody waits for a result any more.
  const end = (): void => {
    process.exit(EXIT_WITHOUT_PARENT);
  };
  process.on('disconnect', end);
  if (!process.connected) end();
}

/** Opens hosts; what they can share from job to job is made once: tasks, and evaluators that have proved themselves. */
class HostOpener {
  /** Where the candidates of the job are noted; null where they need not be. */
  note: CandidateNote | null = null;
  readonly #tasks = fileTaskSource(process.cwd());
  readonly #evaluators = new Map<EvaluatorChoice, ChosenEvaluator>();

  /** @throws {EvaluatorError} where the evaluator that is asked for is not there or does not prove itself */
  open({ spec, evaluator: choice, quarantine, noteFile }: WorkerJob): { host: IslandHost; tier: TierInUse } {
    this.note?.close();
    this.note = null;
    const note = noteFile === null ? null : new CandidateNote(noteFile);
    this.note = note;
    const { evaluator, ...tier } = this.#evaluator(choice);
    const watch = note === null ? {} : { onCandidate: note.write.bind(note), onLook: note.clear.bind(note) };
    return { host: new IslandHost(spec, { evaluator, tasks: this.#tasks }, { quarantine, ...watch }), tier };
  }

  #evaluator(choice: EvaluatorChoice): ChosenEvaluator {
    const known = this.#evaluators.get(choice);
    if (known !== undefined) return known;
    const chosen = chooseEvaluator(choice, openTiers(findKernels(process.env), process.env));
    this.#evaluators.set(choice, chosen);
    return chosen;
  }
}

main();
