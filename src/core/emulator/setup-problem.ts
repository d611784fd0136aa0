/** Why a scenario can't be set up. The path leads into the scenario; empty where the scenario as a whole is meant. */
export interface SetupProblem {
  /** One sentence without a full stop. */
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly help?: string;
  /** The emulator has no model of what the scenario asks for; another engine may do it. */
  readonly gap?: true;
  /** An exception that nobody foresaw. */
  readonly bug?: true;
}

/** Carries a problem from deep in the set-up to `emulate`, which hands it back as a value. */
export class SetupSignal extends Error {
  readonly problem: SetupProblem;

  constructor(message: string, path: SetupProblem["path"], help?: string, gap?: true) {
    super(message);
    this.problem = { message, path, ...(help !== undefined && { help }), ...(gap && { gap }) };
  }
}

/** Carries a gap of the emulator: nothing is wrong with the scenario. */
export class GapSignal extends SetupSignal {
  constructor(message: string, path: SetupProblem["path"], help?: string) {
    super(message, path, help, true);
  }
}
