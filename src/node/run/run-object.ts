import { basename } from "node:path";
import { toHex } from "../../core/bytes/hex.ts";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { ADD_PACKET } from "../../core/emulator/packet/build-packet.ts";
import { linkObject } from "../../core/object/link-object.ts";
import type { LinkedObject, LinkedProgram } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import { emulatedFacts } from "../build/kfunc-facts.ts";
import { readContent } from "../build/read-content.ts";
import { readKernel } from "../build/read-kernel.ts";
import { UsageError } from "../reports/usage-error.ts";
import { runInEmulator } from "../verify/emulator-engine.ts";
import type { EngineResult } from "../verify/engine.ts";
import { readBytes, readPackets } from "./packet-file.ts";
import type { RunReport } from "./run-report.ts";

export interface ObjectRunOptions {
  /** A BPF object as clang wrote it. */
  readonly object: string;
  /** Of the object's programs; the only one by default. */
  readonly program?: string;
  /** A capture, or a file of one frame. */
  readonly packet?: string;
  /** The content folder, whose specs and kernel facts the emulator goes by. */
  readonly content: string;
}

function chooseProgram({ programs }: LinkedObject, path: string, wanted?: string): LinkedProgram {
  const names = programs.map(({ name }) => name);
  const [first, second] = programs;
  if (wanted === undefined) {
    if (first && !second) return first;
    const help = first ? `Choose one with --program: ${names.join(", ")}.` : "A program is a function with SEC().";
    throw new UsageError(`${path} has ${first ? "several programs" : "no program"}`, help);
  }
  const program = programs.find(({ name }) => name === wanted);
  if (program) return program;
  const help = didYouMean(wanted, names, `It has ${names.join(", ") || "none"}.`);
  throw new UsageError(`${path} has no program ${wanted}`, help);
}

/** An object has no scenario: its packet is given on the command line. */
const inFlags = (result: EngineResult): EngineResult =>
  result.kind === "failed" && result.help === ADD_PACKET
    ? { ...result, reason: "The program runs on a packet, and none is given", help: "Give one with --packet." }
    : result;

/** One scenario for each packet; one without where none is given. */
function scenarios(packet: string | undefined): Scenario[] {
  const plain = { summary: "", expect: {} };
  if (packet === undefined) return [{ ...plain, name: "run" }];
  return readPackets(packet).map((bytes, index) => ({
    ...plain,
    name: `packet-${index + 1}`,
    packet: [{ bytes: toHex(bytes) }],
  }));
}

/** Runs a program of any BPF object in the emulator, on a kernel in which nothing was set up: once for each packet. */
export function runObject({ object: path, program: wanted, packet, content: folder }: ObjectRunOptions): RunReport {
  const bytes = readBytes(path);
  const { sources, content } = readContent(folder);
  const { value: kernel, diagnostics: facts } = readKernel(sources.kernels);
  if (!kernel) return { diagnostics: facts, runs: [] };
  const { value: linked, diagnostics } = linkObject(bytes, path, kernel.btf);
  if (!linked) return { diagnostics, runs: [] };
  const program = chooseProgram(linked, path, wanted).name;
  const emulated = emulatedFacts(kernel, content);
  const runs = scenarios(packet).map((scenario) => {
    const key = `${basename(path)}#${program}`;
    const result = inFlags(runInEmulator({ key, object: bytes, linked, program, scenario }, emulated));
    const summary = packet === undefined ? undefined : scenario.name;
    return { key, ...(summary !== undefined && { summary }), answers: [{ engine: "the emulator", result }] };
  });
  return { diagnostics, runs };
}
