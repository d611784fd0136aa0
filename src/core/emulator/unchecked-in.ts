import type { Btf } from "../btf/btf.ts";
import { findMember, sizeOf } from "../btf/layout.ts";
import { CALL, callTargets } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import { registerBit } from "../isa/register-use.ts";
import { contexts } from "../kernel/contexts/contexts.ts";
import { kptrTags } from "../kernel/fields/special-field.ts";
import { functionParameters, pointeeOf } from "../kernel/functions/parameters.ts";
import { helperName } from "../kernel/helpers/call-helper.ts";
import { changesPacket } from "../kernel/helpers/changes-packet.ts";
import { mayReturnNull } from "../kernel/helpers/null-results.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import type { ContextPointer } from "../vm/analysis/context-pointer.ts";
import { followedProgram } from "../vm/analysis/followed-program.ts";
import { type PointerSources, type UncheckedPointers, uncheckedPointers } from "../vm/analysis/unchecked-pointers.ts";
import { unprovenPackets } from "../vm/analysis/unproven-packets.ts";
import type { WatchedSlots } from "../vm/execution/step-table.ts";
import type { KernelFacts } from "./kernel-facts.ts";
import type { ProgramImage } from "./program-image.ts";

/** Calls and instructions whose pointers are perhaps used as Linux does not allow it. */
export type UncheckedUses = UncheckedPointers & WatchedSlots;

type CalledFacts = Pick<KernelFacts, "btf" | "kfuncs">;

/** The name of the helper or the kfunc that is called; undefined for another instruction. */
function calledName({ opcode, src, imm }: Instruction, btf: Btf): string | undefined {
  if (opcode !== CALL) return undefined;
  if (src === callTargets.helper) return helperName(btf, imm);
  const called = src === callTargets.kfunc ? btf.type(imm) : undefined;
  return called?.kind === "func" ? called.name : undefined;
}

/** Whether a kfunc with KF_RET_NULL, or a helper like it, is called. */
function resultMayBeNull(call: Instruction, { btf, kfuncs }: CalledFacts): boolean {
  const name = calledName(call, btf) ?? "";
  return mayReturnNull.has(name) || (kfuncs.get(name)?.flags.includes("KF_RET_NULL") ?? false);
}

/** Members of contexts that are pointers: to bytes such as the packet's, to the end of them, and to sockets that may be missing. */
const pointerMembers: readonly (readonly [ContextPointer, readonly string[]])[] = [
  ["packet", ["data", "skb_data", "optval"]],
  ["pointer", ["data_meta"]],
  ["nullable-pointer", ["sk", "migrating_sk"]],
  ["packet-end", ["data_end", "skb_data_end", "optval_end"]],
];

/** The pointers that loads from the context give. A member that may be NULL in one program type never is in another. */
function contextLoads(btf: Btf, programType: string): PointerSources["contextHolds"] {
  // Of XDP, only programs of maps have a context that a scenario may describe, and with it its struct.
  const struct = contexts.find((each) => each.programType === programType && each.struct !== undefined)?.struct;
  const type = struct === undefined ? undefined : btf.find("struct", struct);
  if (type === undefined) return () => undefined;
  const places = pointerMembers.flatMap(([pointer, names]) =>
    names
      .flatMap((name) => findMember(btf, type, name) ?? [])
      .map((found) => ({ pointer, offset: found.bitOffset / 8, size: sizeOf(btf, found.type) })),
  );
  return (offset, bytes) => places.find((each) => each.offset === offset && each.size === bytes)?.pointer;
}

/** Whether a program's types say of a pointer that a map keeps it. */
const keepsPointers = (btf: Btf): boolean => kptrTags.some((tag) => btf.findAll("type_tag", tag).length > 0);

/** What is done with pointers that Linux may not allow. `btf` is the object's. */
export function uncheckedIn(
  {
    instructions,
    functions,
    programType,
    entries,
  }: Pick<LinkedProgram, "instructions" | "functions" | "programType"> & Pick<ProgramImage, "entries">,
  btf: Btf,
  facts: CalledFacts,
): UncheckedUses {
  const pointers = new Map(
    functions.flatMap(({ start, isGlobal, type }) => {
      if (!isGlobal || type === undefined) return [];
      const parameters = functionParameters(btf, type).filter((each) => pointeeOf(btf, each) !== undefined);
      return [[start, parameters.reduce((all, { index }) => all | registerBit(index + 1), 0)]];
    }),
  );
  const starts = new Set(entries.values());
  const program = followedProgram(
    instructions,
    functions.map(({ start }) => start),
  );
  const contextHolds = contextLoads(facts.btf, programType);
  const packets = unprovenPackets(program, {
    entries: starts,
    globals: new Set(functions.flatMap(({ start, isGlobal }) => (isGlobal ? [start] : []))),
    contextHolds,
    changesPacket: (call) => changesPacket.has(calledName(call, facts.btf) ?? ""),
  });
  const found = uncheckedPointers(program, {
    resultMayBeNull: (call) => resultMayBeNull(call, facts),
    argumentsThatMayBeNull: (start) => (starts.has(start) ? 0 : (pointers.get(start) ?? 0)),
    argumentsNotNull: (start) => (starts.has(start) ? registerBit(1) : 0),
    contextHolds,
    keepsPointers: keepsPointers(btf),
  });
  return { ...found, packets };
}
