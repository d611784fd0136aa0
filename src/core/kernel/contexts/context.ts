import type { ProgramType } from "../../uapi/program-types.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { PacketBytes } from "../objects/xdp-buff.ts";

/** What programs of one type run on, and how their result is read. */
export interface ContextModel {
  readonly programType: ProgramType;
  /** Of enum bpf_attach_type: programs of this type that are attached elsewhere have other contexts. */
  readonly attachType: string;
  /** The enum whose values the program returns. */
  readonly returns: string;
  /** Hands a packet to the kernel, and gives the memory that the program's first argument points to. */
  enter(kernel: Kernel, packet: PacketBytes): Region;
}
