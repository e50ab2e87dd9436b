/** How many programs of each structure (hash without constants) a population holds. */
export class StructureCensus {
  readonly #counts = new Map<number, number>();

  add(structure: number): void {
    this.#counts.set(structure, this.count(structure) + 1);
  }

  /** Takes away one program that was added. */
  remove(structure: number): void {
    const count = this.count(structure);
    if (count > 1) this.#counts.set(structure, count - 1);
    else this.#counts.delete(structure);
  }

  /** Programs of a structure: 0 for one that is not there. */
  count(structure: number): number {
    return this.#counts.get(structure) ?? 0;
  }

  /** Forgets all programs. */
  clear(): void {
    this.#counts.clear();
  }
}
