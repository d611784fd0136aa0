/** Something that keeps a kernel from being imported and that the maintainer can mend: printed without a stack trace. */
export class ImportError extends Error {
  /** What to do about it. */
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
