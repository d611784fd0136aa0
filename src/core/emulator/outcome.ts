import type { StreamName } from "../kernel/objects/program-streams.ts";
import type { FaultRule } from "../vm/fault.ts";

/** A place in C, as the object's line information has it. */
export interface CodePlace {
  readonly slot: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text of the line. */
  readonly text: string;
}

/** A 64-bit value as JSON can carry it: decimal digits, with a minus sign where its type is signed. */
export type DecimalInteger = string;

/** A value of a C type as it stood at one moment, decoded by BTF; `type` is empty where it is not known. */
export type DecodedValue =
  | {
      readonly kind: "integer";
      readonly type: string;
      readonly value: DecimalInteger /** The enumerator or errno it stands for, such as XDP_PASS, -EINVAL. */;
      readonly name?: string;
    }
  | {
      readonly kind: "pointer";
      readonly type: string /** "NULL", or what it points to: "xfrm_state #1", "stack", "packet+14". */;
      readonly target: string;
      readonly null: boolean /** What stands there, for pointers to small known structs. */;
      readonly pointee?: DecodedValue;
    }
  | {
      readonly kind: "struct";
      readonly type: string;
      readonly members: readonly { readonly name: string; readonly value: DecodedValue }[];
    }
  | { readonly kind: "bytes"; readonly type: string /** Hexadecimal. */; readonly hex: string }
  /** One that differs from run to run, of which only is on record as what. */
  | { readonly kind: "varying"; readonly type: string; readonly meaning: string };

/** One call of a kfunc with its arguments before and after, and what it returned. */
export interface CallRecord {
  readonly kfunc: string;
  readonly at: CodePlace;
  /** The callback that made it, in `Outcome.callbacks`; absent for the program itself. */
  readonly callback?: number;
  readonly args: readonly {
    readonly name: string;
    readonly before: DecodedValue /** Present where the call changed what the argument points to. */;
    readonly after?: DecodedValue;
  }[];
  /** Absent for void, and where a fault ended the call. */
  readonly returns?: DecodedValue;
}

export interface FaultRecord {
  readonly rule: FaultRule;
  readonly message: string;
  readonly at: CodePlace;
  /** The instruction as text. */
  readonly instruction: string;
  readonly origin?: { readonly at: CodePlace; readonly message: string };
  /** The callback that it ended, in `Outcome.callbacks`; absent for the program itself. */
  readonly callback?: number;
}

/** One run of a callback that a program left behind: of a timer, a work queue, or task work. */
export interface CallbackRecord {
  /** The struct that started it: bpf_timer, bpf_wq, bpf_task_work. */
  readonly kind: string;
  readonly map: string;
  readonly function: string;
  /** Nanoseconds since the start of the first run. */
  readonly at: DecimalInteger;
}

/** What a register holds: 64 bits in hexadecimal with 0x, and for a pointer what it points to; null where it may not be read. */
export type RegisterValue = {
  readonly hex: string;
  readonly target?: string;
  /** What begins where a pointer leads within something, by the path in C: `se.vruntime`. */
  readonly member?: string;
} | null;

/** Bytes in a region, in hexadecimal. */
export interface MemoryChange {
  /** The region's name. */
  readonly region: string;
  readonly offset: number;
  readonly hex: string;
  /** Of a pointer: where it leads. */
  readonly target?: string;
}

/** One executed instruction: what it was and what it changed. */
export interface Step {
  readonly slot: number;
  /** Registers that it changed, 0 to 10. */
  readonly registers?: Readonly<Record<number, RegisterValue>>;
  /** Registers as a run or a callback begins with this step, before it. */
  readonly entry?: Readonly<Record<number, RegisterValue>>;
  /** Memory writes: the region's name, offset in it, bytes in hexadecimal. */
  readonly memory?: readonly MemoryChange[];
  /** Memory that came with it, or took the place of memory of that name. */
  readonly regions?: readonly TimelineRegion[];
  /** Index in `Outcome.calls` when this step called a kfunc. */
  readonly call?: number;
  /** All that the program holds after it, in words, where that changed: references, locks, sections. */
  readonly held?: readonly string[];
  /** What begins with this step, where it is not the first run of the program: a further one, or a callback. */
  readonly begins?: string;
}

/** A number or pointer somewhere in a region, by its C path. */
export interface TimelineField {
  /** `counters.packets`, `seen[3]` */
  readonly path: string;
  readonly type: string;
  /** In bytes from the start of the region. */
  readonly offset: number;
  readonly size: number;
  readonly signed?: true;
  readonly pointer?: true;
  /** Of a bit-field: where it stands in its bytes as a little-endian number. */
  readonly bits?: { readonly shift: number; readonly width: number };
}

