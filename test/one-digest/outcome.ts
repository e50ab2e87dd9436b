import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { fileTaskSource } from '../../native-worker/task-source.ts';

/** What has to be equal however a run was worked on. */
export interface Outcome {
  readonly digest: unknown;
  readonly candidates: unknown;
  readonly charged: unknown;
  readonly refused: unknown;
  readonly hash: unknown;
  readonly search: unknown;
  readonly select: unknown;
  readonly final: unknown;
}

/** What a run comes to in one process, without any interruption. */
export function outcomeInOneProcess(spec: Spec, evaluator: Evaluator): Outcome {
  const run = RunSession.start(spec, { evaluator, tasks: fileTaskSource(process.cwd()) });
  while (!run.finished) run.advance();
  const { champion, final, figures } = run.result();
  return {
    digest: run.digest(),
    candidates: figures.counts.candidates,
    charged: figures.counts.chargedSteps,
    refused: figures.counts.refused,
    hash: contentHash(champion.program, spec.outputs),
    search: champion.search,
    select: champion.select.fitness,
    final: final.fitness,
  };
}

/** The same of a run that the program has printed as JSON. */
export function outcomeInDocument(document: Readonly<Record<string, unknown>>): Outcome {
  const { digest, candidates, refused, trainSteps, best } = document as {
    readonly trainSteps: { readonly charged: number };
    readonly best: Readonly<Record<'hash' | 'search' | 'select' | 'final', unknown>>;
  } & typeof document;
  const { hash, search, select, final } = best;
  return { digest, candidates, charged: trainSteps.charged, refused, hash, search, select, final };
}

/** In words, what is not equal; nothing where all is. */
export function differences(expected: Outcome, found: Outcome): readonly string[] {
  return (Object.keys(expected) as (keyof Outcome)[]).flatMap((name) =>
    expected[name] === found[name] ? [] : [`${name}: expected ${String(expected[name])}, found ${String(found[name])}`],
  );
}
