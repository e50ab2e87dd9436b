/** The three functions that make up an algorithm (paper, section 2, figure 1). */
export type ComponentFunction = 'setup' | 'predict' | 'learn';

/** All component functions, in the order in which a packed program holds them. */
export const COMPONENT_FUNCTIONS = ['setup', 'predict', 'learn'] as const;

/** A component function as its place in `COMPONENT_FUNCTIONS`, which is that of its length in a packed program, too. */
export type FunctionNumber = 0 | 1 | 2;

/** All component functions by number. */
export const FUNCTION_NUMBERS = [0, 1, 2] as const;
