import {
  basicBlocks,
  type DescribedInstruction,
  describeAll,
  functionTarget,
  jumpTarget,
  reversePostorder,
} from "../../isa/control-flow.ts";
import type { Instruction } from "../../isa/instruction.ts";
import { counted } from "../../words/counted.ts";
import type { Fault } from "../fault.ts";
import { STACK_SIZE } from "../frame-stack.ts";
import { stackDepth } from "./stack-depth.ts";

/** A function of a program: the slots from the first to the one after the last. */
export interface FunctionRange {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface ShapedProgram {
  readonly instructions: readonly Instruction[];
  /** One after the other, as the instructions stand. */
  readonly functions: readonly FunctionRange[];
}

interface DescribedFunction extends FunctionRange {
  readonly code: readonly DescribedInstruction[];
}

/** One rule about what a program is made of: what breaks it, if anything. */
type ShapeRule = (functions: readonly DescribedFunction[]) => Fault | undefined;

const firstFault = (functions: readonly DescribedFunction[], find: (each: DescribedFunction) => Fault | undefined) => {
  for (const each of functions) {
    const fault = find(each);
    if (fault) return fault;
  }
  return undefined;
};

/** check_subprogs. */
const staysInFunction: ShapeRule = (functions) =>
  firstFault(functions, ({ name, start, end, code }) => {
    const leaving = code.find(({ operation, instruction }) => {
      const target = jumpTarget(operation, instruction);
      return target !== undefined && (target < start || target >= end);
    });
    if (!leaving) return undefined;
    const message = `a jump leaves the function ${name}`;
    return { rule: "jump-out-of-range", message, slot: leaving.instruction.slot };
  });

const ends: ReadonlySet<string> = new Set(["exit", "jump", "jump-indirect"]);

/** check_subprogs: a function ends with an exit or a jump. */
const endsInExit: ShapeRule = (functions) =>
  firstFault(functions, ({ name, code }) => {
    const last = code.at(-1);
    if (!last || ends.has(last.operation.kind) || last.operation.kind === "invalid") return undefined;
    const message = `the function ${name} ends without an exit or a jump`;
    return { rule: "function-end", message, slot: last.instruction.slot };
  });

/** check_cfg: nothing stands where no path leads. Where indirect jumps lead is not looked at. */
const isReached: ShapeRule = (functions) => {
  const all = functions.flatMap(({ code }) => code);
  if (all.some(({ operation }) => operation.kind === "jump-indirect" || operation.kind === "invalid")) return undefined;
  return firstFault(functions, ({ name, start, code }) => {
    const blocks = basicBlocks(code, start);
    const reached = new Set(reversePostorder(blocks, start).map((block) => block.start));
    const dead = [...blocks.values()].find((block) => !reached.has(block.start));
    if (!dead) return undefined;
    return {
      rule: "unreachable-instruction",
      message: `no path in ${name} leads to this instruction`,
      slot: dead.start,
    };
  });
};

interface FunctionCall {
  readonly callee: DescribedFunction;
  readonly slot: number;
}

/** The functions that a function calls, and from where. */
function callsOf({ code }: DescribedFunction, byStart: ReadonlyMap<number, DescribedFunction>): FunctionCall[] {
  return code.flatMap(({ operation, instruction }) => {
    const target = operation.kind === "call" ? functionTarget(operation, instruction) : undefined;
    const callee = target === undefined ? undefined : byStart.get(target);
    return callee ? [{ callee, slot: instruction.slot }] : [];
  });
}

/** The deepest stack of a function with those that it calls, or the call by which it comes back to itself. */
function walkCalls(functions: readonly DescribedFunction[]): Fault | number {
  const byStart = new Map(functions.map((each) => [each.start, each]));
  const depths = new Map<DescribedFunction, number>();
  const callers = new Set<DescribedFunction>();
  const open: {
    readonly each: DescribedFunction;
    readonly calls: FunctionCall[];
    readonly rest: Iterator<FunctionCall>;
  }[] = [];
  const enter = (each: DescribedFunction) => {
    const calls = callsOf(each, byStart);
    callers.add(each);
    open.push({ each, calls, rest: calls.values() });
  };
  const [entry] = functions;
  if (!entry) return 0;
  enter(entry);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { each, calls, rest } = top;
    const { done, value } = rest.next();
    if (done) {
      const below = calls.reduce((deepest, { callee }) => Math.max(deepest, depths.get(callee) ?? 0), 0);
      depths.set(each, Math.min(stackDepth(each.code), STACK_SIZE) + below);
      callers.delete(each);
      open.pop();
    } else if (callers.has(value.callee)) {
      const message = `${each.name} calls ${value.callee.name}, by which it was called`;
      return { rule: "call-depth", message, slot: value.slot };
    } else if (!depths.has(value.callee)) enter(value.callee);
  }
  return depths.get(entry) ?? 0;
}

/**
 * sort_subprogs_topo and check_max_stack_depth: no function calls itself, and the frames of all calls fit. What lies below a frame
 * is told when it is accessed.
 */
const fitsOnStack: ShapeRule = (functions) => {
  const depth = walkCalls(functions);
  if (typeof depth !== "number") return depth;
  if (depth <= STACK_SIZE) return undefined;
  const message = `functions that call each other take ${counted(depth, "byte")} of stack together; there are ${STACK_SIZE}`;
  return { rule: "stack-size", message, slot: functions[0]?.start ?? 0 };
};

/** Functions with their instructions, which are gone through once. */
function withCode(functions: readonly FunctionRange[], all: readonly DescribedInstruction[]): DescribedFunction[] {
  let next = 0;
  return functions.map((range) => {
    const first = next;
    while ((all[next]?.instruction.slot ?? range.end) < range.end) next++;
    return { ...range, code: all.slice(first, next) };
  });
}

const rules: readonly ShapeRule[] = [staysInFunction, endsInExit, isReached, fitsOnStack];

/**
 * What Linux refuses a program for whatever it does when it runs (kernel/bpf/verifier.c and cfg.c, v7.3). Not modelled: the private
 * stacks of tracing programs, whose functions have 512 bytes each.
 */
export function shapeFault({ instructions, functions }: ShapedProgram): Fault | undefined {
  const described = withCode(functions, describeAll(instructions));
  for (const rule of rules) {
    const fault = rule(described);
    if (fault) return fault;
  }
  return undefined;
}
