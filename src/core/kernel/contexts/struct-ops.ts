import type { Btf } from "../../btf/btf.ts";
import { findMember } from "../../btf/layout.ts";
import type { StructOpsTarget } from "../../object/struct-ops.ts";
import { counted } from "../../words/counted.ts";
import { structType } from "../objects/struct-access.ts";
import { type ContextModel, RefusedInput, UnmodelledInput } from "./context.ts";
import { type FunctionArgument, functionArguments, type Prototype, prototypeAt } from "./function-arguments.ts";

const CONGESTION = "tcp_congestion_ops";

/** The prototype of the function that a program stands for. */
export function memberPrototype(btf: Btf, { struct, member }: StructOpsTarget): Prototype | undefined {
  const place = findMember(btf, structType(btf, struct), member);
  return prototypeAt(btf, place?.type);
}

/** Whether the pointer is one to struct sock, for which congestion controls are handed a struct tcp_sock. */
function isSock(btf: Btf, type: number): boolean {
  const pointer = btf.resolved(type);
  const pointee = pointer.kind === "ptr" ? btf.resolved(pointer.type) : undefined;
  return pointee?.kind === "struct" && pointee.name === "sock";
}

/**
 * The names of a function's parameters are in the kernel's own function `<struct>__<member>`, where there is one: `__nullable`
 * is one of their endings (find_stub_func_proto, kernel/bpf/bpf_struct_ops.c, v7.3).
 */
function argumentsOf(btf: Btf, target: StructOpsTarget, prototype: Prototype): FunctionArgument[] {
  const stub = prototypeAt(btf, btf.find("func", `${target.struct}__${target.member}`));
  return prototype.params.map(({ type, name }, index) => {
    const isPromoted = target.struct === CONGESTION && isSock(btf, type);
    return {
      type,
      name: name || stub?.params[index]?.name,
      isTrusted: true,
      isNullable: stub?.params[index]?.name.endsWith("__nullable") ?? false,
      ...(isPromoted && { struct: structType(btf, "tcp_sock") }),
    };
  });
}

/** A pointer that a program returns must be one that it holds a reference on. */
function refusePointer(btf: Btf, { struct, member }: StructOpsTarget, { returns }: Prototype): void {
  if (btf.resolved(returns).kind !== "ptr") return;
  throw new UnmodelledInput(`The emulator does not run programs that return a pointer, as ${struct}.${member}`, []);
}

/** Programs of a struct of operations: a scenario names the arguments of the member that the program stands in. */
export const structOps: ContextModel = {
  programType: "BPF_PROG_TYPE_STRUCT_OPS",
  packet: "none",
  notModelled: [
    "The kernel that calls the operations: the program runs once, with the arguments that the scenario names.",
    "Which pointers may be NULL or come with a reference, where the kernel says so by functions of its own.",
  ],
  enter(kernel, { args = [] }) {
    const { btf, program } = kernel;
    const target = program.structOps;
    if (!target) {
      const help = 'Define one with SEC(".struct_ops.link").';
      throw new RefusedInput("No struct of operations of the object names the program", [], help);
    }
    const prototype = memberPrototype(btf, target);
    const name = `${target.struct}.${target.member}`;
    if (!prototype) throw new UnmodelledInput(`The facts about the kernel hold no prototype of ${name}`, []);
    refusePointer(btf, target, prototype);
    const wanted = argumentsOf(btf, target, prototype);
    if (args.length !== wanted.length) {
      const message = `${name} has ${counted(wanted.length, "argument")} and the scenario names ${args.length}`;
      throw new RefusedInput(message, args.length > 0 ? ["context"] : [], `Name ${wanted.length} in \`context\`.`);
    }
    return {
      region: functionArguments(kernel, args, wanted, { name, hasReturn: false }),
      returnsNothing: btf.resolved(prototype.returns).kind === "void",
    };
  },
};
