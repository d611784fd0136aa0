import { type BasicBlock, endsBlock } from "../../isa/control-flow.ts";
import type { Operation } from "../../isa/operation.ts";
import type { Code, Label } from "../../wasm/code.ts";
import type { FunctionGraph, GraphNode } from "../analysis/function-graph.ts";
import { factsAfter, type ProgramFacts } from "../analysis/register-facts.ts";
import { pushCondition, pushLoopsUsedUp } from "./emit/jumps.ts";
import { FunctionCode } from "./function-code.ts";
import type { ModuleFunctions } from "./module-functions.ts";
import type { Proofs } from "./proofs.ts";
import { goAhead } from "./rounds-ahead.ts";
import { spansOf } from "./spans.ts";
import { translateBody, translateInstruction, windowsNeeded } from "./translate-body.ts";

/** More of them would take the place of registers in the processor's. */
const MOST_KEPT_WINDOWS = 3;

/** An indirect jump is left to the interpreter, which counts it. */
export const countOf = ({ instructions, last }: BasicBlock): number =>
  instructions.length - (last.operation.kind === "jump-indirect" ? 1 : 0);

/**
 * Translates one function into structured control flow: loops and blocks nest as blocks dominate each other (Ramsey: Beyond
 * Relooper). Instructions are counted a block at a time; where few are left, at the start of the function, of a loop or
 * after a call, the interpreter takes over, so that the run ends at the same instruction.
 */
class FunctionTranslation {
  readonly #fn: FunctionCode;
  readonly #graph: FunctionGraph;
  readonly #labels = new Map<GraphNode, Label>();
  readonly #longest = new Map<GraphNode, number>();

  constructor(graph: FunctionGraph, functions: ModuleFunctions, facts: ProgramFacts, proofs: Proofs) {
    this.#graph = graph;
    this.#fn = new FunctionCode(functions, facts, proofs, graph.afterCalls.size > 0);
    for (const node of graph.nodes) this.#labels.set(node, { name: `slot ${node.block.start}` });
  }

  translate(): Code {
    return this.#fn.define(() => this.#tree(this.#graph.entry));
  }

  #label(node: GraphNode): Label {
    return this.#labels.get(node) ?? { name: "nowhere" };
  }

  /** A block with everything that it dominates. */
  #tree(node: GraphNode): void {
    const merging = node.dominated.filter(({ merges }) => merges).sort((left, right) => right.index - left.index);
    const within = () => this.#within(node, merging);
    if (node.loops) this.#loop(node, within);
    else within();
  }

  /** A loop of one block has the windows that it looks through in locals. */
  #loop(node: GraphNode, within: () => void): void {
    const fn = this.#fn;
    const { block } = node;
    if (block.successors.includes(block.start)) {
      fn.facts = fn.program.before.get(block.start) ?? fn.facts;
      goAhead(fn, block);
      fn.beginSpans(spansOf(block, fn.proofs.bySlot));
      const windows = windowsNeeded(fn, block.instructions);
      if (windows.length <= MOST_KEPT_WINDOWS) fn.keepWindows(windows);
    }
    fn.code.loop(this.#label(node), within);
  }

  /** A block inside of those that lead to the blocks that follow it: the first of these is the outermost. */
  #within(node: GraphNode, followers: readonly GraphNode[]): void {
    const [follower, ...others] = followers;
    if (!follower) {
      this.#block(node);
      return;
    }
    this.#fn.code.block(this.#label(follower), () => this.#within(node, others));
    this.#tree(follower);
  }

  #block(node: GraphNode): void {
    const fn = this.#fn;
    const { block } = node;
    fn.facts = fn.program.before.get(block.start) ?? fn.facts;
    if (this.#isCheckpoint(node)) this.#checkBudget(node);
    else
      fn.code
        .get(fn.budget)
        .i64(BigInt(countOf(block)))
        .op("i64.sub")
        .set(fn.budget);
    fn.beginSpans(spansOf(block, fn.proofs.bySlot));
    translateBody(fn, block.instructions);
    fn.keepNoWindows();
    if (endsBlock.has(block.last.operation.kind)) translateInstruction(fn, block.last);
    this.#end(node);
  }

  #isCheckpoint(node: GraphNode): boolean {
    const { entry, afterCalls, afterShortLoops } = this.#graph;
    return node.loops || node === entry || afterCalls.has(node.block.start) || afterShortLoops.has(node.block.start);
  }

  /** The most instructions that run from the start of a block before the budget is checked again. */
  #longestFrom(node: GraphNode): number {
    const known = this.#longest.get(node);
    if (known !== undefined) return known;
    const following = node.block.successors.flatMap((slot) => this.#graph.at(slot) ?? []);
    const rest = following.map((each) => (this.#isCheckpoint(each) ? 0 : this.#longestFrom(each)));
    const longest = countOf(node.block) + Math.max(0, ...rest);
    this.#longest.set(node, longest);
    return longest;
  }

  /** Counts the block where enough instructions are left to reach the next such check. */
  #checkBudget(node: GraphNode): void {
    const { start } = node.block;
    const { code, budget } = this.#fn;
    const count = countOf(node.block);
    code.get(budget).i64(BigInt(count)).op("i64.sub").tee(budget);
    code
      .i64(BigInt(this.#longestFrom(node) - count))
      .op("i64.lt_s")
      .ifUnlikely(() => {
        code.get(budget).i64(BigInt(count)).op("i64.add").set(budget);
        this.#fn.interpretFrom(start, start);
      });
  }

  #end(node: GraphNode): void {
    const { last, successors } = node.block;
    const { operation, instruction } = last;
    const fn = this.#fn;
    const [next, target = next] = successors;
    if (operation.kind === "jump-indirect") fn.interpretFrom(instruction.slot, instruction.slot);
    else if (next !== undefined && target !== undefined && target !== next) this.#choose(node, operation, next, target);
    else if (next !== undefined) this.#go(node, next);
    else fn.code.op("unreachable");
  }

  #choose(node: GraphNode, operation: Operation | { kind: "invalid" }, next: number, target: number): void {
    const fn = this.#fn;
    const { instruction } = node.block.last;
    if (operation.kind === "jump-if") pushCondition(fn, operation, instruction);
    if (operation.kind === "may-goto") pushLoopsUsedUp(fn, operation, instruction);
    const label = this.#branchLabel(node, target);
    if (label) fn.code.branchIf(label);
    else fn.code.if(() => this.#go(node, target));
    this.#go(node, next);
  }

  /** What to branch to, where the block at a slot stands elsewhere than right here. */
  #branchLabel(from: GraphNode, slot: number): Label | undefined {
    const to = this.#graph.at(slot);
    return to && (to.index <= from.index || to.merges) ? this.#label(to) : undefined;
  }

  #go(from: GraphNode, slot: number): void {
    const label = this.#branchLabel(from, slot);
    const to = this.#graph.at(slot);
    if (label) this.#fn.code.branch(label);
    else if (to) this.#tree(to);
    else {
      this.#fn.facts = factsAfter(from.block.last, this.#fn.facts, true);
      this.#fn.interpretFrom(from.block.last.instruction.slot, slot);
    }
  }
}

export const translateFunction = (
  graph: FunctionGraph,
  functions: ModuleFunctions,
  facts: ProgramFacts,
  proofs: Proofs,
): Code => new FunctionTranslation(graph, functions, facts, proofs).translate();
