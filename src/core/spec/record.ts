import { z } from "zod";
import type { Checked } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source } from "../diagnostics/source.ts";
import { printPath } from "./path.ts";
import { versionPattern } from "./versions.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");
const values = z.record(z.string(), z.string());

const observedCallSchema = z.strictObject({
  kfunc: z.string(),
  /** Absent for void, and where it could not be seen. */
  returns: z.string().exactOptional(),
  /** After the call, by paths such as `opts.error`. */
  args: values,
  /** Paths of `args` that the call changed; absent where it changed none. */
  stored: z.array(z.string()).exactOptional(),
});

/** What a run showed, in words that are the same at every boot. Parts that could not be seen are absent. */
const observationSchema = z.strictObject({
  returns: z.string().exactOptional(),
  /** After the run, in hexadecimal, or `unchanged`. */
  packet: z.string().exactOptional(),
  globals: values,
  /** Entries by the map's name, then the key. */
  maps: z.record(z.string(), values).exactOptional(),
  /** Members of the context after the run. */
  context: values.exactOptional(),
  /** What an iterator wrote. */
  output: z.string().exactOptional(),
  /** Lines of bpf_printk. */
  printed: z.array(z.string()).exactOptional(),
  /** What stands in the program's own streams; none where the kernel has no streams to read. */
  streams: values.exactOptional(),
  /** Of each action of the trigger. */
  results: z.array(z.string()).exactOptional(),
  calls: z.array(observedCallSchema).exactOptional(),
});

/** The end of the verifier's log; `omitted` counts the lines before. */
const logSchema = z.strictObject({
  lines: z.array(z.string()).readonly(),
  omitted: z.number().int().positive().exactOptional(),
});

/** What the verifier itself explains, since Linux 7.3. */
const diagnosisSchema = z.strictObject({
  title: z.string(),
  reason: z.string(),
  path: z.array(z.strictObject({ file: z.string(), line: z.number().int(), text: z.string() })).readonly(),
  suggestion: z.string(),
});

/** Why and where the verifier refused a program; the decisive sentence first. */
const refusalSchema = z.strictObject({
  messages: z.array(z.string()).readonly(),
  instruction: z.strictObject({ slot: z.number().int(), text: z.string() }).exactOptional(),
  source: z.strictObject({ file: z.string(), line: z.number().int(), text: z.string() }).exactOptional(),
  log: logSchema.exactOptional(),
  diagnosis: diagnosisSchema.exactOptional(),
});

const recordedRunSchema = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("ran"), inputs: sha256, observed: observationSchema }),
  z.strictObject({ result: z.literal("rejected"), inputs: sha256, refusal: refusalSchema }),
  z.strictObject({ result: z.literal("not-run"), inputs: sha256, reason: z.string() }),
]);

/**
 * What one Linux release made of every scenario: `content/record/<release>.json`, written by `kfdoc verify`. `inputs` is a
 * digest of all that the run was made from on our side, so that a later build sees when the record is out of date.
 */
export const recordSchema = z.strictObject({
  release: z.string().regex(versionPattern),
  kernel: z.strictObject({
    /** As the kernel names itself: 7.3.4. */
    version: z.string(),
    /** Of the Debian package; absent for a kernel given by its path. */
    package: z.string().exactOptional(),
    packageVersion: z.string().exactOptional(),
    /** Of the kernel image that was booted. */
    sha256,
  }),
  /** By `<subsystem>/<example>#<scenario>`. */
  scenarios: z.record(z.string(), recordedRunSchema),
});

export type ObservedCall = z.infer<typeof observedCallSchema>;
export type Observation = z.infer<typeof observationSchema>;
export type RecordedRefusal = z.infer<typeof refusalSchema>;
export type RecordedRun = z.infer<typeof recordedRunSchema>;
export type RecordedKernel = z.infer<typeof recordSchema>["kernel"];
export type LinuxRecord = z.infer<typeof recordSchema>;

const help = "Write it anew with `npm run verify -- --update-record`; it is not for editing by hand.";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problem(source: Source, message: string): Checked<LinuxRecord> {
  return { diagnostics: [errorAt({ source, start: 0, end: 0 }, "verify/record", message, { help })] };
}

/** Reads a record; one that is not in this form is one finding. */
export function parseRecord(source: Source): Checked<LinuxRecord> {
  const parsed = parseJson(source.text);
  if (parsed === undefined) return problem(source, "The record is not JSON");
  const { data, error } = recordSchema.safeParse(parsed);
  const issue = error?.issues[0];
  if (!data) {
    const where = issue
      ? ` at ${printPath(issue.path.map((step) => (typeof step === "number" ? step : String(step))))}`
      : "";
    return problem(source, `The record is not as it was written${where}: ${issue?.message}`);
  }
  const name = source.path.split("/").at(-1);
  if (name !== `${data.release}.json`)
    return problem(source, `The record is about ${data.release}, but is named ${name}`);
  if (printRecord(data) !== source.text) return problem(source, "The record is not byte for byte as it was written");
  return { value: data, diagnostics: [] };
}

function sorted<Value>(entries: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The bytes of a record: scenarios by key, a line each, so that two runs give the same file and a change is one line. */
export function printRecord({ scenarios, ...head }: LinuxRecord): string {
  const lines = Object.entries(sorted(scenarios)).map(
    ([key, run]) => `    ${JSON.stringify(key)}: ${JSON.stringify(run)}`,
  );
  const list = lines.length > 0 ? `{\n${lines.join(",\n")}\n  }` : "{}";
  return `${JSON.stringify(head, null, 2).replace(/\n}$/, "")},\n  "scenarios": ${list}\n}\n`;
}
