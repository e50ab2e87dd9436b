import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadDataset } from '../../native-worker/data-files/load-dataset.ts';
import { checkSpec } from '../../native-worker/spec/check-spec.ts';
import type { ImageSpec } from '../../native-worker/spec/image-classes.ts';
import { SpecError } from '../../native-worker/spec/spec-error.ts';
import { type Spec, TASK_ROLES, type TaskRole } from '../../native-worker/spec/spec-schema.ts';
import { DIGITS, type TasksSpec } from '../../native-worker/spec/tasks-schema.ts';
import type { DatasetEntry } from './data-catalog.ts';
import type { DataFolder } from './data-folder.ts';
import { noSuchData } from './data-sets.ts';

type TableSpec = Extract<TasksSpec, { kind: 'table' }>;

/** What names in a spec may mean. */
export interface KnownData {
  readonly entries: readonly DatasetEntry[];
  readonly folder: DataFolder;
}

/** Whether a spec has to be held against the list of imported data sets. */
export function mayNameImportedData(spec: Spec): boolean {
  return TASK_ROLES.some((role) => {
    const tasks = spec.tasks[role];
    switch (tasks.kind) {
      case 'table':
        return !/[\\/]/.test(tasks.data) || tasks.dataName !== undefined;
      case 'projected-binary':
      case 'projected-multiclass':
        return tasks.data !== DIGITS;
      case 'linear':
      case 'affine':
      case 'network':
      case 'fixed':
        return false;
    }
  });
}

/**
 * Ties a spec to the data that it names: the place of each file, the hash of its content, and the number of classes of
 * images. So a run can go on anywhere, on the same data.
 *
 * @param baseFolder where relative paths start
 * @throws {SpecError} where a name is unknown or does not suit; DataFileError where a file cannot be used
 */
export function pinData(spec: Spec, baseFolder: string, known: KnownData): Spec {
  const pinned = (role: TaskRole): TasksSpec => {
    const tasks = spec.tasks[role];
    switch (tasks.kind) {
      case 'table':
        return pinTable(tasks, role, baseFolder, known);
      case 'projected-binary':
      case 'projected-multiclass':
        return tasks.data === DIGITS ? tasks : pinImages(tasks, role, known);
      case 'linear':
      case 'affine':
      case 'network':
      case 'fixed':
        return tasks;
    }
  };
  const tasks = { search: pinned('search'), select: pinned('select'), final: pinned('final') };
  const whole = { ...spec, tasks };
  // What imported images have for classes is known only now.
  const problems = checkSpec(whole);
  if (problems.length > 0) throw new SpecError(problems);
  return whole;
}

/**
 * A spec from the history, its imported data where they lie now: the history may have been moved since, or the spec
 * have come in a bundle.
 */
export function withDataFrom(folder: DataFolder, spec: Spec): Spec {
  const placed = (tasks: TasksSpec): TasksSpec => {
    if (!('dataName' in tasks) || tasks.dataHash === undefined) return tasks;
    return { ...tasks, data: folder.fileOf({ kind: dataKindOf(tasks), hash: tasks.dataHash }) };
  };
  const { search, select, final } = spec.tasks;
  return { ...spec, tasks: { search: placed(search), select: placed(select), final: placed(final) } };
}

/** What kind of data a spec of tasks takes. */
export function dataKindOf({ kind }: TableSpec | ImageSpec): DatasetEntry['kind'] {
  return kind === 'table' ? 'table' : 'images';
}

function pinTable(tasks: TableSpec, role: TaskRole, baseFolder: string, known: KnownData): TasksSpec {
  const entry = entryOf(tasks, known);
  const nearby = path.resolve(baseFolder, tasks.data);
  if (entry?.name === tasks.data && existsSync(nearby)) {
    throw problem(
      role,
      `"${tasks.data}" is both an imported data set and a file; write "./${tasks.data}" for the file`,
    );
  }
  if (entry !== undefined && entry.kind !== 'table') {
    throw problem(role, `"${entry.name}" holds images; expected "kind" "projected-binary" or "projected-multiclass"`);
  }
  const named =
    entry === undefined
      ? { ...tasks, data: nearby }
      : { ...tasks, data: known.folder.fileOf(entry), dataName: entry.name, dataHash: entry.hash };
  if (entry === undefined && !existsSync(nearby) && !/[\\/]|\.[a-z]+$/i.test(tasks.data)) {
    throw problem(role, `${noSuchData(tasks.data, known.entries)}, and no such file`);
  }
  const hash = loadDataset(named, baseFolder)?.hash;
  return hash === undefined ? named : { ...named, dataHash: hash };
}

function pinImages(tasks: ImageSpec, role: TaskRole, known: KnownData): TasksSpec {
  const entry = entryOf(tasks, known);
  if (entry === undefined) throw problem(role, noSuchData(tasks.data, known.entries));
  if (entry.kind !== 'images' || entry.classes === null) {
    throw problem(role, `"${entry.name}" is a table; expected images, or "kind" "table"`);
  }
  const pinned = { dataName: entry.name, dataHash: entry.hash, dataClasses: entry.classes };
  return { ...tasks, data: known.folder.fileOf(entry), ...pinned };
}

/** By name; by content where the spec is that of an earlier run. */
function entryOf({ data, dataHash }: TableSpec | ImageSpec, { entries }: KnownData): DatasetEntry | undefined {
  return entries.find(({ name, hash }) => name === data || hash === dataHash);
}

function problem(role: TaskRole, message: string): SpecError {
  return new SpecError([{ path: `tasks.${role}.data`, message }]);
}
