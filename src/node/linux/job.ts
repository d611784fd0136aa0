import type { StreamName } from "../../core/kernel/objects/program-streams.ts";
import type { ModuleGroup } from "./kernel-modules.ts";

/** A kernel that QEMU can boot. */
export interface LinuxKernel {
  /** The release that was asked for: `7.3`; for a file given by its path, that of its version. */
  readonly release: string;
  /** As the kernel names itself (`uname -r`): `7.3.4+deb13-cloud-amd64`. */
  readonly version: string;
  /** Path of the vmlinuz. */
  readonly image: string;
  /** Path of the same kernel unpacked, which QEMU boots sooner; absent where it can't. */
  readonly unpacked?: string;
  /** SHA-256 of the vmlinuz, in hexadecimal. */
  readonly sha256: string;
  /** Paths of uncompressed modules, in the order in which they are loaded. */
  readonly modules: readonly string[];
  /** The Debian package that the image is from; absent for a file given by its path. */
  readonly package?: LinuxPackage;
}

export interface LinuxPackage {
  readonly name: string;
  /** Of the package: `7.3.4-1~bpo13+1`. */
  readonly version: string;
  readonly suite: string;
  /** SHA-256 of the .deb, in hexadecimal. */
  readonly sha256: string;
}

/** The bytes of a section that holds global variables: `.rodata`, `.data`, `.bss` or one such as `.data.shared`. */
export interface SectionBytes {
  readonly section: string;
  readonly bytes: Uint8Array;
}

/**
 * An action of the agent (`agent/actions.c`) or a command, and its arguments; a command is looked for in /sbin (`ip`) and
 * among busybox's applets. No shell.
 */
export type SetUpCommand = readonly [command: string, ...args: string[]];

/** What BPF_PROG_TEST_RUN is given; it runs the program once. */
export interface TestRun {
  /** `data_in`: the whole packet, fragments included. */
  readonly packet?: Uint8Array;
  /** For XDP: bytes of the packet in the linear part; the rest is handed over in fragments. */
  readonly linearLength?: number;
  /** `ctx_in` as it is, for programs that are not XDP; not together with `linearLength`. */
  readonly context?: Uint8Array;
  /** Program types that run at any rate once refuse a number of runs. Once by default. */
  readonly repeat?: 0 | 1;
  /** The kernel is asked for `ctx_out`; types that write to `ctx_in` instead refuse that. By default where there is a context. */
  readonly asksForContext?: boolean;
}

/** How a program is attached: the name of a way in `agent/attach.c`, and words for it. */
export type AttachWords = readonly [way: string, ...words: string[]];

/** Attaches the program, does the actions in the job's own process, and detaches. */
export interface Drive {
  /** Absent: the program is not attached; an action test-runs it. */
  readonly attach?: AttachWords;
  /** Actions of the agent, `test-run` and `iterate` among them. */
  readonly actions: readonly SetUpCommand[];
}

/** An element that a map is given before the run. */
export interface MapElement {
  readonly map: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  /** A companion whose descriptor stands in the value behind its first word. */
  readonly program?: string;
}

/** A kfunc whose calls are to be observed. */
export interface TracedKfunc {
  readonly kfunc: string;
  /** Arguments that point to memory to look at, by position from 0, and how many bytes there: at most 256 each. */
  readonly pointees: readonly { readonly arg: number; readonly bytes: number }[];
}

/** One program to load and run, in network namespaces of its own. */
export interface LinuxJob {
  /** Names the job in messages; each job of a list has another. */
  readonly name: string;
  /** The BPF object as clang wrote it. */
  readonly object: Uint8Array;
  /** The one program of the object that is loaded and run. */
  readonly program: string;
  /** Further programs that are loaded: its tail calls and redirects can lead there. */
  readonly companions?: readonly string[];
  /** Programs of the object that are loaded with it and test-run before it, in order, without a context. */
  readonly before?: readonly string[];
  /** Programs that run in the place of functions of the program, as their sections name them. */
  readonly replacedBy?: readonly string[];
  /** Whole sections as they are to stand before the run (.rodata: before the load); at most as long as in the object. */
  readonly globals?: readonly SectionBytes[];
  /**
   * Run in order before the load, in a fresh network namespace with `lo` up; the job ends where one fails. Further
   * namespaces are made with `ip netns add` and `ip netns set`; they are the job's alone.
   */
  readonly setUp?: readonly SetUpCommand[];
  /** Absent: the program is loaded, but not run. */
  readonly run?: TestRun;
  /** Where it is given, `run` is what an action `test-run` hands over, and nothing runs by itself. */
  readonly drive?: Drive;
  /** The kernel's configuration as libbpf reads it, a line an option; it finds none where it is absent. */
  readonly kconfig?: string;
  /** For a section name that libbpf may not know: the numbers of the program's type and attach type. */
  readonly programType?: { readonly type: number; readonly attach?: number };
  readonly maps?: readonly MapElement[];
  /** Lines of bpf_printk are wanted. */
  readonly prints?: boolean;
  /** Processors that the guest must have, all online; one by default. */
  readonly processors?: number;
  /** Modules that must be loaded. */
  readonly modules?: readonly ModuleGroup[];
  /** Calls by any process are observed: callbacks of timers and work queues run in the kernel's own threads. */
  readonly tracesAll?: boolean;
  /** Calls to observe during the run. */
  readonly trace?: readonly TracedKfunc[];
}

