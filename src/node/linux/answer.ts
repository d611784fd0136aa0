import type { StreamName } from "../../core/kernel/objects/program-streams.ts";
import type { LinuxResult } from "./job.ts";

/** A line of the agent, without what only some kinds of result have: `main.c` and `run-job.c` write them. */
export interface AgentLine {
  /** The first line: how the kernel names itself. */
  readonly ready?: string;
  /** The last line: how many jobs it has done. */
  readonly end?: number;
  /** Number of the job that the line is about. */
  readonly job?: number;
  /** What the job does from now on. */
  readonly phase?: string;
  /** Of a result. */
  readonly kind?: string;
}

/** The result of a job as the agent tells it; which members there are depends on `kind`. */
export interface AgentResult extends AgentLine {
  readonly errno?: number;
  readonly log?: string;
  readonly messages?: string;
  /** Index in `setUp`. */
  readonly command?: number;
  readonly exitCode?: number;
  readonly stderr?: string;
  /** As wait(2) gives it. */
  readonly status?: number;
  readonly returns?: number;
  readonly packet?: string;
  readonly context?: string;
  /** How often an attached program ran. */
  readonly runs?: number;
  readonly results?: readonly number[];
  /** As hexadecimal, as it may be cut or of another kind than text; so are the lines of `printed`, and what stands in streams. */
  readonly output?: string;
  readonly printed?: readonly string[];
  readonly streams?: Partial<Readonly<Record<StreamName, string>>>;
  readonly pid?: number;
  readonly childPid?: number;
  readonly cgroupId?: number;
  readonly maps?: readonly AgentMap[];
  readonly globals?: readonly { readonly section: string; readonly bytes: string }[];
  readonly tracers?: readonly { readonly kfunc: string; readonly tracer: number; readonly reason: string }[];
  readonly events?: readonly AgentEvent[];
  /** Entries and exits that found no room. */
  readonly lost?: number;
}

export interface AgentMap {
  readonly name: string;
  readonly entries: readonly { readonly key: string; readonly value: string }[];
  readonly isCut: number;
}

/** A traced kfunc was entered or left. */
export interface AgentEvent {
  readonly tracer: number;
  readonly kfunc: string;
  readonly isExit: number;
  readonly returns: string;
  readonly args: string;
  readonly pointees: readonly { readonly arg: number; readonly bytes: string }[];
}

/** Reads one line; undefined for one that is empty, cut short, or no object. */
export function parseAgentLine<Line extends object = AgentResult>(text: string): Partial<Line> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export type Ran = Extract<LinuxResult, { kind: "ran" }>;
