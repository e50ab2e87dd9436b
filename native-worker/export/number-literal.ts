/** A number as TypeScript source that reads back to the same bits (NaN's payload aside). */
export function numberLiteral(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
