import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second wherever a user may see it. */
const TICKS_A_SECOND = 100;
/** Of the fields behind the name of the program, which may itself hold blanks and brackets (manual page proc(5)). */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

/** Seconds of a processor that a process has used; null where it has ended or this system has no `/proc`. */
export function processorSeconds(pid: number): number | null {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS]);
  return Number.isFinite(ticks) ? ticks / TICKS_A_SECOND : null;
}
