import { basename } from 'node:path';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import type { Origin } from '../../native-worker/export/export-plan.ts';
import { classesToTellApart } from '../../native-worker/spec/image-classes.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { ChampionRecord } from '../history/repositories/champions.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { readProgram } from './read-program.ts';

/** How an exported algorithm is used: what its label and prediction mean. */
export interface ExportUse {
  readonly outputs: OutputKind;
  readonly measure: 'rms' | 'accuracy';
  /** Number of classes for vector outputs; else 0. */
  readonly classes: number;
  readonly validationSigmoid: 'local' | 'in-memory';
}

/** An algorithm to export, from wherever it comes. */
export interface ExportSubject {
  readonly program: Program;
  readonly use: ExportUse;
  readonly origin: Omit<Origin, 'listing'>;
  /** Features of the tasks it was found on; 4 where nothing says so. */
  readonly features: number;
}

/** A champion of a run. */
export function championSubject(run: RunRecord, spec: Spec, champion: ChampionRecord): ExportSubject {
  const { search } = spec.tasks;
  return {
    program: packAlgorithm(parseAlgorithm(champion.listing)),
    use: {
      outputs: spec.outputs,
      measure: search.measure,
      classes: spec.outputs === 'vector' ? classCount(spec) : 0,
      validationSigmoid: spec.method.validationSigmoid,
    },
    origin: {
      run: run.id,
      seed: run.seed,
      hash: champion.hash,
      fitness: { search: champion.search, select: champion.select, final: champion.final },
      semantics: run.semantics,
    },
    features: search.kind === 'table' ? Math.max(FEATURES_WHERE_UNKNOWN, classCount(spec)) : search.features,
  };
}

const FEATURES_WHERE_UNKNOWN = 4;

function classCount({ tasks: { search } }: Spec): number {
  switch (search.kind) {
    case 'projected-multiclass':
      return classesToTellApart(search).length;
    case 'fixed':
      return search.classes ?? 0;
    default:
      return 0;
  }
}

/** An algorithm in a file of its own: a listing, JSON or protobuf text. */
export function fileSubject(file: string, use: ExportUse): ExportSubject {
  const program = readProgram(file);
  return {
    program,
    use,
    origin: {
      run: `file ${basename(file)}`,
      seed: null,
      hash: contentHash(program, use.outputs),
      fitness: { search: null, select: null, final: null },
      semantics: SEMANTICS_VERSION,
    },
    features: Math.max(FEATURES_WHERE_UNKNOWN, use.classes),
  };
}
