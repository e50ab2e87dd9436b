/** A step of a path into JSON: a key, or an index of a list. */
export type PathStep = string | number;

/**
 * The steps of a path such as `tasks.search.features` or `method.mutations[0].weight`; a list's index may also be
 * written `.0`. Null where the text is no path.
 */
export function parseSpecPath(text: string): PathStep[] | null {
  if (!/^[^.[\]=]+(\.[^.[\]=]+|\[\d+\])*$/.test(text)) return null;
  return text.split(/\.|(?=\[)/).map((step) => (/^\[\d+\]$/.test(step) ? Number(step.slice(1, -1)) : step));
}
