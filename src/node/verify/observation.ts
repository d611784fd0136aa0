import { printValue, VARIES } from "../../core/emulator/compare/expected-value.ts";
import { hasMeaning } from "../../core/emulator/compare/varying.ts";
import type { CallRecord, DecodedValue, Outcome } from "../../core/emulator/outcome.ts";
import type { Expectation, VaryingMeaning } from "../../core/spec/example-spec.ts";
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
    value: "what a struct bpf_list_head holds",
    compared: "not at all",
    because: "user space is handed an empty head, which holds the address that it was copied from",
  },
  {
    value: "memory that a call was handed and left alone",
    compared: "not at all",
    because: "on Linux's stack stands what was left there; the emulator knows that nothing was written",
  },
  {
    value: "calls of kfuncs that the verifier replaces, such as of iterators over numbers",
    compared: "not at all",
    because: "it writes instructions in place of the call, which nothing can see being run",
  },
  {
    value: "calls of kfuncs that never return, such as bpf_throw",
    compared: "not at all",
    because: "a call is shown when it ends; what it leads to is compared",
  },
  {
    value: "arguments that the verifier sets",
    compared: "not at all",
    because:
      "Linux shows the size and the description of the struct in their place; the emulator what the program passes",
  },
  {
    value: "steps in a row of iterators over tasks, memory areas and slab caches",
    compared: "as one step",
    because: "every machine has others of them beside those that a scenario names",
  },
  {
    value: "what a scenario declares with `varies`",
    compared: "by what it says of the value",
    because: "pids, ids of cgroups and times differ at every run",
  },
] as const;

/** Before bytes, in hexadecimal: integers are decimal. */
export const BYTES = "0x";

const isDynptr = ({ type }: DecodedValue) => /\bstruct bpf_dynptr\b/.test(type);

/** What user space gets of these is a fresh head without nodes, at the address it was copied from (check_and_init_map_value). */
const isGraphRoot = ({ type }: DecodedValue) => type === "struct bpf_list_head";

