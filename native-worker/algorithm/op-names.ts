import { type Op, opByName, OPS } from './op-table.ts';

/** The ending that the reference's enum adds to the op table's names (instruction.proto). */
const ENUM_ENDING = /_OP$/;

/** The op with a name as the op table or the reference's enum spells it (`SCALAR_SUM`, `SCALAR_SUM_OP`), if any. */
export function opNamed(name: string): Op | undefined {
  return opByName(name) ?? opByName(name.replace(ENUM_ENDING, ''));
}

/** The names of all ops, for messages. */
export function opNames(): string[] {
  return OPS.map((op) => op.name);
}
