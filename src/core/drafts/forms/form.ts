/** An object that a program of a form is handed, or finds in its context. */
export interface HandedObject {
  /** The struct it is, without the keyword. */
  readonly struct: string;
  readonly expression: string;
  /** It may be NULL, so that the call stands behind a check. */
  readonly nullable?: true;
  /** A statement that the program owes for it, such as one that drops a packet; a kfunc that takes the object away does too. */
  readonly owes?: { readonly statement: string; readonly kfunc: string };
}

/** One kind of program that a draft may be: how it begins, what it is handed, and what makes it run. */
export interface DraftForm {
  /** As the facts of availability call it, such as `struct_ops/Qdisc_ops.enqueue`. */
  readonly name: string;
  /** What stands in SEC(), where that is more than the name. */
  readonly section?: string;
  /** The head of the function with its name, by the program's name. */
  readonly head: (program: string) => string;
  /** What the function returns at its end; absent for void. */
  readonly result?: string;
  readonly objects: readonly HandedObject[];
  /** An operation of a struct_ops: its name, and the types of all that it is handed. */
  readonly operation?: { readonly name: string; readonly types: readonly string[] };
  /** Numbers that it is handed, by type: an operation's own arguments are passed on where a kfunc asks for the same. */
  readonly numbers?: readonly { readonly type: string; readonly expression: string }[];
  /** libbpf's headers beyond bpf_helpers.h. */
  readonly headers?: readonly string[];
  /** Statements before all others: events of other processes are left alone. */
  readonly opening?: readonly string[];
  /** What else the file needs behind the program: other operations and the map of a struct_ops. */
  readonly rest?: (program: string) => string;
  /** Kfuncs that `opening` and `rest` call. */
  readonly kfuncs?: readonly string[];
  /** The program may sleep, so that RCU's sections are its own to open. */
  readonly sleepable?: true;
  /** Nothing that a scenario can do makes it run for certain. */
  readonly mayNotRun?: true;
  /** Keys of a scenario as lines of YAML: what makes the program run. */
  readonly scenario: readonly string[];
  /** `return`, where a test-run tells it. */
  readonly expected?: string;
}
