const BLANKS = {
  '#': /\s+|#.*/y,
  '//': /\s+|\/\/.*|\/\*[^]*?\*\//y,
} as const;

/** What a sticky pattern matches at an offset of a text, or null. */
export function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

/**
 * The offset of the first character that is neither blank nor in a comment: `# ...` in listings and protobuf text,
 * `// ...` and the other kind of C in JSON. One pass: no text makes it slow.
 */
export function afterBlanks(text: string, offset: number, comments: keyof typeof BLANKS): number {
  let end = offset;
  for (let skipped; (skipped = matchAt(BLANKS[comments], text, end)) !== null;) end += skipped[0].length;
  return end;
}
