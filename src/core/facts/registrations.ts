import type { KfuncFlag } from "../uapi/kfunc-flags.ts";
import { flagsOf } from "./flags.ts";
import type { KfuncSetMembership } from "./kfuncs-file.ts";
import type { ReleaseFacts } from "./release-facts.ts";

/** Neighbouring imported releases that register a kfunc alike. */
export interface RegistrationSpan {
  /** The oldest of them, and the newest. */
  readonly since: string;
  readonly until: string;
  /** Of any of its sets. */
  readonly flags: readonly KfuncFlag[];
  readonly sets: readonly KfuncSetMembership[];
}

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** How a kfunc was registered, the newest first. Releases are given the newest first. */
export function registrationsOf(releases: readonly ReleaseFacts[], name: string): RegistrationSpan[] {
  const spans: RegistrationSpan[] = [];
  let isOpen = false;
  for (const { release, kfuncs } of releases) {
    const fact = kfuncs.get(name);
    const last = spans.at(-1);
    if (fact && isOpen && last && isSame(last.sets, fact.sets)) {
      spans[spans.length - 1] = { ...last, since: release };
    } else if (fact) {
      spans.push({ since: release, until: release, flags: flagsOf(fact), sets: fact.sets });
    }
    isOpen = fact !== undefined;
  }
  return spans;
}
