import type { ProgramType } from "../../uapi/program-types.ts";

/** What a program type runs on, and how its result is read. */
export interface ContextModel {
  readonly programType: ProgramType;
  /** The struct that the program's first argument points to. */
  readonly struct: string;
  /** The enum whose values the program returns. */
  readonly returns: string;
  /** Whether the input is a packet. */
  readonly packet: boolean;
}

/** Every program type whose context is modelled. */
export const contexts: readonly ContextModel[] = [
  { programType: "BPF_PROG_TYPE_XDP", struct: "xdp_md", returns: "xdp_action", packet: true },
];
