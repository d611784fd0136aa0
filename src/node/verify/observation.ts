import { printValue } from "../../core/emulator/compare/expected-value.ts";
import type { CallRecord, DecodedValue, Outcome } from "../../core/emulator/outcome.ts";
import type { Observation, ObservedCall } from "../../core/spec/record.ts";

/** Values that differ by nature, and as what they are compared instead. */
export const differingByNature = [
  { value: "pointers", compared: "NULL or not NULL", because: "addresses differ at every boot" },
  {
    value: "what a struct bpf_dynptr holds",
    compared: "not at all",
    because: "its bytes are the kernel's own and hold an address; the emulator shows what they stand for",
  },
  {
    value: "memory that a call was handed and left alone",
    compared: "not at all",
    because: "on Linux's stack stands what was left there; the emulator knows that nothing was written",
  },
] as const;

const isDynptr = ({ type }: DecodedValue) => /\bstruct bpf_dynptr\b/.test(type);

function* flatten(path: string, value: DecodedValue): Generator<[string, string]> {
  if (value.kind === "pointer") {
    yield [path, value.null ? "NULL" : "not NULL"];
    if (value.pointee && !isDynptr(value)) yield* flattenPointee(path, value.pointee);
  } else if (value.kind === "struct") {
    for (const member of value.members) yield* flatten(`${path}.${member.name}`, member.value);
  } else {
    yield [path, printValue(value)];
  }
}

/** A member of what a pointer points to is written like a member of the pointer, as scenarios do. */
function flattenPointee(path: string, value: DecodedValue): Iterable<[string, string]> {
  return flatten(value.kind === "struct" ? path : `*${path}`, value);
}

/** What an argument points to counts where the call changed it, or where it is a struct that the kfunc reads. */
function* argumentValues({ name, before, after }: CallRecord["args"][number]): Generator<[string, string]> {
  const value = after ?? before;
  const untouched = after === undefined && value.kind === "pointer" && value.pointee?.kind !== "struct";
  yield* flatten(name, untouched ? withoutPointee(value) : value);
}

function withoutPointee(value: DecodedValue): DecodedValue {
  if (value.kind !== "pointer") return value;
  const { pointee: _, ...pointer } = value;
  return pointer;
}

function observeCall({ kfunc, args, returns }: CallRecord): ObservedCall {
  const result = returns && flatten("returns", withoutPointee(returns)).next().value;
  return {
    kfunc,
    ...(result && { returns: result[1] }),
    args: Object.fromEntries(args.flatMap((argument) => [...argumentValues(argument)])),
  };
}

/** The part of an outcome that another engine must show too: by it the engines are compared, and it is what is recorded. */
export function observe({ returns, packet, globals, calls, unobserved = [] }: Outcome): Observation {
  return {
    ...(returns && { returns: printValue(returns) }),
    ...(packet && { packet: packet.after === packet.before ? "unchanged" : packet.after }),
    globals: Object.fromEntries(globals.flatMap(({ name, after }) => [...flatten(name, after)])),
    ...(!unobserved.includes("calls") && { calls: calls.map(observeCall) }),
  };
}
