import { counted } from "../../core/words/counted.ts";
import type { AgentEvent, AgentResult } from "./answer.ts";
import type { ObservedKfuncCall, PointeeBytes, UntracedKfunc } from "./job.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

function registers(hex: string): bigint[] {
  const bytes = Buffer.from(hex, "hex");
  return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readBigUInt64LE(index * 8));
}

function pairPointees(entry: AgentEvent, exit: AgentEvent): PointeeBytes[] {
  return entry.pointees.flatMap(({ arg, bytes }) => {
    const after = exit.pointees.find((each) => each.arg === arg);
    return after ? [{ arg, before: bytesOf(bytes), after: bytesOf(after.bytes) }] : [];
  });
}

function pair(entry: AgentEvent, exit: AgentEvent): ObservedKfuncCall {
  return {
    kfunc: entry.kfunc,
    args: registers(entry.args),
    returns: registers(exit.returns)[0] ?? 0n,
    pointees: pairPointees(entry, exit),
  };
}

/** Calls in the order in which they were entered. What a kfunc itself calls is no call of the program. */
export function pairEvents(events: readonly AgentEvent[]): ObservedKfuncCall[] {
  const calls: ObservedKfuncCall[] = [];
  const open: AgentEvent[] = [];
  for (const event of events) {
    if (!event.isExit) {
      open.push(event);
      continue;
    }
    const entry = open.pop();
    if (entry && entry.tracer === event.tracer && open.length === 0) calls.push(pair(entry, event));
  }
  return calls;
}

/** What the job's own tracers saw: those of other jobs stay attached and see its calls too. */
export function observedCalls({ tracers = [], events = [], lost = 0 }: AgentResult): {
  calls: ObservedKfuncCall[];
  untraced: UntracedKfunc[];
} {
  const own = new Set(tracers.flatMap(({ tracer, reason }) => (reason === "" ? [tracer] : [])));
  const untraced = tracers.filter(({ reason }) => reason !== "").map(({ kfunc, reason }) => ({ kfunc, reason }));
  if (lost > 0) {
    const reason = `${counted(lost, "entry", "entries")} and exits of calls were more than could be kept`;
    return { calls: [], untraced: tracers.map(({ kfunc }) => ({ kfunc, reason })) };
  }
  return { calls: pairEvents(events.filter(({ tracer }) => own.has(tracer))), untraced };
}
