/** A command was called with arguments that it does not take. */
export class UsageError extends Error {
  /** How it is called. */
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
