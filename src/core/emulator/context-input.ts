import type { Btf } from "../btf/btf.ts";
import { fromHex } from "../bytes/hex.ts";
import type { ContextArgument, ContextInput, ContextModel } from "../kernel/contexts/context.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { ProgramBytes } from "../kernel/objects/program-bytes.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import type { ContextDescription, Scenario } from "../spec/example-spec.ts";
import { argumentObject } from "./argument-object.ts";
import { arrivalOf } from "./arrival.ts";
import { encodeMembers, UnfitValue } from "./encode-value.ts";
import { packetParts } from "./packet/build-packet.ts";
import { SetupSignal } from "./setup-problem.ts";

/** A struct and the BTF that has it. */
export interface StructPlace {
  readonly btf: Btf;
  readonly type: number;
}

/** The struct that the program's own parameter points to. */
export function argumentStruct({ btf }: LinkedObject, { functions }: LinkedProgram): StructPlace | undefined {
  const entry = btf.resolved(functions[0]?.type ?? 0);
  const prototype = entry.kind === "func" ? btf.resolved(entry.type) : entry;
  const first = prototype.kind === "func_proto" ? btf.resolved(prototype.params[0]?.type ?? 0) : undefined;
  return first?.kind === "ptr" && btf.resolved(first.type).kind === "struct" ? { btf, type: first.type } : undefined;
}

/** Program types whose context is laid out by the program's own parameter. */
const ownStruct: ReadonlySet<string> = new Set(["BPF_PROG_TYPE_SYSCALL", "BPF_PROG_TYPE_TRACEPOINT"]);

/** The struct of a program's context; undefined where it is bare numbers. */
export function contextStruct(
  { struct, programType }: ContextModel,
  object: LinkedObject,
  program: LinkedProgram,
  kernelBtf: Btf,
): StructPlace | undefined {
  if (ownStruct.has(programType)) return argumentStruct(object, program);
  const type = struct === undefined ? undefined : kernelBtf.find("struct", struct);
  return type === undefined ? undefined : { btf: kernelBtf, type };
}

type Arguments = Extract<ContextDescription, readonly unknown[]>;
type Members = Exclude<ContextDescription, string | Arguments>;

function argument(kernel: Kernel, value: Arguments[number], index: number): ContextArgument {
  if (typeof value !== "object") return BigInt(value);
  const [[kind = "", content = ""] = []] = Object.entries(value);
  return argumentObject(kernel, kind, content, ["context", index]);
}

/** The struct with the members that a scenario names. */
export function memberBytes(place: StructPlace | undefined, members: Members, kernelBtf: Btf): Uint8Array {
  if (!place) throw new SetupSignal("The context of this program has no members that could be set", ["context"]);
  try {
    return encodeMembers(place.btf, place.type, members, kernelBtf);
  } catch (error) {
    if (error instanceof UnfitValue) throw new SetupSignal(error.message, ["context"]);
    throw error;
  }
}

/** What a scenario says of the context beside the struct's members. */
function extrasOf(members: Members, { extras = {} }: Pick<ContextModel, "extras">): Record<string, Uint8Array> {
  const said = Object.entries(extras).filter(([name]) => members[name] !== undefined);
  return Object.fromEntries(
    said.map(([name, form]) => {
      const text = String(members[name]);
      const bytes = form === "text" ? new TextEncoder().encode(text) : fromHex(text);
      if (!bytes) throw new SetupSignal(`${name} takes bytes in hexadecimal`, ["context", name]);
      return [name, bytes];
    }),
  );
}

function described(
  description: ContextDescription,
  kernel: Kernel,
  place: StructPlace | undefined,
  model: Pick<ContextModel, "extras">,
): Pick<ContextInput, "bytes" | "args" | "extras"> {
  if (typeof description === "string") return { bytes: fromHex(description) ?? new Uint8Array(0) };
  if (Array.isArray(description)) return { args: description.map((value, index) => argument(kernel, value, index)) };
  const all = description as Members;
  const extras = extrasOf(all, model);
  const members = Object.fromEntries(Object.entries(all).filter(([name]) => extras[name] === undefined));
  return { bytes: memberBytes(place, members, kernel.btf), extras };
}

const SKB_STRUCT = "__sk_buff";

/** A context of a packet's program whose `data_end` says how much of the packet is in the linear part. */
export function withLinearLength(bytes: Uint8Array | undefined, length: number, kernelBtf: Btf): Uint8Array {
  const context = new ProgramBytes(kernelBtf, SKB_STRUCT, bytes ?? new Uint8Array(0));
  context.set("data_end", length);
  return context.all;
}

/** What follows the slash in a section's name. */
export const targetOf = ({ section }: LinkedProgram): string => section.slice(section.indexOf("/") + 1);

/** What a scenario hands its program. */
export function contextInput(
  scenario: Scenario,
  program: LinkedProgram,
  model: ContextModel,
  kernel: Kernel,
  place: StructPlace | undefined,
): ContextInput {
  const { context, packet, attach } = scenario;
  if (packet && model.packet === "none") {
    throw new SetupSignal(`Programs of type ${model.programType} run on no packet`, ["packet"], "Remove `packet`.");
  }
  const hasFragments = model.packet === "skb" || program.flags.includes("BPF_F_XDP_HAS_FRAGS");
  const parts = model.packet === "none" ? undefined : packetParts(scenario, hasFragments, model.packet);
  const input = context === undefined ? {} : described(context, kernel, place, model);
  const isCut = scenario.linear_length !== undefined && parts !== undefined && parts.fragments.length > 0;
  const handed =
    isCut && model.packet === "skb" ? { bytes: withLinearLength(input.bytes, parts.linear.length, kernel.btf) } : input;
  const arrival = arrivalOf(scenario, program);
  return {
    target: targetOf(program),
    ...(attach && { attach }),
    ...(parts && { packet: parts }),
    ...(arrival && { arrival }),
    ...handed,
  };
}
