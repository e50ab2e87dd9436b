/** The name that is most like a mistyped one, or null where none is near: at most a third of its letters differ. */
export function closestName(typed: string, names: readonly string[]): string | null {
  let closest: string | null = null;
  let smallest = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance < smallest) {
      closest = name;
      smallest = distance;
    }
  }
  return closest;
}

/** Letters to insert, remove or replace (Levenshtein), by the usual table, row by row. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, k) => k);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let k = 1; k <= to.length; k++) {
      const replaced = previous[k - 1]! + (from[i - 1] === to[k - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[k]! + 1, current[k - 1]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
}
