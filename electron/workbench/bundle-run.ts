import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{16,64}$/, 'expected hexadecimal digits');
const text = z.string().max(1_000_000);
const count = z.int().min(0);
const fitness = z.number().nullable();
const time = z.int().nullable();

const evaluator = z.enum(['native', 'wasm', 'interpreter']);
const droppedSchema = z.strictObject({
  name: evaluator,
  instructionSet: text.nullable(),
  selfCheck: z.enum(['failed', 'not run']),
  reason: text,
});
const tierSchema = z.strictObject({
  name: evaluator,
  instructionSet: text.nullable(),
  dropped: z.array(droppedSchema),
});

/** What `runs/ID/run.json` holds. */
export const bundledRunSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{12}$/, 'expected 12 hexadecimal digits'),
  groupId: z.string().regex(/^[0-9a-f]{12}$/, 'expected 12 hexadecimal digits'),
  semantics: z.int().min(1),
  name: text,
  preset: text.nullable(),
  seed: z.int().min(0),
  note: text,
  tags: z.array(text),
  state: z.enum(['stopped', 'paused', 'interrupted', 'done', 'failed']),
  outcome: z.enum(['solved', 'budget-spent', 'stopped']).nullable(),
  failure: text.nullable(),
  digest: hash.nullable(),
  digestForm: count,
  candidates: count,
  chargedSteps: count,
  executedSteps: count,
  refused: count,
  seconds: z.number().min(0),
  cpuSeconds: z.number().min(0).nullable(),
  bestHash: hash.nullable(),
  bestSearch: fitness,
  bestSelect: fitness,
  bestFinal: fitness,
  createdAt: z.int(),
  startedAt: time,
  finishedAt: time,
  evaluators: z.array(tierSchema),
  experiments: z.array(
    z.strictObject({
      number: count,
      candidates: count,
      chargedSteps: count,
      executedSteps: count,
      championHash: hash.nullable(),
      search: fitness,
      select: fitness,
    }),
  ),
  /** References; of a finished run also fitness by task and ancestry in words. */
  summary: z.record(z.string(), z.json()).nullable(),
});

/** What `runs/ID/champions.json` holds: the programs that were looked at on T_select. */
export const bundledChampionsSchema = z.array(
  z.strictObject({
    experiment: count,
    island: count,
    birth: count,
    hash,
    listing: text,
    candidates: count,
    search: z.number(),
    select: fitness,
    final: fitness,
  }),
);

const bytes = z.base64().nullable();

/** A line of `runs/ID/lineage.jsonl`: a birth as the search recorded it, or an ancestor as schema 1 kept it. */
export const lineageLineSchema = z.discriminatedUnion('record', [
  z.strictObject({
    record: z.literal('birth'),
    experiment: count,
    island: count,
    birth: count,
    parentIsland: count.nullable(),
    parentBirth: count.nullable(),
    kind: text,
    search: z.number(),
    select: fitness,
    died: time,
    edits: bytes,
    program: bytes,
  }),
  z.strictObject({
    record: z.literal('ancestor'),
    experiment: count,
    birth: count,
    parent: count.nullable(),
    change: text,
    search: z.number(),
    select: fitness,
  }),
]);

export type BundledRunRow = z.output<typeof bundledRunSchema>;
export type BundledChampion = z.output<typeof bundledChampionsSchema>[number];
export type LineageLine = z.output<typeof lineageLineSchema>;

/** A point of an island's curve: a row of `runs/ID/curve.csv`. Null where it is not known. */
export type CurveRow = Readonly<Record<CurveColumn, number | null>>;
export type CurveColumn = (typeof CURVE_COLUMNS)[number];
export const CURVE_COLUMNS = [
  ...(['experiment', 'island', 'epoch', 'candidates', 'chargedSteps', 'cpuSeconds', 'wallSeconds', 'best'] as const),
  ...(['mean', 'deviation', 'p10', 'p25', 'p50', 'p75', 'p90', 'select'] as const),
] as const;

/** A run as a bundle carries it. */
export interface BundledRun {
  readonly run: BundledRunRow;
  /** The resolved spec, its seed included; data named, not placed. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly champions: readonly BundledChampion[];
  readonly lineage: readonly LineageLine[];
  readonly curve: readonly CurveRow[];
}
