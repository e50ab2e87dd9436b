/** A bundle that cannot be trusted or read: says what is wrong with it, and where. */
export class BundleError extends Error {
  readonly file: string;

  /** @param problem such as `runs/x/spec.json: is damaged` */
  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`bundle ${file}: ${problem}`, options);
    this.name = 'BundleError';
    this.file = file;
  }
}
