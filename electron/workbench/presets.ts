import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { closestName } from '../../native-worker/data-files/closest-name.ts';
import { parseSpecDocument, type SpecDocument } from './spec-document.ts';
import { readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

const FOLDER = fileURLToPath(new URL('../../resources/presets/', import.meta.url));
const ENDING = '.json';

/** One preset in a list. */
export interface PresetEntry {
  readonly name: string;
  readonly description: string;
}

/** The names of all presets, in alphabetical order. */
export function presetNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => path.basename(file, ENDING))
    .sort();
}

/** All presets with what each is for. */
export function listPresets(): PresetEntry[] {
  return presetNames().map((name) => {
    const { description } = readPreset(name).value as { readonly description: string };
    return { name, description };
  });
}

/** The text of a preset, comments and all. @throws {UsageError} if there is none of that name */
export function presetText(name: string): string {
  const names = presetNames();
  if (!names.includes(name)) throw new UsageError(`there is no preset "${name}"${suggestion(name, names)}`);
  return readTextFile(path.join(FOLDER, name + ENDING), 'a spec as JSON');
}

/** A preset as a spec. @throws {UsageError} if there is none of that name */
export function readPreset(name: string): SpecDocument {
  return parseSpecDocument(`preset ${name}`, presetText(name));
}

function suggestion(typed: string, names: readonly string[]): string {
  const closest = closestName(typed, names);
  return closest === null ? `; expected one of ${names.join(', ')}` : `; did you mean "${closest}"?`;
}
