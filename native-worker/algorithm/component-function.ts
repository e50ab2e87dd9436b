/** The three functions that make up an algorithm (paper, section 2, figure 1). */
export type ComponentFunction = 'setup' | 'predict' | 'learn';

/** All component functions, in the order in which a packed program holds them. */
export const COMPONENT_FUNCTIONS = ['setup', 'predict', 'learn'] as const;
