import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import type { LinkedObject } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import { argumentStruct } from "./context-input.ts";
import { emulate } from "./emulate.ts";
import type { KernelFacts } from "./kernel-facts.ts";
import type { Outcome } from "./outcome.ts";

/** What a scenario left out that its program reads: the members of the struct that its parameter points to, where it is one. */
export interface MissingContext {
  readonly members: readonly string[];
}

/** Of a context without a struct that tells it, in bytes. */
const LARGE_ENOUGH = 4096;

function membersOf(btf: Btf, type: number): string[] {
  const struct = btf.resolved(type);
  return "members" in struct ? struct.members.map(({ name }) => name).filter((name) => name !== "") : [];
}

/**
 * Whether a SEC("syscall") program broke a rule because its scenario hands it no context, so that it gets NULL: it does not break it there
 * with a context of zeros. Undefined where that is not why.
 */
export function missingContext(
  object: LinkedObject,
  programName: string,
  scenario: Scenario,
  { fault }: Outcome,
  facts: KernelFacts,
): MissingContext | undefined {
  const program = object.programs.find(({ name }) => name === programName);
  if (!fault || scenario.context !== undefined || program?.programType !== "BPF_PROG_TYPE_SYSCALL") return undefined;
  const struct = argumentStruct(object, program);
  const size = struct ? sizeOf(struct.btf, struct.type) : LARGE_ENOUGH;
  const { outcome } = emulate(object, programName, { ...scenario, context: "00".repeat(size) }, facts);
  if (!outcome || (outcome.fault?.rule === fault.rule && outcome.fault.at.slot === fault.at.slot)) return undefined;
  return { members: struct ? membersOf(struct.btf, struct.type) : [] };
}
