/** What a command line that is wrong, or that names what is not there, ends with. */
export const MISUSE = 2;

/** A command was called with arguments that it does not take, or that name nothing. */
export class UsageError extends Error {
  /** How it is called. */
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
