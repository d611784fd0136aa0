/** What a test asks of the emulator. */
export type SelftestKind =
  /** The verifier takes the program and a test run returns a value. */
  | "retval"
  /** The verifier takes the program, which is not run. */
  | "success"
  /** The verifier refuses the program, which calls kfuncs: the emulator is to find an input that breaks a rule. */
  | "failure";

/** How a test ended. The first two are what Linux does. */
export const endings = [
  /** It returned the value, or it ran to its end where no value is known, or a rule was broken where Linux refuses it. */
  "agrees",
  /** It is for another architecture, for a kernel without a JIT, or Linux itself runs nothing of it. */
  "not for this run",
  /** The object does not load here. */
  "not loaded",
  /** The emulator has no model of something that the run needs. */
  "gap",
  /** A fault where Linux takes the program. */
  "false fault",
  /** A fault of a rule that the emulator holds and Linux does not, for users with all rights. */
  "stricter",
  "other value",
  /** The verifier refuses it and no input broke a rule. */
  "no fault",
  /** An exception of the emulator, or no end in time. */
  "broken",
] as const;

export type Ending = (typeof endings)[number];

export interface ProgramResult {
  readonly program: string;
  readonly kind: SelftestKind;
  /** Empty where nothing is known of the program. */
  readonly programType: string;
  /** By itself or through its functions. */
  readonly callsKfuncs: boolean;
  readonly ending: Ending;
  /** Why, in words that programs of many files share; empty where it agrees. */
  readonly reason: string;
  /** The whole of what the emulator said, with the place. */
  readonly detail?: string;
  /** Of a fault where Linux refuses the program: the verifier's words are among those of the fault's rule. */
  readonly isNamedAlike?: boolean;
}

export interface FileResult {
  /** Without `.c`. */
  readonly file: string;
  /** Why the object is not there or does not load. */
  readonly unloaded?: string;
  /** It declares kfuncs of the tests' own kernel module, which has no models. */
  readonly needsTestModule?: boolean;
  /** Reading or loading the object broke or had no end. */
  readonly broken?: string;
  readonly programs: readonly ProgramResult[];
}
