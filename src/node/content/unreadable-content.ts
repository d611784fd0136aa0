/** Content that a command needs can't be read. */
export class UnreadableContent extends Error {
  /** What to do, or the findings. */
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
