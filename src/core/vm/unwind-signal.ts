/**
 * Ends all running functions of the program at once, as bpf_throw does. Thrown by the environment, within the call of a helper or
 * kfunc; never escapes `Machine.run`.
 */
export class UnwindSignal extends Error {
  /** What the program returns, or its exception callback is called with. */
  readonly cookie: bigint;

  constructor(cookie: bigint) {
    super("the program is unwound");
    this.name = "UnwindSignal";
    this.cookie = cookie;
  }
}
