import { mkdirSync, readFileSync } from "node:fs";
import v8 from "node:v8";
import { readBtf } from "../../core/btf/read-btf.ts";
import { findClang } from "../clang/find-clang.ts";
import { kernel } from "./contenders/kernel.ts";
import { interpreted, translated } from "./contenders/machine.ts";
import { wasm32 } from "./contenders/wasm32.ts";
import { type Measurement, measure } from "./measure.ts";
import { type BenchTools, compilePrograms } from "./measured-program.ts";
import { startUp } from "./start-up.ts";
import { alignTable } from "./table.ts";
import { findWasmLinker } from "./wasm-linker.ts";

export interface BenchFolders {
  /** The C programs. */
  readonly programs: string;
  readonly scratch: string;
  /** The types of a kernel. */
  readonly btf: string;
}

function findTools(): BenchTools {
  const clang = findClang();
  if (!("path" in clang)) throw new Error(clang.join("\n"));
  return { clang: clang.path, wasmLinker: findWasmLinker() };
}

function readTypes(path: string) {
  const { value, diagnostics } = readBtf(readFileSync(path), path);
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return value;
}

const speedOf = ({ speed }: Measurement): string => (typeof speed === "number" ? speed.toFixed(0) : "-");

/** The speed of one contender as a part of another's. */
function ratio(measurements: readonly Measurement[], name: string, to: string): string {
  const speeds = [name, to].map((each) => measurements.find(({ contender }) => contender === each)?.speed);
  const [left, right] = speeds;
  return typeof left === "number" && typeof right === "number" ? (left / right).toFixed(2) : "-";
}

/** Measures every program and prints tables. Throws where there is no clang. */
export async function bench(folders: BenchFolders, say: (text: string) => void): Promise<void> {
  // Node knows branch hints but does not heed them by itself, as Chromium does.
  v8.setFlagsFromString("--experimental-wasm-branch-hinting");
  mkdirSync(folders.scratch, { recursive: true });
  const tools = findTools();
  const btf = readTypes(folders.btf);
  const programs = compilePrograms(folders.programs, folders.scratch, tools);
  const contenders = [
    await interpreted(btf),
    translated(btf),
    wasm32,
    kernel(btf, folders.programs, folders.scratch, tools),
  ];
  const names = contenders.map(({ name }) => name);
  const speeds = [["million instructions a second", ...names, "translated / wasm32"]];
  const starts = [["ms from object to first instruction", "interpreted", "translated"]];
  const missing = new Set<string>();
  for (const program of programs) {
    const measurements = await measure(program, contenders);
    for (const { contender, speed } of measurements) {
      if (typeof speed !== "number") missing.add(`${contender}: ${speed.missing}`);
    }
    speeds.push([program.name, ...measurements.map(speedOf), ratio(measurements, "translated", "C as wasm32")]);
    const start = await startUp(program, btf);
    starts.push([program.name, start.interpreted.toFixed(1), start.translated.toFixed(1)]);
  }
  say(`${alignTable(speeds)}\n\n${alignTable(starts)}`);
  for (const why of missing) say(`missing: ${why}`);
}
