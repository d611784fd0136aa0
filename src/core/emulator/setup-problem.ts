/** Why a scenario can't be set up. The path leads into the scenario; empty where the scenario as a whole is meant. */
export interface SetupProblem {
  /** One sentence without a full stop. */
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly help?: string;
}

/** Carries a problem from deep in the set-up to `emulate`, which hands it back as a value. */
export class SetupSignal extends Error {
  readonly problem: SetupProblem;

  constructor(message: string, path: readonly (string | number)[], help?: string) {
    super(message);
    this.problem = help === undefined ? { message, path } : { message, path, help };
  }
}
