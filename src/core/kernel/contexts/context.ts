import type { Btf } from "../../btf/btf.ts";
import type { Attachment } from "../../spec/trigger-spec.ts";
import type { ProgramType } from "../../uapi/program-types.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "../objects/btf-object.ts";
import type { PacketBytes } from "../objects/packet-parts.ts";

/** An argument of a tracing program: a number, or a kernel object's own memory. */
export type ContextArgument = bigint | BtfObject;

/** A packet that comes in on a device. */
export interface Arrival {
  /** By its name. */
  readonly device: string;
  /** The device that it is sent through. */
  readonly sentThrough: string;
  /** The program is loaded for the device alone. */
  readonly isDeviceBound: boolean;
}

/** What a scenario hands a program. */
export interface ContextInput {
  /** There for programs that run on one. */
  readonly packet?: PacketBytes;
  /** How the packet gets to the program, where it is no test run. */
  readonly arrival?: Arrival;
  /** The context struct's bytes, where the scenario describes it. */
  readonly bytes?: Uint8Array;
  /** What the scenario says beside the struct's members, by the names that the model gives. */
  readonly extras?: Readonly<Record<string, Uint8Array>>;
  /** The arguments of a tracing program, where the scenario names them. */
  readonly args?: readonly ContextArgument[];
  /** What the program's section names behind the slash: the function or tracepoint. */
  readonly target?: string;
  /** Where the program is attached, as far as the scenario says it. */
  readonly attach?: Attachment;
}

/** What stands in r1, and what can be seen of it afterwards. */
export interface EnteredContext {
  /** Absent where the program is handed NULL. */
  readonly region?: Region;
  /** The context struct as a test run hands it back; absent where it does not. */
  readonly after?: () => Uint8Array;
  /** Bytes that went in as packet and what comes back in their place, where it is not the packet that the kernel holds. */
  readonly packet?: { readonly before: Uint8Array; readonly after: () => Uint8Array };
  /** What the program stands for returns nothing, so that r0 may hold anything. */
  readonly returnsNothing?: boolean;
  /** The context of another run of the program, which is told what the last one returned; undefined at the end. */
  readonly next?: (returned: bigint) => Region | undefined;
  /** What the program wrote to be read. */
  readonly output?: () => Uint8Array;
}

/** A range of values that a program may return; signed. */
export interface ReturnRange {
  readonly least: number;
  readonly most: number;
  /** Only the lower half of the register counts. */
  readonly is32Bit?: true;
}

/** What a program is attached to, as its section names it behind the slash. */
export interface ReturnTarget {
  readonly target: string;
  readonly btf: Btf;
}

/** How a packet reaches a program type in a test run; `transport`: without what stands before its transport header. */
export type PacketUse = "none" | "xdp" | "skb" | "linear" | "transport";

/** What programs of one type run on, and how their result is read. */
export interface ContextModel {
  readonly programType: ProgramType;
  /** Of enum bpf_attach_type; programs of this type that are attached elsewhere have other contexts. Absent: any. */
  readonly attachTypes?: readonly string[];
  readonly packet: PacketUse;
  /** The struct in the kernel's BTF whose members a scenario may set. */
  readonly struct?: string;
  /** What a scenario's context may say beside members of the struct: bytes in hexadecimal, or text. */
  readonly extras?: Readonly<Record<string, "bytes" | "text">>;
  /** The enum whose values the program returns. */
  readonly returns?: string;
  /** What the verifier lets it return; anything where absent (return_retval_range, kernel/bpf/verifier.c, v7.3). */
  readonly returnRange?: (attachType: string | undefined, attachedTo: ReturnTarget) => ReturnRange | undefined;
  /** What the kernel does and the model leaves out. */
  readonly notModelled: readonly string[];
  /** Hands the input to the kernel. Throws `RefusedInput` where a test run would refuse it. */
  enter(kernel: Kernel, input: ContextInput): EnteredContext;
}

/** The input of a scenario is not what a test run takes. */
export class RefusedInput extends Error {
  readonly path: readonly (string | number)[];
  readonly help: string | undefined;
  /** It is the model that can't, not the kernel. */
  readonly isGap: boolean = false;

  constructor(message: string, path: readonly (string | number)[], help?: string) {
    super(message);
    this.path = path;
    this.help = help;
  }
}

/** What a test run would take and the model has no means for. */
export class UnmodelledInput extends RefusedInput {
  override readonly isGap = true;
}
