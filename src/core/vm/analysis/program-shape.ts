import {
  basicBlocks,
  type DescribedInstruction,
  describeAll,
  functionTarget,
  jumpTarget,
  reversePostorder,
} from "../../isa/control-flow.ts";
import type { Instruction } from "../../isa/instruction.ts";
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

/** The functions that a function calls, and from where. */
function callsOf({ code }: DescribedFunction, functions: readonly DescribedFunction[]) {
  return code.flatMap(({ operation, instruction }) => {
    const target = operation.kind === "call" ? functionTarget(operation, instruction) : undefined;
    const callee = functions.find(({ start }) => start === target);
    return callee ? [{ callee, slot: instruction.slot }] : [];
  });
}

/** The deepest stack of a function with those that it calls, or the call by which it comes back to itself. */
function walkCalls(functions: readonly DescribedFunction[]) {
  const depths = new Map<DescribedFunction, number>();
  const visit = (each: DescribedFunction, callers: readonly DescribedFunction[]): Fault | number => {
    const known = depths.get(each);
    if (known !== undefined) return known;
    let below = 0;
    for (const { callee, slot } of callsOf(each, functions)) {
      if (callee === each || callers.includes(callee)) {
        return { rule: "call-depth", message: `${each.name} calls ${callee.name}, by which it was called`, slot };
      }
      const deep = visit(callee, [...callers, each]);
      if (typeof deep !== "number") return deep;
      below = Math.max(below, deep);
    }
    const depth = Math.min(stackDepth(each.code), STACK_SIZE) + below;
    depths.set(each, depth);
    return depth;
  };
  const [entry] = functions;
  return entry ? visit(entry, []) : 0;
}

/**
 * sort_subprogs_topo and check_max_stack_depth: no function calls itself, and the frames of all calls fit. What lies below a frame
 * is told when it is accessed.
 */
const fitsOnStack: ShapeRule = (functions) => {
  const depth = walkCalls(functions);
  if (typeof depth !== "number") return depth;
  if (depth <= STACK_SIZE) return undefined;
  const message = `functions that call each other take ${depth} bytes of stack together; there are ${STACK_SIZE}`;
  return { rule: "stack-size", message, slot: functions[0]?.start ?? 0 };
};

const rules: readonly ShapeRule[] = [staysInFunction, endsInExit, isReached, fitsOnStack];

/**
 * What Linux refuses a program for whatever it does when it runs (kernel/bpf/verifier.c and cfg.c, v7.3). Not modelled: the private
 * stacks of tracing programs, whose functions have 512 bytes each.
 */
export function shapeFault({ instructions, functions }: ShapedProgram): Fault | undefined {
  const all = describeAll(instructions);
  const described = functions.map((range) => ({
    ...range,
    code: all.filter(({ instruction: { slot } }) => slot >= range.start && slot < range.end),
  }));
  for (const rule of rules) {
    const fault = rule(described);
    if (fault) return fault;
  }
  return undefined;
}
