import type { Btf } from "../../btf/btf.ts";
import type { BtfTypeOf, TypeId } from "../../btf/types.ts";
import type { AccessSize } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "../objects/btf-object.ts";
import { argumentSlots, SLOT_BYTES } from "./argument-slots.ts";
import { type ContextArgument, type ContextModel, RefusedInput, UnmodelledInput } from "./context.ts";

/** Attach types whose programs may read what the function returned, behind the arguments. */
const seesReturn: readonly string[] = ["BPF_TRACE_FEXIT", "BPF_MODIFY_RETURN"];

type Prototype = BtfTypeOf<"func_proto">;

function prototypeAt(btf: Btf, id: TypeId | undefined): Prototype | undefined {
  const type = id === undefined ? undefined : btf.resolved(id);
  if (type?.kind === "func" || type?.kind === "ptr") return prototypeAt(btf, type.type);
  return type?.kind === "func_proto" ? type : undefined;
}

/** The types of what the program is handed: the function's parameters; a tracepoint's without the kernel's own first one. */
export function argumentTypes(btf: Btf, attachType: string, target: string): TypeId[] {
  const isTracepoint = attachType === "BPF_TRACE_RAW_TP";
  const id = isTracepoint ? btf.find("typedef", `btf_trace_${target}`) : btf.find("func", target);
  const prototype = prototypeAt(btf, id);
  if (!prototype) {
    const what = isTracepoint ? "tracepoint" : "function";
    throw new UnmodelledInput(`The facts about the kernel hold no prototype of the ${what} ${target}`, []);
  }
  const types = prototype.params.map(({ type }) => type).slice(isTracepoint ? 1 : 0);
  return seesReturn.includes(attachType) ? [...types, prototype.returns] : types;
}

function isStructPointer(btf: Btf, type: TypeId): boolean {
  const pointer = btf.resolved(type);
  const pointee = pointer.kind === "ptr" ? btf.resolved(pointer.type) : undefined;
  return pointee?.kind === "struct" || pointee?.kind === "union";
}

/** What a load of an argument gives. Pointers to objects are trusted in tracepoints only (prog_args_trusted, verifier.c, v7.3). */
function registerValue(
  kernel: Kernel,
  value: ContextArgument,
  type: TypeId,
  index: number,
  isTrusted: boolean,
): bigint {
  const { memory } = kernel;
  if (value instanceof BtfObject) return memory.addressOf(isTrusted ? value.trusted : value.walked, 0);
  if (!isStructPointer(kernel.btf, type)) return BigInt.asUintN(64, value);
  if (value === 0n) return isTrusted ? 0n : kernel.walkedNull;
  throw new RefusedInput("The argument is a pointer to a kernel object, not a number", ["context", index]);
}

/** Arguments stand in slots of eight bytes: pointers are loaded whole, numbers from their start (btf_ctx_access, btf.c, v7.3). */
function argumentsContext(kernel: Kernel, values: readonly bigint[], types: readonly TypeId[]): Region {
  const bytes = new Uint8Array(values.length * SLOT_BYTES);
  for (const [index, value] of values.entries()) {
    new DataView(bytes.buffer).setBigUint64(index * SLOT_BYTES, value, true);
  }
  const isPointer = (offset: number) => kernel.btf.resolved(types[offset / SLOT_BYTES] ?? 0).kind === "ptr";
  const mayLoad = (offset: number, size: AccessSize) =>
    offset % SLOT_BYTES === 0 && (size === SLOT_BYTES || !isPointer(offset));
  return argumentSlots(kernel, bytes, mayLoad);
}

/**
 * fentry, fexit, fmod_ret and tp_btf. A scenario names the arguments and, for fexit and fmod_ret, behind them what the
 * function returned.
 */
export const tracing: ContextModel = {
  programType: "BPF_PROG_TYPE_TRACING",
  attachTypes: ["BPF_TRACE_FENTRY", "BPF_TRACE_FEXIT", "BPF_MODIFY_RETURN", "BPF_TRACE_RAW_TP"],
  packet: "none",
  notModelled: [
    "The function that is traced: the program runs once, with the arguments that the scenario names.",
    "Arguments that the kernel's tables say may be NULL or errors.",
  ],
  /** The program is attached to a function that returns something else than the program does. */
  returnRange: (attachType) =>
    attachType === "BPF_TRACE_FENTRY" || attachType === "BPF_TRACE_FEXIT" ? { least: 0, most: 0 } : undefined,
  enter(kernel, { args, target = "" }) {
    const { attachType = "" } = kernel.program;
    const types = argumentTypes(kernel.btf, attachType, target);
    const given = args ?? [];
    if (given.length !== types.length) {
      const what = seesReturn.includes(attachType) ? ", with what the function returned as the last" : "";
      throw new RefusedInput(
        `The program is handed ${types.length} arguments and the scenario names ${given.length}`,
        args ? ["context"] : [],
        `Name ${types.length} in \`context\`${what}.`,
      );
    }
    const isTrusted = attachType === "BPF_TRACE_RAW_TP";
    const values = given.map((value, index) => registerValue(kernel, value, types[index] ?? 0, index, isTrusted));
    return { region: argumentsContext(kernel, values, types) };
  },
};
