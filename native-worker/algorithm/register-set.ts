/**
 * Adds a set of registers to another; says whether that one grew. Sets are arrays with 1 at the numbers of their
 * members and 0 elsewhere (`RegisterNumbering`).
 *
 * @param count number of register numbers to look at
 */
export function addRegisters(from: Uint8Array, into: Uint8Array, count: number): boolean {
  let grew = false;
  for (let register = 0; register < count; register++) {
    if (from[register]! > into[register]!) {
      into[register] = 1;
      grew = true;
    }
  }
  return grew;
}

/** Takes out of a set what is not in another; says whether it shrank. Sets as for `addRegisters`. */
export function keepRegisters(kept: Uint8Array, set: Uint8Array, count: number): boolean {
  let shrank = false;
  for (let register = 0; register < count; register++) {
    if (set[register]! > kept[register]!) {
      set[register] = 0;
      shrank = true;
    }
  }
  return shrank;
}
