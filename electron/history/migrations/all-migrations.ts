import { FIRST_SCHEMA } from './0001-first-schema.ts';
import { EVALUATORS_IN_USE } from './0002-evaluators-in-use.ts';
import { WHOLE_RECORD } from './0003-whole-record.ts';
import type { Migration } from './migration.ts';

/** All migrations, oldest first; the last one's version is the schema that this program reads and writes. */
export const MIGRATIONS: readonly Migration[] = [FIRST_SCHEMA, EVALUATORS_IN_USE, WHOLE_RECORD];
