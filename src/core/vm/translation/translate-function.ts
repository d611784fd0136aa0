import { type BasicBlock, endsBlock } from "../../isa/control-flow.ts";
import type { Operation } from "../../isa/operation.ts";
import type { Code, Label } from "../../wasm/code.ts";
import type { FunctionGraph, GraphNode } from "../analysis/function-graph.ts";
import { factsAfter, type ProgramFacts } from "../analysis/register-facts.ts";
import { pushCondition, pushLoopsUsedUp } from "./emit/jumps.ts";
import { FunctionCode } from "./function-code.ts";
import type { ModuleFunctions } from "./module-functions.ts";
import { behindLoop, type PlainLoop, plainLoop } from "./plain-loops.ts";
import type { Proofs } from "./proofs.ts";
import { goAhead } from "./rounds-ahead.ts";
import { spansOf } from "./spans.ts";
import { translateBody, translateInstruction, translateStraight, windowsNeeded } from "./translate-body.ts";

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
  /** Instructions on the way to what is translated that are not counted yet. */
  #uncounted = 0;
  /** The loop that is translated where there are two versions of it, and which of them it is. */
  #version: { readonly loop: PlainLoop; readonly isPlain: boolean } | undefined;

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
    const plain = !this.#version ? plainLoop(this.#fn, this.#graph, node) : undefined;
    if (plain) this.#twice(node, plain);
    else this.#dominating(node);
  }

  #dominating(node: GraphNode): void {
    const merging = node.dominated
      .filter((each) => each.merges && this.#isWithin(each))
      .sort((left, right) => right.index - left.index);
    const within = () => this.#inBlocks(merging, () => this.#block(node));
    if (node.loops) this.#loop(node, within);
    else within();
  }

  /** A loop in two versions: without a check where all that is proven of it holds when it is entered, and with them. */
  #twice(node: GraphNode, loop: PlainLoop): void {
    const { code, proven } = this.#fn;
    const version = (isPlain: boolean) => () => {
      this.#version = { loop, isPlain };
      this.#dominating(node);
      this.#version = undefined;
    };
    this.#inBlocks(behindLoop(loop), () => {
      proven.pushFails(loop.proofs);
      code.if(version(false), version(true), undefined, "unlikely");
      code.op("unreachable");
    });
  }

  /** Whether a block is part of the version of a loop that is translated, where one is. */
  #isWithin(node: GraphNode): boolean {
    return !this.#version || this.#version.loop.nodes.has(node);
  }

  /** A loop of one block has the windows that it looks through in locals. */
  #loop(node: GraphNode, within: () => void): void {
    const fn = this.#fn;
    const { block } = node;
    const isPlain = this.#version?.isPlain ?? false;
    if (block.successors.includes(block.start)) {
      fn.facts = fn.program.before.get(block.start) ?? fn.facts;
      goAhead(fn, block, isPlain);
      if (!isPlain) this.#keepWindows(block);
    }
    fn.code.loop(this.#label(node), within);
  }

  #keepWindows(block: BasicBlock): void {
    const fn = this.#fn;
    fn.spans.begin(spansOf(block, fn.proofs.bySlot));
    const windows = windowsNeeded(fn, block.instructions);
    if (windows.length <= MOST_KEPT_WINDOWS) fn.windows.keep(windows);
  }

  /** Code inside of blocks that lead to other blocks, which follow: the first of these is the outermost. */
  #inBlocks(followers: readonly GraphNode[], inner: () => void): void {
    const [follower, ...others] = followers;
    if (!follower) {
      inner();
      return;
    }
    this.#fn.code.block(this.#label(follower), () => this.#inBlocks(others, inner));
    this.#uncounted = 0;
    this.#tree(follower);
  }

  #block(node: GraphNode): void {
    const fn = this.#fn;
    const { block } = node;
    fn.facts = fn.program.before.get(block.start) ?? fn.facts;
    this.#count(node);
    if (this.#version?.isPlain) translateStraight(fn, block.instructions);
    else {
      fn.spans.begin(spansOf(block, fn.proofs.bySlot));
      translateBody(fn, block.instructions);
      fn.windows.keepNone();
    }
    if (endsBlock.has(block.last.operation.kind)) translateInstruction(fn, block.last);
    this.#end(node);
  }

  /** Counts a block; in a plain loop, only at the next jump to somewhere else. */
  #count(node: GraphNode): void {
    if (this.#isCheckpoint(node)) this.#checkBudget(node);
    this.#uncounted += countOf(node.block);
    if (!this.#version?.isPlain) this.#countUp();
  }

  /** Counts what was executed up to here. */
  #countUp(): void {
    const { code, budget } = this.#fn;
    if (this.#uncounted > 0) code.get(budget).i64(BigInt(this.#uncounted)).op("i64.sub").set(budget);
    this.#uncounted = 0;
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

  /** Has the interpreter take over where so few instructions are left that the next such check may come too late. */
  #checkBudget(node: GraphNode): void {
    const { start } = node.block;
    const { code, budget, program } = this.#fn;
    code
      .get(budget)
      .i64(BigInt(this.#longestFrom(node)))
      .op("i64.lt_s")
      .ifUnlikely(() => this.#fn.interpretFrom(start, start, program.live.get(start)));
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
    const uncounted = this.#uncounted;
    if (label && uncounted === 0) fn.code.branchIf(label);
    else fn.code.if(() => this.#go(node, target));
    this.#uncounted = uncounted;
    this.#go(node, next);
  }

  /** What to branch to, where the block at a slot stands elsewhere than right here. */
  #branchLabel(from: GraphNode, slot: number): Label | undefined {
    const to = this.#graph.at(slot);
    return to && (to.index <= from.index || to.merges || !this.#isWithin(to)) ? this.#label(to) : undefined;
  }

  #go(from: GraphNode, slot: number): void {
    const label = this.#branchLabel(from, slot);
    const to = this.#graph.at(slot);
    if (label || !to || this.#isCheckpoint(to)) this.#countUp();
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