/** What stood at an argument that points to memory, by the argument's position. */
export interface PointeeBytes {
  readonly arg: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** One call of a traced kfunc, as the kernel saw it. */
export interface ObservedKfuncCall {
  readonly kfunc: string;
  /** Registers as 64-bit values without a sign, one for each parameter. */
  readonly args: readonly bigint[];
  /** Register R0 after the call; meaningless above the return type's width, and for void. */
  readonly returns: bigint;
  /** For the arguments that the job asked for; missing where the memory could not be read (NULL). */
  readonly pointees: readonly PointeeBytes[];
}

/** A kfunc whose calls can't be seen on this kernel, and why, in the words of libbpf or the kernel. */
export interface UntracedKfunc {
  readonly kfunc: string;
  readonly reason: string;
}

/** The elements of a map after the run, in the kernel's order; not all where `isCut`. */
export interface MapContent {
  readonly name: string;
  readonly entries: readonly { readonly key: Uint8Array; readonly value: Uint8Array }[];
  readonly isCut: boolean;
}

/** What came of actions. */
export interface Driven {
  /** What each action's system call returned, or a negative errno. */
  readonly results: readonly number[];
  /** What an iterator wrote. */
  readonly output?: Uint8Array;
  /** Of the process that did the actions, and of the last child that it started; 0 where it started none. */
  readonly pid: number;
  readonly childPid: number;
  /** Of the cgroup that the program was attached to, or else the process's own. */
  readonly cgroupId: bigint;
}

/** What came of a job. */
export type LinuxResult =
  /** Loaded, and run where the job asks for that. */
  | {
      readonly kind: "ran";
      /**
       * The program's return value, for a test-run 32 bits without a sign. Absent where the job was only loaded, and of an
       * attached program where its runs did not all return the same or can't be watched.
       */
      readonly returns?: number;
      /** How often an attached program ran. */
      readonly runs?: number;
      /** The packet after the run, whole. Absent where the job had none. */
      readonly packet?: Uint8Array;
      /** The context after the run, where the job handed one over. */
      readonly context?: Uint8Array;
      /** Every section with global variables after the run. */
      readonly globals: readonly SectionBytes[];
      readonly maps?: readonly MapContent[];
      /** Lines of bpf_printk, where they were wanted. */
      readonly printed?: readonly string[];
      /** What stands in the program's streams, as the kernel wrote it; absent before Linux 6.17, which has none to read. */
      readonly streams?: Partial<Readonly<Record<StreamName, string>>>;
      /** Of a drive. */
      readonly driven?: Driven;
      /** In order; of the kfuncs that could be traced. */
      readonly calls: readonly ObservedKfuncCall[];
      readonly untraced: readonly UntracedKfunc[];
      /** The verifier's log at level 1. */
      readonly log: string;
    }
  /** The verifier refused the program. */
  | { readonly kind: "rejected"; readonly errno: number; readonly log: string }
  /** libbpf gave up before the verifier saw the program: no such program, a kfunc or type that the kernel has not. */
  | { readonly kind: "not-loadable"; readonly errno: number; readonly messages: string }
  | {
      readonly kind: "set-up-failed";
      readonly command: SetUpCommand;
      /** 128 + signal where one ended it. */
      readonly exitCode: number;
      readonly stderr: string;
    }
  /** An element could not be put into a map, or the program could not be attached. */
  | { readonly kind: "maps-refused" | "not-attached"; readonly errno: number; readonly messages: string }
  /** BPF_PROG_TEST_RUN refused the input or does not serve this program type. */
  | { readonly kind: "run-refused"; readonly errno: number; readonly log: string }
  /** It used up the memory that a job has, and the kernel ended it. */
  | { readonly kind: "out-of-memory"; readonly during: JobPhase }
  /** It did not end within its time; `during` is what it was doing. */
  | { readonly kind: "timed-out"; readonly seconds: number; readonly during: JobPhase }
  /** The kernel went down while it ran; the last lines of its console. */
  | { readonly kind: "crashed"; readonly during: JobPhase; readonly console: string }
  /** No answer, although the guest was booted again for it: a fault of the engine, not of the job. */
  | { readonly kind: "lost"; readonly reason: string; readonly console: string };

export type JobPhase = "set-up" | "load" | "run" | "report";

/** Said of each guest that ran, for measuring. */
export interface GuestReport {
  readonly kernel: string;
  readonly jobs: number;
  readonly answered: number;
  /** On the clock, from QEMU's start to the agent's first line, and to QEMU's end. */
  readonly bootSeconds: number | undefined;
  readonly seconds: number;
  /** Of the machine that it ran on; undefined for a guest that went down. */
  readonly processorSeconds: number | undefined;
}

export interface LinuxOptions {
  /** Where agents and images are kept: `.cache/kfdoc`. */
  readonly cache: string;
  /** Guests side by side; by default as many as there are processors, but not more than two. */
  readonly guests?: number;
  /** For each job, on the clock; 20 by default. */
  readonly jobSeconds?: number;
  readonly onGuest?: (report: GuestReport) => void;
}
