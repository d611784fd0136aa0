import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { assemble } from "../../src/core/isa/assemble.ts";
import { encodeProgram } from "../../src/core/isa/encode.ts";
import type { FaultRule } from "../../src/core/vm/fault.ts";
import type { EngineRun } from "../../src/node/verify/engine.ts";
import { type ConformanceCase, conformanceCases } from "../core/vm/conformance-cases.ts";
import { compileC } from "./compile-c.ts";
import { objectRuns } from "./object-run.ts";

/** Cases in one program: the verifier looks at all of them together, and each is a function of its own. */
const CASES_A_BATCH = 100;

/** A call within a function's own bytes is none that libbpf could relocate. */
const isWhole = ({ assembly }: ConformanceCase) => !/\bcall\b/.test(assembly);

const prelude = '#include "vmlinux.h"\n#include <bpf/bpf_helpers.h>\n';
const ending = 'char _license[] SEC("license") = "GPL";\n';

const quadwords = (bytes: Uint8Array): string[] =>
  Array.from({ length: bytes.length / 8 }, (_, index) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return `0x${view.getBigUint64(8 * index, true).toString(16)}`;
  });

/** The case's own instructions as a function: r1 points to its memory, r0 is what it returns. */
function functionOf({ assembly }: Pick<ConformanceCase, "assembly">, index: number): string {
  const words = quadwords(encodeProgram(assemble(assembly).instructions)).join(", ");
  return `static __attribute__((naked, noinline)) u64 case_${index}(u64 *memory)\n{\n\tasm volatile(".8byte ${words}");\n}\n`;
}

function sourceOf(cases: readonly ConformanceCase[]): string {
  const starts: number[] = [];
  const memory: string[] = [];
  for (const each of cases) {
    starts.push(memory.length);
    memory.push(...quadwords(each.memory));
  }
  const calls = cases.map((_, index) => `\tresults[${index}] = case_${index}(memory + ${starts[index]});`);
  return `${prelude}u64 memory[] = { ${memory.join(", ")} };
u64 results[${cases.length}];
${cases.map(functionOf).join("\n")}
SEC("xdp") int batch(struct xdp_md *ctx)
{
${calls.join("\n")}
	return XDP_PASS;
}
${ending}`;
}

/** Cases of single instructions that run in one program, and what `results` holds after it: 64-bit words in hexadecimal. */
export interface InstructionBatch {
  readonly name: string;
  readonly cases: readonly ConformanceCase[];
}

const whole = conformanceCases.filter(isWhole);

export const instructionBatches: readonly InstructionBatch[] = Array.from(
  { length: Math.ceil(whole.length / CASES_A_BATCH) },
  (_, index) => {
    const cases = whole.slice(index * CASES_A_BATCH, (index + 1) * CASES_A_BATCH);
    return { name: `${cases[0]?.name} and ${cases.length - 1} more`, cases };
  },
);

export const batchRun = ({ name, cases }: InstructionBatch): EngineRun =>
  objectRuns(compileC(sourceOf(cases)))(name, "batch");

/** The words that `results` holds, by the bytes of it in hexadecimal. */
export const wordsOf = (hex: string): bigint[] => quadwords(Uint8Array.from(Buffer.from(hex, "hex"))).map(BigInt);

/** Instructions that break a rule: r1 points to 16 bytes that may be written. */
interface InstructionFault {
  readonly name: string;
  readonly assembly: string;
  readonly fault: FaultRule;
  readonly linux_allows?: string;
  readonly linux_says?: string;
}

const faultsFile = new URL("../cases/isa/faults.yaml", import.meta.url);

/** Where a jump leads out of a function, it leads to whatever stands beside it. */
const staysInside = ({ assembly, fault }: InstructionFault) =>
  !/\bcall\b/.test(assembly) && fault !== "jump-out-of-range";

export const instructionFaults = (parse(readFileSync(faultsFile, "utf8")) as InstructionFault[]).filter(staysInside);

/** A program for each, in one object. */
export function faultRuns(): EngineRun[] {
  const functions = instructionFaults.map((each, index) => functionOf(each, index));
  const programs = instructionFaults.map(
    (_, index) => `SEC("xdp") int fault_${index}(struct xdp_md *ctx) { got = case_${index}(memory); return XDP_PASS; }`,
  );
  const source = `${prelude}u64 memory[2];\nu64 got;\n${[...functions, ...programs].join("\n")}\n${ending}`;
  const runOf = objectRuns(compileC(source));
  return instructionFaults.map(({ name }, index) => runOf(`instructions: ${name}`, `fault_${index}`));
}
