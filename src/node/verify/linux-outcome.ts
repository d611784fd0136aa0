import type { Btf } from "../../core/btf/btf.ts";
import { sizeOf } from "../../core/btf/layout.ts";
import { toHex } from "../../core/bytes/hex.ts";
import { actionName } from "../../core/emulator/actions.ts";
import { plainStream } from "../../core/emulator/compare/plain-stream.ts";
import { decodeReturn } from "../../core/emulator/decode/decode-return.ts";
import {
  type DecodeContext,
  decodePointer,
  decodeRegister,
  decodeValue,
} from "../../core/emulator/decode/decode-value.ts";
import { GlobalData } from "../../core/emulator/global-data.ts";
import { recordNumber } from "../../core/emulator/object-maps.ts";
import type { CallRecord, DecodedValue, MapRecord, Outcome, UnobservedPart } from "../../core/emulator/outcome.ts";
import { type Parameter, readPrototype } from "../../core/kernel/kfuncs/prototype.ts";
import { holdsRecords } from "../../core/kernel/maps/records.ts";
import { streamNames } from "../../core/kernel/objects/program-streams.ts";
import { declaredMap, globalDataOf } from "../../core/object/linked-object.ts";
import { errnoName } from "../../core/uapi/errno.ts";
import type { Driven, LinuxJob, LinuxResult, MapContent, ObservedKfuncCall, SectionBytes } from "../linux/job.ts";
import type { EngineRun } from "./engine.ts";
import { kfuncBehind } from "./function-behind.ts";
import { hidesCalls } from "./linux-job.ts";
import { contextType } from "./test-run-types.ts";

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
  return globalDataOf(linked).map(
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
function unobserved(hasHiddenCalls: boolean, { untraced, returns, driven }: Ran): UnobservedPart[] {
  const areHidden = untraced.length > 0 || hasHiddenCalls;
  return [
    ...(driven && returns === undefined ? (["returns"] as const) : []),
    ...(areHidden ? (["calls"] as const) : []),
    ...(["callPlaces", "referencesHeld", "instructionsExecuted", "timeline"] as const),
  ];
}

function decodeMap({ linked }: EngineRun, { name, entries, isCut }: MapContent): MapRecord {
  const { btf } = linked;
  const definition = declaredMap(linked, name)?.definition;
  const { keyType, valueType, keySize } = definition ?? {};
  const isRecords = definition !== undefined && (keySize === 0 || holdsRecords(definition));
  const decode = (type: number | undefined, bytes: Uint8Array): DecodedValue =>
    type === undefined
      ? { kind: "bytes", type: "void", hex: toHex(bytes) }
      : decodeValue({ btf, describe }, type, bytes);
  return {
    name,
    entries: entries.map(({ key, value }, index) => ({
      key: isRecords ? recordNumber(index) : decode(keyType, key),
      value: decode(valueType, value),
    })),
    ...(isCut && { isCut }),
  };
}

function decodeContext(run: EngineRun, job: LinuxJob, after: Uint8Array, btf: Btf): Outcome["context"] {
  const program = run.linked.programs.find(({ name }) => name === run.program);
  const type = program && contextType(run.linked, program, btf);
  const before = job.run?.context;
  if (!type || !before) return undefined;
  const decode = (bytes: Uint8Array) => decodeValue({ btf: type.btf, describe }, type.type, bytes);
  return { before: decode(before), after: decode(after.subarray(0, before.length)) };
}

function decodeResult(result: number): DecodedValue {
  const name = result < 0 ? errnoName(result) : undefined;
  return { kind: "integer", type: "long", value: String(result), ...(name && { name: `-${name}` }) };
}

/** Kfuncs of programs that write to streams, or of which the kernel may. */
const writers = /^bpf_(stream|res_spin|arena)_/;

/** Whether anything is to be said of a program's streams where they are empty. */
const mayWrite = ({ linked, scenario }: EngineRun): boolean =>
  scenario.expect.streams !== undefined || linked.kfuncs.some((name) => writers.test(name));

/** What stands in streams, as it is compared. */
function decodeStreams(run: EngineRun, { streams }: Ran): Pick<Outcome, "streams"> {
  if (!streams || !(mayWrite(run) || Object.values(streams).some((text) => text !== ""))) return {};
  const texts = streamNames.map((name) => [name, plainStream(name, streams[name] ?? "")] as const);
  return { streams: Object.fromEntries(texts.filter(([, text]) => text !== "")) };
}

/** What came of a trigger: the actions of a scenario, or the reading of an iterator that has none. */
function decodeDriven({ scenario }: EngineRun, driven: Driven): Partial<Outcome> {
  const { results, output, pid, childPid, cgroupId } = driven;
  const actions = scenario.trigger?.map((action, index) => ({
    action: actionName(action),
    result: decodeResult(results[index] ?? 0),
  }));
  return {
    ...(actions && { actions }),
    ...(output && { output: Buffer.from(output).toString("utf8") }),
    identities: { pid: String(pid), "child-pid": String(childPid), "cgroup-id": String(cgroupId) },
  };
}

/** The outcome of a run in a real kernel, decoded as the emulator's are. `btf` is of the newest kernel. */
export function linuxOutcome(run: EngineRun, job: LinuxJob, result: Ran, btf: Btf): Outcome {
  const program = run.linked.programs.find(({ name }) => name === run.program);
  const notSeen = unobserved(program !== undefined && hidesCalls(program, btf), result);
  const packet = job.run?.packet;
  const { maps = [], printed = [], driven, runs } = result;
  const context = result.context && decodeContext(run, job, result.context, btf);
  return {
    unobserved: notSeen,
    ...(runs !== undefined && { runs }),
    ...(maps.length > 0 && { maps: maps.map((map) => decodeMap(run, map)) }),
    ...(context && { context }),
    ...(driven && decodeDriven(run, driven)),
    ...(printed.length > 0 && { printed }),
    ...decodeStreams(run, result),
    ...(result.returns !== undefined &&
      program && { returns: decodeReturn(btf, run.linked.btf, program, BigInt(result.returns)) }),
    ...(packet &&
      result.packet && {
        packet: {
          before: toHex(packet),
          after: toHex(result.packet),
          linearLength: job.run?.linearLength ?? packet.length,
        },
      }),
    globals: decodeGlobals(run, job, result),
    calls: notSeen.includes("calls")
      ? []
      : result.calls.map((call) => decodeCall(btf, { ...call, kfunc: kfuncBehind(call.kfunc) })),
    referencesHeld: [],
    instructionsExecuted: 0,
    timeline: { code: [], steps: [], omitted: 0 },
  };
}
