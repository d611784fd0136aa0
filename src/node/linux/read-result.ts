import { constants } from "node:os";
import type { AgentMap, AgentResult } from "./answer.ts";
import type { Driven, JobPhase, LinuxJob, LinuxResult, MapContent } from "./job.ts";
import { observedCalls } from "./pair-events.ts";

const textOf = (hex: string) => Buffer.from(hex, "hex").toString("utf8");

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

/** What is known of the job when its result comes. */
export interface ResultContext {
  readonly job: LinuxJob;
  readonly during: JobPhase;
  readonly seconds: number;
}

const lost = (reason: string): LinuxResult => ({ kind: "lost", reason, console: "" });

const readMap = ({ name, entries, isCut }: AgentMap): MapContent => ({
  name,
  entries: entries.map(({ key, value }) => ({ key: bytesOf(key), value: bytesOf(value) })),
  isCut: isCut !== 0,
});

const readStreams = (streams: NonNullable<AgentResult["streams"]>): NonNullable<AgentResult["streams"]> =>
  Object.fromEntries(Object.entries(streams).map(([name, hex]) => [name, textOf(hex)]));

function driven({ results, output, pid = 0, childPid = 0, cgroupId = 0 }: AgentResult): Driven | undefined {
  if (!results) return undefined;
  return {
    results,
    ...(output !== undefined && { output: bytesOf(output) }),
    pid,
    childPid,
    cgroupId: BigInt(cgroupId),
  };
}

function ran(result: AgentResult, { job }: ResultContext): LinuxResult {
  const { returns, runs, packet, context, globals = [], maps, printed, streams, log = "" } = result;
  const drive = driven(result);
  return {
    kind: "ran",
    ...(returns !== undefined && { returns }),
    ...(runs !== undefined && { runs }),
    ...(packet !== undefined && { packet: bytesOf(packet) }),
    ...(context !== undefined && { context: bytesOf(context) }),
    globals: globals.map(({ section, bytes }) => ({ section, bytes: bytesOf(bytes) })),
    ...(maps && { maps: maps.map(readMap) }),
    ...(printed && { printed: printed.map(textOf) }),
    ...(streams && { streams: readStreams(streams) }),
    ...(drive && { driven: drive }),
    ...(job.trace ? observedCalls(result) : { calls: [], untraced: [] }),
    log,
  };
}

/** The name of the signal in a status of wait(2), or the exit code. */
function howItEnded(status: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === (status & 0x7f))?.[0];
  return signal ? `was ended by ${signal}` : `ended with exit code ${status >> 8}`;
}

/** How each kind of answer of the agent is told. */
const readers: Readonly<Record<string, (result: AgentResult, context: ResultContext) => LinuxResult>> = {
  ran,
  rejected: ({ errno = 0, log = "", messages = "" }) => ({ kind: "rejected", errno, log: log || messages }),
  "not-loadable": ({ errno = 0, messages = "" }) => ({ kind: "not-loadable", errno, messages }),
  "set-up-failed": ({ command = 0, exitCode = 0, stderr = "" }, { job }) => {
    return { kind: "set-up-failed", command: job.setUp?.[command] ?? [""], exitCode, stderr };
  },
  "maps-refused": ({ errno = 0, messages = "" }) => ({ kind: "maps-refused", errno, messages }),
  "not-attached": ({ errno = 0, messages = "" }) => ({ kind: "not-attached", errno, messages }),
  "run-refused": ({ errno = 0, log = "" }) => ({ kind: "run-refused", errno, log }),
  "out-of-memory": (_, { during }) => ({ kind: "out-of-memory", during }),
  "timed-out": (_, { during, seconds }) => ({ kind: "timed-out", seconds, during }),
  "no-namespace": ({ errno = 0 }) => lost(`No fresh network namespace could be entered: errno ${errno}`),
  unreadable: ({ errno = 0 }) => lost(`The agent could not read the job: errno ${errno}`),
  ended: ({ status = 0 }, { during }) => lost(`The agent's process ${howItEnded(status)} (${during})`),
};

/** The result that the agent's line stands for. */
export function readResult(result: AgentResult, context: ResultContext): LinuxResult {
  const read = readers[result.kind ?? ""];
  return read ? read(result, context) : lost(`The agent gave an answer of an unknown kind, ${result.kind}`);
}
