/** The name of a column in statements: `bestSelect` is `"best_select"`. Quoted, since some are words of SQL. */
export function sqlName(column: string): string {
  return `"${column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
}
