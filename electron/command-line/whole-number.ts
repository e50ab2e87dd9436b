import { InvalidArgumentError } from 'commander';

/** Reads a number of things, at least 1. */
export function wholeNumber(text: string): number {
  return atLeast(1, text);
}

/** Reads a seed, or a number of things that may be 0. */
export function wholeNumberOrZero(text: string): number {
  return atLeast(0, text);
}

function atLeast(smallest: number, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < smallest || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError(`Expected a whole number of at least ${smallest}.`);
  }
  return value;
}
