/** Something on this machine that keeps a guest from being started and that the user can mend: printed without a stack trace. */
export class LinuxUnavailable extends Error {
  /** What to do about it. */
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
