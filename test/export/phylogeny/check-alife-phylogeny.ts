/** A taxon of a phylogeny as a reader of the standard's tables sees it. */
export interface Taxon {
  readonly ancestors: readonly number[];
  readonly origin: number;
  /** Infinity where it is extant. */
  readonly destruction: number;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads a table by the ALife data standards' rules for phylogenies: `id` is a unique non-negative integer, `ancestor_list`
 * a list of ids in the same file, or `[none]`; nobody originates before an ancestor, or is destroyed before originating.
 *
 * @throws {Error} naming the first rule that is broken
 */
export function readAlifePhylogeny(csv: string): ReadonlyMap<number, Taxon> {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const columns = header.split(',');
  if (new Set(columns).size !== columns.length) throw new Error('two columns have one name');
  const taxa = new Map<number, Taxon>();
  for (const line of lines) {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`not as many fields as columns: ${line}`);
    const fields = Object.fromEntries(columns.map((column, k) => [column, cells[k]!]));
    const id = integer(fields['id']);
    if (taxa.has(id)) throw new Error(`id ${id} stands twice`);
    const { destruction_time: end } = fields;
    taxa.set(id, {
      ancestors: ancestorsIn(fields['ancestor_list']),
      origin: integer(fields['origin_time']),
      destruction: end === 'none' ? Infinity : integer(end),
      fields,
    });
  }
  for (const [id, { ancestors, origin, destruction }] of taxa) {
    if (destruction < origin) throw new Error(`${id} is destroyed before it originates`);
    for (const ancestor of ancestors) {
      const found = taxa.get(ancestor);
      if (found === undefined) throw new Error(`ancestor ${ancestor} of ${id} is not in the file`);
      if (found.origin >= origin) throw new Error(`${id} originates before its ancestor`);
    }
  }
  return taxa;
}

function ancestorsIn(text = ''): readonly number[] {
  if (text === '[none]') return [];
  if (!/^\[\d+\]$/.test(text)) throw new Error(`not an ancestor list: ${text}`);
  return [integer(text.slice(1, -1))];
}

function integer(text = ''): number {
  if (!/^\d+$/.test(text)) throw new Error(`not a non-negative integer: ${text}`);
  return Number(text);
}
