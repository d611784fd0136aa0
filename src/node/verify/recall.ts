import { VARIES } from "../../core/emulator/compare/expected-value.ts";
import type { CallRecord, DecodedValue, MapRecord, Outcome, UnobservedPart } from "../../core/emulator/outcome.ts";
import type { Observation, ObservedCall } from "../../core/spec/record.ts";
import { BYTES } from "./observation.ts";
import type { SentPacket } from "./sent-packet.ts";

type Values = Readonly<Record<string, string>>;

const nowhere = { slot: 0, file: "", line: 0, column: 0, text: "" } as const;

/** C types are not on record. */
function recallScalar(text: string): DecodedValue {
  if (text.startsWith(VARIES)) return { kind: "varying", type: "", meaning: text.slice(VARIES.length) };
  if (text.startsWith(BYTES)) return { kind: "bytes", type: "", hex: text.slice(BYTES.length) };
  const { name, digits } = /^(?:(?<name>.+) \()?(?<digits>-?\d+)\)?$/.exec(text)?.groups ?? {};
  const value = digits ?? "0";
  return { kind: "integer", type: "", value, ...(name && { name }) };
}

/** Names one step below a prefix: of `opts.daddr.a4` below `opts.`, `daddr`. */
function stepsBelow(values: Values, prefix: string): string[] {
  const steps = Object.keys(values)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length).split(".")[0] ?? "");
  return [...new Set(steps)];
}

function recallMembers(values: Values, path: string): Extract<DecodedValue, { kind: "struct" }> | undefined {
  const members = stepsBelow(values, `${path}.`).flatMap((name) => {
    const value = recallValue(values, `${path}.${name}`);
    return value ? [{ name, value }] : [];
  });
  return members.length > 0 ? { kind: "struct", type: "", members } : undefined;
}

const isPointer = (text: string) => text === "NULL" || text === "not NULL";

/** The value that was written down below a path by `observe`, without its C types; undefined where nothing was. */
function recallValue(values: Values, path: string): DecodedValue | undefined {
  const text = values[path];
  if (text === undefined) return recallMembers(values, path);
  if (!isPointer(text)) return recallScalar(text);
  const pointee = recallMembers(values, path) ?? recallValue(values, `*${path}`);
  return { kind: "pointer", type: "", target: text, null: text === "NULL", ...(pointee && { pointee }) };
}

/** Names of whole values: neither members nor what pointers lead to. */
const rootsOf = (values: Values) => [
  ...new Set(
    Object.keys(values)
      .filter((path) => !path.startsWith("*"))
      .map((path) => path.split(".")[0] ?? ""),
  ),
];

const recallResult = (returns: string | undefined) =>
  returns === undefined ? undefined : recallValue({ returns }, "returns");

/** What stood at `stored` before a call is not on record: no bytes are known of it. */
function recallCall({ kfunc, returns, args, stored = [] }: ObservedCall): CallRecord {
  const result = recallResult(returns);
  const earlier = { ...args, ...Object.fromEntries(stored.map((path) => [path, BYTES])) };
  return {
    kfunc,
    at: nowhere,
    args: rootsOf(args).flatMap((name) => {
      const before = recallValue(earlier, name);
      const after = recallValue(args, name);
      if (!before || !after) return [];
      return [JSON.stringify(before) === JSON.stringify(after) ? { name, before } : { name, before, after }];
    }),
    ...(result && { returns: result }),
  };
}

const unseen: readonly UnobservedPart[] = [
  "callPlaces",
  "globalsBefore",
  "referencesHeld",
  "instructionsExecuted",
  "timeline",
];

/** Of these the observation itself says whether they were seen. */
const parts = [
  "returns",
  "calls",
  "maps",
  "printed",
  "streams",
  "results",
] as const satisfies readonly UnobservedPart[];

const valuesOf = (values: Values) =>
  rootsOf(values).flatMap((name) => {
    const value = recallValue(values, name);
    return value ? [{ name, value }] : [];
  });

/** The packet of `observed` beside the one that was sent. */
function recallPacket(after: string, sent: SentPacket | undefined): NonNullable<Outcome["packet"]> {
  const { hex = "", linearLength = 0 } = sent ?? {};
  return { before: hex, after: after === "unchanged" ? hex : after, linearLength };
}

/** A key that is no number stands as it was printed. */
const recallKey = (text: string): DecodedValue =>
  /^(.+ \()?-?\d+\)?$/.test(text) ? recallScalar(text) : { kind: "bytes", type: "", hex: text };

const recallMap = ([name, values]: [string, Values]): MapRecord => ({
  name,
  entries: valuesOf(values).map((entry) => ({ key: recallKey(entry.name), value: entry.value })),
});

function recallContext(members: Values): NonNullable<Outcome["context"]> {
  const after: DecodedValue = { kind: "struct", type: "", members: valuesOf(members) };
  return { before: after, after };
}

/** What a scenario that Linux was driven for shows beyond a packet, as far as it was seen. */
function recallDriven({ maps, context, output, printed, streams, results }: Observation) {
  return {
    ...(maps && { maps: Object.entries(maps).map(recallMap) }),
    ...(context && { context: recallContext(context) }),
    ...(output !== undefined && { output }),
    ...(printed && { printed }),
    ...(streams && { streams }),
    ...(results && { actions: results.map((result) => ({ action: "", result: recallScalar(result) })) }),
  };
}

/** The outcome that an observation was written down from, as far as it tells. */
export function recall(observed: Observation, sent?: SentPacket): Outcome {
  const { returns, packet, globals, calls = [] } = observed;
  const result = recallResult(returns);
  return {
    unobserved: [...parts.filter((part) => observed[part] === undefined), ...unseen],
    ...(result && { returns: result }),
    ...(packet !== undefined && { packet: recallPacket(packet, sent) }),
    globals: valuesOf(globals).map(({ name, value }) => ({ name, before: value, after: value })),
    ...recallDriven(observed),
    calls: calls.map(recallCall),
    referencesHeld: [],
    instructionsExecuted: 0,
    timeline: { code: [], steps: [], omitted: 0 },
  };
}
