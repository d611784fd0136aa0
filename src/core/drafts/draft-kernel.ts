import type { Btf } from "../btf/btf.ts";
import type { KfuncFact } from "../facts/kfuncs-file.ts";
import type { ReleaseFacts } from "../facts/release-facts.ts";

/** What drafts of examples are made from: the facts and the types of the newest release, which examples are built against. */
export interface DraftKernel {
  readonly facts: ReleaseFacts;
  readonly btf: Btf;
}

export function factOf({ facts }: DraftKernel, name: string): KfuncFact | undefined {
  return facts.kfuncs.get(name);
}

/** Whether the verifier lets programs of an attach form call a kfunc; undefined where that was not measured. */
export function mayCall({ facts: { availability } }: DraftKernel, form: string, kfunc: string): boolean | undefined {
  const allowed = availability && Object.hasOwn(availability.allowed, kfunc) ? availability.allowed[kfunc] : undefined;
  const found = availability?.forms.find(({ name, also = [] }) => name === form || also.includes(form));
  return allowed && (found === undefined ? false : allowed.includes(found.class));
}
