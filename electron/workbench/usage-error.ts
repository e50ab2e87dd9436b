/** Something that was asked for in a way that cannot be done: says what was wrong, what was expected and what to do. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}
