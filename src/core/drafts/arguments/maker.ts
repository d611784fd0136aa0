import type { KfuncFlag } from "../../uapi/kfunc-flags.ts";
import type { Workbench } from "./workbench.ts";

/** A parameter that a draft needs an argument for. */
export interface Wanted {
  readonly kfunc: string;
  readonly flags: readonly KfuncFlag[];
  readonly name: string;
  readonly type: string;
  /** The parameter before it, with what is passed for it. */
  readonly previous?: { readonly name: string; readonly type: string; readonly argument: string };
  /** It is the first: of a KF_RELEASE kfunc, what it takes away. */
  readonly isFirst: boolean;
  /** The parameter after it is its size. */
  readonly sized: boolean;
  /** The program is handed just what the kfunc takes, so that numbers are passed on. */
  readonly isPassedOn: boolean;
  /** How many objects deep: one that is acquired with another, and so on. */
  readonly depth: number;
}

/** Makes an argument up, with what it needs on the workbench; undefined where this is no case for it. */
export type ArgumentMaker = (wanted: Wanted, bench: Workbench) => string | undefined;

/** The struct that a type such as `const struct cpumask *` points to, without the keyword. */
export function structOf(type: string): string | undefined {
  return /^(?:const )?(?:struct|union) (\w+) \*$/.exec(type)?.[1];
}

export const isPointer = (type: string): boolean => type.endsWith("*");
