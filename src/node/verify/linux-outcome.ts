import type { Btf } from "../../core/btf/btf.ts";
import { sizeOf } from "../../core/btf/layout.ts";
import { toHex } from "../../core/bytes/hex.ts";
import { decodeReturn } from "../../core/emulator/decode/decode-return.ts";
import {
  type DecodeContext,
  decodePointer,
  decodeRegister,
  decodeValue,
} from "../../core/emulator/decode/decode-value.ts";
import { GlobalData } from "../../core/emulator/global-data.ts";
import type { CallRecord, DecodedValue, Outcome, UnobservedPart } from "../../core/emulator/outcome.ts";
import { type Parameter, readPrototype } from "../../core/kernel/kfuncs/prototype.ts";
import type { LinuxJob, LinuxResult, ObservedKfuncCall, SectionBytes } from "../linux/job.ts";
import type { EngineRun } from "./engine.ts";

type Ran = Extract<LinuxResult, { kind: "ran" }>;

/** A kernel address tells a reader nothing but whether it is NULL. */
const describe: DecodeContext["describe"] = (address) => ({
  target: address === 0n ? "NULL" : "an address in the kernel",
  null: address === 0n,
});

const nowhere = { slot: 0, file: "", line: 0, column: 0, text: "" } as const;

/** Bytes behind a pointer that count: all of its type, or as many as the size argument says. */
function pointeeSize(btf: Btf, { pointee = 0 }: Parameter, sizeArgument: bigint | undefined): number {
  const typed = sizeOf(btf, pointee);
  return typed > 0 ? typed : Number(BigInt.asUintN(32, sizeArgument ?? 0n));
}

function decodeArguments(btf: Btf, params: readonly Parameter[], call: ObservedKfuncCall): CallRecord["args"] {
  const context = { btf, describe };
  return params.map((parameter, index) => {
    const { name, type, pointee } = parameter;
    const value = call.args[index] ?? 0n;
    if (pointee === undefined) return { name, before: decodeRegister(context, type, value) };
    const pointer = decodePointer(context, type, value);
    const seen = call.pointees.find(({ arg }) => arg === index);
    const size = pointeeSize(btf, parameter, call.args[index + 1]);
    if (!seen || size === 0) return { name, before: pointer };
    const at = (bytes: Uint8Array): DecodedValue => ({
      ...(pointer as Extract<DecodedValue, { kind: "pointer" }>),
      pointee: decodeValue(context, pointee, bytes.subarray(0, size)),
    });
    const changed = toHex(seen.before.subarray(0, size)) !== toHex(seen.after.subarray(0, size));
    return { name, before: at(seen.before), ...(changed && { after: at(seen.after) }) };
  });
}

function decodeCall(btf: Btf, call: ObservedKfuncCall): CallRecord {
  const prototype = readPrototype(btf, btf.find("func", call.kfunc) ?? 0);
  if (!prototype) return { kfunc: call.kfunc, at: nowhere, args: [] };
  const isVoid = btf.resolved(prototype.returns).kind === "void";
  return {
    kfunc: call.kfunc,
    at: nowhere,
    args: decodeArguments(btf, prototype.params, call),
    ...(!isVoid && { returns: decodeRegister({ btf, describe }, prototype.returns, call.returns, { errno: true }) }),
  };
}

function sectionsAfter({ linked }: EngineRun, after: readonly SectionBytes[]): Uint8Array[] {
  return linked.maps.map(
    ({ name, initial }) => after.find(({ section }) => section === name)?.bytes ?? new Uint8Array(initial.length),
  );
}

function decodeGlobals(run: EngineRun, job: LinuxJob, { globals }: Ran): Outcome["globals"] {
  const context = { btf: run.linked.btf, describe };
  const before = new GlobalData(run.linked, sectionsAfter(run, job.globals ?? [])).decode(context);
  const after = new GlobalData(run.linked, sectionsAfter(run, globals)).decode(context);
  return before.flatMap(({ name, value }, index) => {
    const later = after[index];
    return later ? [{ name, before: value, after: later.value }] : [];
  });
}

/** What a kernel shows of a run from outside. Where one kfunc can't be traced, the order of calls is not known. */
function unobserved({ untraced }: Ran): UnobservedPart[] {
  const always: UnobservedPart[] = ["callPlaces", "referencesHeld", "instructionsExecuted", "timeline"];
  return untraced.length > 0 ? ["calls", ...always] : always;
}

/** The outcome of a run in a real kernel, decoded as the emulator's are. `btf` is of the newest kernel. */
export function linuxOutcome(run: EngineRun, job: LinuxJob, result: Ran, btf: Btf): Outcome {
  const { programType = "" } = run.linked.programs.find(({ name }) => name === run.program) ?? {};
  const packet = job.run?.packet;
  return {
    unobserved: unobserved(result),
    ...(result.returns !== undefined && { returns: decodeReturn(btf, programType, BigInt(result.returns)) }),
    ...(packet &&
      result.packet && {
        packet: {
          before: toHex(packet),
          after: toHex(result.packet),
          linearLength: job.run?.linearLength ?? packet.length,
        },
      }),
    globals: decodeGlobals(run, job, result),
    calls: result.untraced.length > 0 ? [] : result.calls.map((call) => decodeCall(btf, call)),
    referencesHeld: [],
    instructionsExecuted: 0,
    timeline: { code: [], steps: [], omitted: 0 },
  };
}
