/** Solves a square system of linear equations by elimination with row exchange. Right sides past the rows are ignored. */
export function solve(rows: readonly (readonly number[])[], rightSides: readonly number[]): number[] {
  const size = rows.length;
  const system = rows.map((equation, index) => [...equation, rightSides[index]!]);
  for (let pivot = 0; pivot < size; pivot++) {
    let largest = pivot;
    for (let other = pivot + 1; other < size; other++) {
      if (Math.abs(system[other]![pivot]!) > Math.abs(system[largest]![pivot]!)) largest = other;
    }
    [system[pivot], system[largest]] = [system[largest]!, system[pivot]!];
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue;
      const factor = system[other]![pivot]! / system[pivot]![pivot]!;
      for (let column = pivot; column <= size; column++) system[other]![column]! -= factor * system[pivot]![column]!;
    }
  }
  return system.map((equation, index) => equation[size]! / equation[index]!);
}
