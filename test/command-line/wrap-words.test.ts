import { describe, expect, it } from 'vitest';
import { wrapWords } from '../../electron/command-line/terminal.ts';

describe('a paragraph in a window', () => {
  it('is broken between words', () => {
    expect(wrapWords('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });

  it('keeps a word that is wider than the window whole', () => {
    expect(wrapWords('a incomprehensibilities b', 5)).toEqual(['a', 'incomprehensibilities', 'b']);
  });

  it('is one line where nothing limits it', () => {
    expect(wrapWords('one two three', Infinity)).toEqual(['one two three']);
  });
});
