import { styleText } from 'node:util';
import { writeJsonNumber } from '../../native-worker/algorithm/json-number.ts';

/** The colours and weights that output uses. */
export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** How a command was asked to speak. */
export interface Manner {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Longer lines are hard to read. */
const WIDEST_PROSE = 110;

/** Where a command speaks to: results to stdout, progress and messages to stderr. */
export class Terminal {
  readonly manner: Manner;
  readonly #out: NodeJS.WriteStream;
  readonly #err: NodeJS.WriteStream;
  /** Letters of the line that the next one replaces. */
  #replaceable = 0;

  constructor(manner: Manner, out: NodeJS.WriteStream = process.stdout, err: NodeJS.WriteStream = process.stderr) {
    this.manner = manner;
    this.#out = out;
    this.#err = err;
  }

  /** Whether a person watches progress, so that a line may change in place. */
  get isLive(): boolean {
    return this.#err.isTTY && !this.manner.json && !this.manner.quiet;
  }

  /** Width of the window that shows progress. */
  get columns(): number {
    return this.#err.columns > 0 ? this.#err.columns : 80;
  }

  /** A line of the result. */
  print(text = ''): void {
    this.#out.write(`${text}\n`);
  }

  /** A paragraph of the result, indented; broken between words where a window shows it. */
  printProse(text: string, indent = '  '): void {
    const width = this.#out.isTTY && this.#out.columns > 0 ? Math.min(this.#out.columns, WIDEST_PROSE) : Infinity;
    for (const line of wrapWords(text, width - indent.length)) this.print(indent + line);
  }

  /** One JSON document as the result; non-finite numbers become strings. */
  printJson(value: unknown): void {
    this.print(jsonText(value));
  }

  /** A line of progress or a message; nothing when quiet. */
  say(text: string): void {
    if (!this.manner.quiet && !this.manner.json) this.#err.write(`${text}\n`);
  }

  /** One line of progress for programs. */
  sayJson(value: unknown): void {
    if (!this.manner.quiet && this.manner.json) this.#err.write(`${jsonText(value)}\n`);
  }

  /** A message that is shown in any manner. */
  complain(text: string): void {
    this.#err.write(`${text}\n`);
  }

  /** Puts a line in place of the one shown before; an empty text takes it away. */
  replaceLine(text: string): void {
    // A window that was made narrower has wrapped the line before.
    const wrapped = Math.max(0, Math.ceil(this.#replaceable / this.columns) - 1);
    this.#err.write(`\r\u001B[2K${'\u001B[1A\u001B[2K'.repeat(wrapped)}${text}`);
    this.#replaceable = text.length;
  }

  /** Text in a style where the result goes to a window that shows colours. */
  style(style: Style | readonly Style[], text: string): string {
    return styleText(typeof style === 'string' ? style : [...style], text, { stream: this.#out });
  }

  /** As `style`, for progress and messages. */
  styleMessage(style: Style | readonly Style[], text: string): string {
    return styleText(typeof style === 'string' ? style : [...style], text, { stream: this.#err });
  }
}

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'number' ? writeJsonNumber(entry) : entry));
}

/** Lines of whole words, each as long as fits; a word that is too long has a line of its own. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
