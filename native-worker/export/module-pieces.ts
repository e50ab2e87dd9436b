/** One top-level declaration of a source file, with its comment. */
export interface Piece {
  readonly name: string;
  /** Source without `export`. */
  readonly text: string;
  /** Names of other pieces that it mentions. */
  readonly uses: readonly string[];
}

const DECLARATION = /^(?:export )?(?:function|const|let|class|interface|type) ([A-Za-z_$][\w$]*)/;
const IDENTIFIER = /[A-Za-z_$][\w$]*/g;

/**
 * Cuts source files into their top-level declarations, so that just those that are needed can be copied.
 * Relies on the house's formatting: declarations and their comments start at column 0, what is inside is indented.
 *
 * @throws {Error} if two files declare the same name
 */
export function cutIntoPieces(sources: readonly string[]): ReadonlyMap<string, Piece> {
  const texts = new Map<string, string>();
  for (const source of sources) {
    for (const [name, text] of declarations(source)) {
      if (texts.has(name)) throw new Error(`two source files of exported modules declare ${name}`);
      texts.set(name, text);
    }
  }
  return new Map([...texts].map(([name, text]) => [name, { name, text, uses: mentioned(name, text, texts) }]));
}

function declarations(source: string): [name: string, text: string][] {
  const lines = source.split('\n');
  const found: [string, string][] = [];
  let comment = lines.length;
  let current: { name: string; lines: string[] } | undefined;
  const finish = (): void => {
    if (current !== undefined)
      found.push([
        current.name,
        current.lines
          .join('\n')
          .trimEnd()
          .replace(/^export /m, ''),
      ]);
    current = undefined;
  };
  lines.forEach((line, index) => {
    const match = DECLARATION.exec(line);
    if (match !== null) {
      finish();
      current = { name: match[1]!, lines: [...lines.slice(Math.min(comment, index), index), line] };
      comment = lines.length;
    } else if (/^(\/\*|\/\/|import )/.test(line)) {
      finish();
      comment = line.startsWith('import ') ? lines.length : Math.min(comment, index);
    } else if (current !== undefined) {
      current.lines.push(line);
    } else if (line === '') {
      comment = lines.length;
    }
  });
  finish();
  return found;
}

function mentioned(name: string, text: string, all: ReadonlyMap<string, string>): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return [...new Set(code.match(IDENTIFIER))].filter((word) => word !== name && all.has(word));
}

/** The pieces with the given names and all that they need, in the order of the files that they come from. */
export function piecesNeeded(pieces: ReadonlyMap<string, Piece>, names: readonly string[]): Piece[] {
  const needed = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    const piece = pieces.get(name);
    if (piece === undefined) throw new Error(`no source for ${name}, which the exported module needs`);
    needed.add(name);
    open.push(...piece.uses);
  }
  return [...pieces.values()].filter((piece) => needed.has(piece.name));
}
