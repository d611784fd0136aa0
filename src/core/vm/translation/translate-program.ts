import {
  type BasicBlock,
  basicBlocks,
  type DescribedInstruction,
  describeAll,
  functionTarget,
} from "../../isa/control-flow.ts";
import { BPF_PSEUDO_FUNC, BPF_PSEUDO_MAP_IDX_VALUE } from "../../isa/encoding.ts";
import type { Instruction } from "../../isa/instruction.ts";
import { Code } from "../../wasm/code.ts";
import { type DefinedFunction, encodeModule } from "../../wasm/module.ts";
import { type FunctionGraph, functionGraph } from "../analysis/function-graph.ts";
import { registerFacts } from "../analysis/register-facts.ts";
import { supportFunctions, supportIndices } from "../emission/support-functions.ts";
import { isWatched } from "../execution/step-table.ts";
import { CONSTANT_SIZE, HEAP, registerAt } from "../linear/layout.ts";
import type { Program } from "../machine.ts";
import { argumentTypes } from "./function-code.ts";
import { imported, importedFunctions, type ModuleFunctions } from "./module-functions.ts";
import { Proofs, proofsIn } from "./proofs.ts";
import { reachFunctions, reachIndices } from "./reach.ts";
import { countOf, translateFunction } from "./translate-function.ts";
import { Windows } from "./windows.ts";

/** Blocks of one function: code nests as deeply. */
const MOST_BLOCKS = 1500;

/** A program as a WebAssembly module, not compiled yet. */
export interface TranslatedProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The functions that can be run from outside, by their first slots. */
  readonly exported: readonly number[];
  /** Loads of what the environment knows; each has its value's number by its index. */
  readonly constants: readonly Instruction[];
  /** Where the windows stand, in bytes behind what the engine's own begins with. */
  readonly windows: { readonly at: number; readonly size: number };
  /** Of each function. */
  readonly proofs: readonly Proofs[];
  /** By slot: how many instructions after it are counted together with it. */
  readonly countedAfter: ReadonlyMap<number, number>;
}

/** The name that a function is exported by, from its first slot. */
export const exportName = (slot: number): string => `f${slot}`;

const isCallback = ({ operation, instruction }: DescribedInstruction): boolean =>
  operation.kind === "load-immediate" && instruction.src === BPF_PSEUDO_FUNC;

const targetsOf = (described: readonly DescribedInstruction[]): Set<number> =>
  new Set(described.flatMap(({ operation, instruction }) => functionTarget(operation, instruction) ?? []));

/** Calls a function of the program with the machine's registers. */
function callFromOutside(index: number, name: string): DefinedFunction {
  const code = new Code();
  code.i32(0);
  for (const argument of argumentTypes.keys()) code.i32(0).memory("i64.load", registerAt(argument + 1));
  code.call(index).memory("i64.store", registerAt(0));
  return { type: { parameters: [], results: [] }, code, export: name };
}

function countedAfter(blocks: Iterable<BasicBlock>): Map<number, number> {
  const counted = new Map<number, number>();
  for (const block of blocks) {
    const count = countOf(block);
    for (const [index, { instruction }] of block.instructions.entries()) {
      counted.set(instruction.slot, Math.max(0, count - index - 1));
    }
  }
  return counted;
}

function constantsOf(described: readonly DescribedInstruction[]): Instruction[] {
  const loads = described.filter(
    (each) => each.operation.kind === "load-immediate" && each.instruction.src !== 0 && !isCallback(each),
  );
  return loads.map(({ instruction }) => instruction);
}

/** Of functions, with their first slots. */
type Graphs = readonly (readonly [number, FunctionGraph])[];

function graphsOf(blocks: ReadonlyMap<number, BasicBlock>, entries: readonly number[]): Graphs | undefined {
  const graphs: [number, FunctionGraph][] = [];
  for (const entry of entries) {
    const graph = functionGraph(blocks, entry);
    if (!graph || graph.nodes.length > MOST_BLOCKS) return undefined;
    graphs.push([entry, graph]);
  }
  return graphs;
}

/** The proofs of each function stand behind the constants. Without loads of addresses in global data there are none. */
function proofsOf(graphs: Graphs, constants: readonly Instruction[]): ReadonlyMap<FunctionGraph, Proofs> {
  const searched = constants.some(({ src }) => src === BPF_PSEUDO_MAP_IDX_VALUE);
  let at = HEAP + CONSTANT_SIZE * constants.length;
  return new Map(
    graphs.map(([, graph]) => {
      const proofs = new Proofs(searched ? proofsIn(graph) : new Map(), at);
      at += proofs.size;
      return [graph, proofs];
    }),
  );
}

/**
 * Translates a program: each of its functions is one of the module. Undefined where its control flow can't be nested, or a
 * call leads nowhere: such programs are interpreted.
 */
export function translateProgram({
  instructions,
  entry = 0,
  functions: ranges = [],
  unchecked,
}: Program): TranslatedProgram | undefined {
  const described = describeAll(instructions);
  const blocks = basicBlocks(described, entry);
  const callbacks = targetsOf(described.filter(isCallback));
  const graphs = graphsOf(blocks, [...new Set([entry, ...targetsOf(described)])]);
  if (!graphs) return undefined;
  const facts = registerFacts(blocks, entry, callbacks);
  const constants = constantsOf(described);
  const firstSupport = importedFunctions.length;
  const support = supportFunctions(imported);
  const indices = supportIndices(firstSupport);
  const reaching = reachFunctions(indices);
  const firstReach = firstSupport + support.length;
  const firstOwn = firstReach + reaching.length;
  const proofs = proofsOf(graphs, constants);
  const windowsAt = [...proofs.values()].reduce((sum, { size }) => sum + size, CONSTANT_SIZE * constants.length);
  const windows = new Windows(HEAP + windowsAt);
  const functions: ModuleFunctions = {
    ...imported,
    ...indices,
    ...reachIndices(firstReach),
    windows,
    constants: new Map(constants.map(({ slot }, index) => [slot, index])),
    subprograms: new Map(graphs.map(([slot], index) => [slot, firstOwn + index])),
    globals: new Set(ranges.flatMap(({ start, isGlobal }) => (isGlobal ? [start] : []))),
    isWatched: (slot) => isWatched(unchecked, slot),
  };
  const type = { parameters: argumentTypes, results: ["i64"] as const };
  const own = [...proofs].map(([graph, proven]) => ({
    type,
    code: translateFunction(graph, functions, facts, proven),
  }));
  const called = [...new Set([entry, ...callbacks])];
  const outside = called.map((slot) => callFromOutside(functions.subprograms.get(slot) ?? 0, exportName(slot)));
  return {
    bytes: encodeModule({
      imports: importedFunctions,
      functions: [...support, ...reaching, ...own, ...outside],
    }),
    exported: called,
    constants,
    windows: { at: windowsAt, size: windows.size },
    proofs: [...proofs.values()],
    countedAfter: countedAfter(blocks.values()),
  };
}
