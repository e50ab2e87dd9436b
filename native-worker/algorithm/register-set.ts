// Sets of registers are arrays with 1 at the numbers of their members and 0 elsewhere (`RegisterNumbering`). They have
// a dozen members or so: plain loops are faster than the arrays' own methods.

/** Empties a set of registers: those with the first `count` numbers. */
export function clearRegisters(set: Uint8Array, count: number): void {
  for (let register = 0; register < count; register++) set[register] = 0;
}

/** Makes a set of registers equal to another, as far as the first `count` numbers go. */
export function copyRegisters(from: Uint8Array, to: Uint8Array, count: number): void {
  for (let register = 0; register < count; register++) to[register] = from[register]!;
}

/**
 * Adds a set of registers to another; says whether that one grew.
 *
 * @param count number of register numbers to look at
 */
export function addRegisters(from: Uint8Array, into: Uint8Array, count: number): boolean {
  let grew = 0;
  for (let register = 0; register < count; register++) {
    const before = into[register]!;
    const after = before | from[register]!;
    grew |= before ^ after;
    into[register] = after;
  }
  return grew !== 0;
}

/** Takes out of a set what is not in another; says whether it shrank. */
export function keepRegisters(kept: Uint8Array, set: Uint8Array, count: number): boolean {
  let shrank = 0;
  for (let register = 0; register < count; register++) {
    const before = set[register]!;
    const after = before & kept[register]!;
    shrank |= before ^ after;
    set[register] = after;
  }
  return shrank !== 0;
}