/** Memory of the program's, or that it wrote to. */
export interface TimelineRegion {
  /** As `Step.memory` names it. */
  readonly name: string;
  readonly kind: string;
  /** In bytes. */
  readonly size: number;
  /** Its contents before the program ran; absent where nothing was written there yet, and for a large one. */
  readonly hex?: string;
  /** Bytes of it that are known before the program ran, of memory of which parts are shown. */
  readonly parts?: readonly Omit<MemoryChange, "region">[];
  /** What the whole is in C, where that is known: `struct task_struct`. */
  readonly type?: string;
  /** The variables or members of it. */
  readonly fields?: readonly TimelineField[];
  /** There are further members that are not shown. */
  readonly isCut?: true;
  /** Members that the model does not fill, or that the program may not read. */
  readonly unknown?: readonly string[];
  /** Of a packet: where its first header stands, and which that is. */
  readonly packet?: { readonly offset: number; readonly begins: "ethernet" | "network" };
}

/** The run step by step, with what is needed to draw it. */
export interface Timeline {
  /** Disassembly of the whole program by slot. */
  readonly code: readonly { readonly slot: number; readonly text: string; readonly at?: CodePlace }[];
  readonly steps: readonly Step[];
  /** Absent where the run was not recorded. */
  readonly regions?: readonly TimelineRegion[];
  /** Steps that were run but not recorded, past the limit of a timeline. */
  readonly omitted: number;
}

/** What an engine may have no means to see; the part then stands empty in its outcome. */
export type UnobservedPart =
  /** Of a program that is attached and can't be watched from outside. */
  | "returns"
  | "calls"
  | "maps"
  | "printed"
  | "streams"
  | "results"
  /** Where calls stand in the code. */
  | "callPlaces"
  /** What globals held before the run; they then stand there as after it. */
  | "globalsBefore"
  | "referencesHeld"
  | "instructionsExecuted"
  | "timeline";

/** The elements of one map after the run, in the order in which the kernel hands them out. */
export interface MapRecord {
  readonly name: string;
  readonly entries: readonly { readonly key: DecodedValue; readonly value: DecodedValue }[];
  /** There were more than are shown. */
  readonly isCut?: boolean;
}

/** What one action of the trigger came to: what its system call returned, or a negative errno. */
export interface ActionRecord {
  /** As the scenario names it: `open`, `tcp`. */
  readonly action: string;
  readonly result: DecodedValue;
}

/** Numbers that differ from run to run, by what a scenario calls them: see `varies` of `ExpectedValue`. */
export type Identities = Partial<Readonly<Record<"pid" | "child-pid" | "cgroup-id", DecimalInteger>>>;

/** What a scenario did. Both engines hand back this type; it is plain JSON. */
export interface Outcome {
  /** Absent where the engine saw everything. */
  readonly unobserved?: readonly UnobservedPart[];
  /** Absent where a fault ended the run, where there is nothing to return, and where runs did not all return the same: see `endingOf`. */
  readonly returns?: DecodedValue;
  /** How often a program that was attached ran; absent for one that ran once by itself. */
  readonly runs?: number;
  readonly fault?: FaultRecord;
  /** The packet after the run, in hexadecimal; absent for programs without one. */
  readonly packet?: {
    readonly before: string;
    readonly after: string /** Bytes in the linear part. */;
    readonly linearLength: number;
  };
  readonly globals: readonly { readonly name: string; readonly before: DecodedValue; readonly after: DecodedValue }[];
  /** Of the maps that the object declares; absent where it has none. */
  readonly maps?: readonly MapRecord[];
  /** The context struct of a test-run; absent where there was none to see. */
  readonly context?: { readonly before: DecodedValue; readonly after: DecodedValue };
  /** Where a packet goes for which an XDP program returned XDP_REDIRECT: by a map's key, or a device. No test run sends it. */
  readonly redirect?: {
    readonly map?: string;
    readonly key?: DecimalInteger;
    readonly to: string;
    /** Programs of maps that it went through, and what they returned. */
    readonly programs?: readonly { readonly name: string; readonly returns: DecodedValue }[];
  };
  /** What an iterator wrote. */
  readonly output?: string;
  /** Of a trigger, in order. */
  readonly actions?: readonly ActionRecord[];
  readonly identities?: Identities;
  readonly calls: readonly CallRecord[];
  /** Calls after those that are recorded; absent where there were none. */
  readonly callsOmitted?: number;
  /** In order; absent where there were none, or none could be seen. */
  readonly callbacks?: readonly CallbackRecord[];
  /** References still held at the end. */
  readonly referencesHeld: readonly { readonly object: string; readonly acquiredAt: CodePlace }[];
  /** Lines printed with bpf_printk; absent where there are none. */
  readonly printed?: readonly string[];
  /**
   * What stands in the program's own streams; a stream in which nothing stands may be missing. Absent where nothing was written,
   * and where an engine does not read them.
   */
  readonly streams?: Partial<Readonly<Record<StreamName, string>>>;
  readonly instructionsExecuted: number;
  readonly timeline: Timeline;
}
