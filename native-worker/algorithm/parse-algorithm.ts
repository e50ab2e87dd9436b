import { AlgorithmSyntaxError } from './algorithm-syntax-error.ts';
import { checkAlgorithm } from './check-algorithm.ts';
import type { Algorithm } from './instruction.ts';
import { parseJson } from './parsing/parse-json.ts';
import { parseListing as readListing } from './parsing/parse-listing.ts';
import { parseProtobuf as readProtobuf } from './parsing/parse-protobuf.ts';
import type { LocatedAlgorithm } from './parsing/located-algorithm.ts';
import { afterBlanks, matchAt } from './parsing/text-scanning.ts';
import { positionAt } from './parsing/text-position.ts';
import type { AddressCounts } from './register-kind.ts';

/** What a text must satisfy beyond its syntax. */
export interface ParseOptions {
  /** Size of the memory: higher addresses are refused. Without it, all that a program can hold are allowed. */
  readonly addresses?: AddressCounts;
}

/** What an algorithm may be written in. */
export type AlgorithmNotation = 'listing' | 'protobuf' | 'json';

const BYTE_ORDER_MARK = /^\uFEFF/;
/** How texts begin that are no listings, after blanks and comments. */
const JSON_BEGINNING = /[[{"]/y;
const PROTOBUF_BEGINNING = /[A-Za-z_]\w*(?:_instructions?\b|\s*[{<])/y;

/**
 * Reads an algorithm from text in any of its notations, told apart by how the text begins: a listing (`def Setup():`),
 * the reference's protobuf text (`setup_instructions {`) or JSON (`{ "setup": [`).
 *
 * Constants come out as they are stored, in single precision where the op has it, and unused fields as 0. Listings
 * with exact constants come out to the last bit. Whatever the text, the only error thrown is an
 * `AlgorithmSyntaxError`: it names line and column, what was found and what was expected.
 */
export function parseAlgorithm(fileText: string, options: ParseOptions = {}): Algorithm {
  const text = fileText.replace(BYTE_ORDER_MARK, '');
  refuseBinary(text);
  switch (notationOf(text)) {
    case 'json':
      return parseJsonAlgorithm(text, options);
    case 'protobuf':
      return parseProtobufAlgorithm(text, options);
    case 'listing':
      return parseListing(text, options);
  }
}

/** Which notation a text is in, going by its beginning; `listing` where it is none. */
export function notationOf(text: string): AlgorithmNotation {
  const jsonOffset = afterBlanks(text, 0, '//');
  if (matchAt(JSON_BEGINNING, text, jsonOffset) !== null) return 'json';
  const offset = afterBlanks(text, 0, '#');
  return matchAt(PROTOBUF_BEGINNING, text, offset) !== null ? 'protobuf' : 'listing';
}

/** Reads a listing; see `parsing/parse-listing.ts` for what it may look like. */
export function parseListing(text: string, options: ParseOptions = {}): Algorithm {
  return checked(readListing(text), options);
}

/** Reads the reference's protobuf text; see `parsing/parse-protobuf.ts`. */
export function parseProtobufAlgorithm(text: string, options: ParseOptions = {}): Algorithm {
  return checked(readProtobuf(text), options);
}

/** Reads JSON text; see `json-form.ts`. */
export function parseJsonAlgorithm(text: string, options: ParseOptions = {}): Algorithm {
  return parseJson(text, options.addresses);
}

function checked({ algorithm, locate }: LocatedAlgorithm, { addresses }: ParseOptions): Algorithm {
  const [problem] = checkAlgorithm(algorithm, addresses);
  if (problem === undefined) return algorithm;
  throw new AlgorithmSyntaxError({ ...locate(problem), found: problem.found, expected: problem.expected });
}

function refuseBinary(text: string): void {
  const offset = text.search(/[\0\uFFFD]/);
  if (offset < 0) return;
  const expected = 'text: a listing that begins with def Setup():, protobuf text or JSON';
  throw new AlgorithmSyntaxError({ ...positionAt(text, offset), found: 'binary data', expected });
}
