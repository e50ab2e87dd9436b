import { AlgorithmSyntaxError } from '../algorithm-syntax-error.ts';
import { positionAt, quoted } from './text-position.ts';
import { afterBlanks, matchAt } from './text-scanning.ts';

/** One token of a protobuf text. */
export interface ProtobufToken {
  readonly kind: 'word' | 'number' | 'symbol' | 'end';
  readonly text: string;
  /** Offset of its first character in the text. */
  readonly offset: number;
}

const TOKENS = {
  word: /[A-Za-z_]\w*/y,
  number: /(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?f?)(?![\w.])/iy,
  symbol: /[{}<>[\]:,;-]/y,
} as const;
const FOREIGN = /[^\s{}<>[\]:,;#]+/y;

/** Hands out the tokens of a protobuf text one by one, so that a huge text that is none ends at its first error. */
export class ProtobufTokens {
  private readonly text: string;
  private offset = 0;
  private current: ProtobufToken;

  constructor(text: string) {
    this.text = text;
    this.current = this.read();
  }

  /** The token that `take` would give. */
  get next(): ProtobufToken {
    return this.current;
  }

  /** The next token, which is then behind. */
  take(): ProtobufToken {
    const token = this.current;
    this.current = this.read();
    return token;
  }

  /** Takes the next token if it is one of these symbols; says which. */
  takeIf(...symbols: readonly string[]): string | null {
    if (this.current.kind !== 'symbol' || !symbols.includes(this.current.text)) return null;
    return this.take().text;
  }

  /** The error for a token that stands where something else was expected. */
  unexpected(token: ProtobufToken, expected: string, hint?: string): AlgorithmSyntaxError {
    const found = token.kind === 'end' ? 'the end of the text' : quoted(token.text);
    return new AlgorithmSyntaxError({ ...positionAt(this.text, token.offset), found, expected, hint });
  }

  private read(): ProtobufToken {
    const offset = afterBlanks(this.text, this.offset, '#');
    if (offset >= this.text.length) return { kind: 'end', text: '', offset };
    for (const kind of ['word', 'number', 'symbol'] as const) {
      const text = matchAt(TOKENS[kind], this.text, offset)?.[0];
      if (text === undefined) continue;
      this.offset = offset + text.length;
      return { kind, text, offset };
    }
    const foreign = matchAt(FOREIGN, this.text, offset)?.[0] ?? '';
    throw this.unexpected(
      { kind: 'symbol', text: foreign, offset },
      'a field name, a value or one of { } [ ] < > : , ;',
    );
  }
}