function* flatten(path: string, value: DecodedValue): Generator<[string, string]> {
  if (value.kind === "pointer") {
    yield [path, value.null ? "NULL" : "not NULL"];
    if (value.pointee && !isDynptr(value)) yield* flattenPointee(path, value.pointee);
  } else if (isGraphRoot(value)) {
    return;
  } else if (value.kind === "struct") {
    for (const member of value.members) yield* flatten(`${path}.${member.name}`, member.value);
  } else {
    yield [path, value.kind === "bytes" ? `${BYTES}${value.hex}` : printValue(value)];
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

/** Paths at which an argument differs after the call. */
function storedIn({ name, before, after }: CallRecord["args"][number]): string[] {
  if (!after) return [];
  const earlier = new Map(flatten(name, before));
  return [...flatten(name, after)].flatMap(([path, value]) => (earlier.get(path) === value ? [] : [path]));
}

/**
 * Whether a call of a kfunc on allocated objects gets this argument from the verifier, whatever the program passes
 * (bpf_fixup_kfunc_call, kernel/bpf/verifier.c, v7.3): the type's size, its description, and the node's place in it.
 */
const isSetByVerifier = ({ name }: CallRecord["args"][number], { args }: CallRecord): boolean =>
  name === "local_type_id__k" ||
  name === "meta__ign" ||
  (name === "off" && args.some((argument) => argument.name === "meta__ign"));

/** Numbers of a run, by how they are written, and in which words they are compared. */
type VaryingNumbers = ReadonlyMap<string, string>;

function observeCall(call: CallRecord, varying: VaryingNumbers): ObservedCall {
  const { kfunc, returns } = call;
  const args = call.args.filter((argument) => !isSetByVerifier(argument, call));
  const result = returns && flatten("returns", withoutPointee(returns)).next().value;
  const stored = args.flatMap(storedIn);
  return {
    kfunc,
    ...(result && { returns: result[1] }),
    args: Object.fromEntries(
      args.flatMap((argument) =>
        [...argumentValues(argument)].map(([path, value]) => [path, varying.get(value) ?? value]),
      ),
    ),
    ...(stored.length > 0 && { stored }),
  };
}

/** Steps to something that each machine has another number of. */
const stepsOfMachines: readonly string[] = ["bpf_iter_task_next", "bpf_iter_task_vma_next", "bpf_iter_kmem_cache_next"];

/** Steps in a row are one, but for the one that finds nothing more. */
const isNoNewStep = ({ kfunc, returns }: ObservedCall, before: ObservedCall | undefined): boolean =>
  stepsOfMachines.includes(kfunc) && before?.kfunc === kfunc && returns === before.returns;

function observeCalls(calls: readonly CallRecord[], varying: VaryingNumbers): ObservedCall[] {
  const observed = calls.map((call) => observeCall(call, varying));
  return observed.filter((call, index) => !isNoNewStep(call, observed[index - 1]));
}

/** What a scenario declares to differ from run to run, by what it says that it is all the same. */
const varyingAs = (expected: unknown): VaryingMeaning | undefined =>
  typeof expected === "object" && expected !== null && "varies" in expected
    ? (expected.varies as VaryingMeaning)
    : undefined;

/** A value in the words that are compared: one that is what the scenario says that it varies as, by these words. */
function* observeValue(path: string, value: DecodedValue, expected: unknown, outcome: Outcome) {
  const meaning = varyingAs(expected);
  if (meaning !== undefined && hasMeaning(value, meaning, outcome)) yield [path, `${VARIES}${meaning}`] as const;
  else yield* flatten(path, value);
}

type Values = Readonly<Record<string, string>>;

function observeGlobals(outcome: Outcome, expected: Expectation["globals"] = {}): Values {
  return Object.fromEntries(
    outcome.globals.flatMap(({ name, after }) => [...observeValue(name, after, expected[name], outcome)]),
  );
}

/** What a global variable holds that varies, such as a key's serial number, varies where a kfunc is handed it, too. */
function varyingNumbers({ globals }: Outcome, observed: Values): VaryingNumbers {
  return new Map(
    globals.flatMap(({ name, after }) => {
      const words = observed[name];
      return words?.startsWith(VARIES) ? [[printValue(after), words] as const] : [];
    }),
  );
}

/** Hash tables hand their elements out in an order of their own: sorted by the key. */
function observeMaps(outcome: Outcome, expected: Expectation["maps"] = {}): Record<string, Values> {
  const maps = (outcome.maps ?? []).map(({ name, entries }) => {
    const values = entries.flatMap(({ key, value }) => {
      const at = printValue(key);
      return [...observeValue(at, value, expected[name]?.[at], outcome)];
    });
    return [name, Object.fromEntries(values.sort(([left], [right]) => (left < right ? -1 : 1)))] as const;
  });
  return Object.fromEntries(maps);
}

function observeContext({ context }: Outcome): Values | undefined {
  return context && Object.fromEntries([...flatten("", context.after)].map(([path, value]) => [path.slice(1), value]));
}

function observeResults(outcome: Outcome, expected: Expectation["results"] = []): string[] | undefined {
  return outcome.actions?.map(({ result }, index) => {
    const [seen] = observeValue("", result, expected[index], outcome);
    return seen?.[1] ?? "";
  });
}

/** A record has what a program returned as BPF_PROG_TEST_RUN hands it out: 32 bits without a sign. */
function observeReturn(value: DecodedValue): string {
  return value.kind === "integer" && value.value.startsWith("-")
    ? BigInt.asUintN(32, BigInt(value.value)).toString()
    : printValue(value);
}

/**
 * The part of an outcome that another engine must show too: by it the engines are compared, and it is what is recorded.
 * `expected` tells which values vary, and as what.
 */
export function observe(outcome: Outcome, expected: Expectation = {}): Observation {
  const { returns, packet, maps, output, printed, streams, calls, callsOmitted, unobserved = [] } = outcome;
  const context = observeContext(outcome);
  const results = observeResults(outcome, expected.results);
  const globals = observeGlobals(outcome, expected.globals);
  const varying = varyingNumbers(outcome, globals);
  return {
    ...(returns && { returns: observeReturn(returns) }),
    ...(packet && { packet: packet.after === packet.before ? "unchanged" : packet.after }),
    globals,
    ...(maps && { maps: observeMaps(outcome, expected.maps) }),
    ...(context && { context }),
    ...(output !== undefined && { output }),
    ...(printed && { printed: [...printed] }),
    ...(streams && { streams: { ...streams } }),
    ...(results && { results }),
    ...(!unobserved.includes("calls") && callsOmitted === undefined && { calls: observeCalls(calls, varying) }),
  };
}
