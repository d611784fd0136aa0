import type { Btf } from "../../btf/btf.ts";
import { plainStyle, printDeclaration } from "../../btf/print-declaration.ts";
import type { BtfTypeOf, TypeId } from "../../btf/types.ts";
import type { DraftForm, HandedObject } from "./form.ts";
import { type Operation, type StructOps, structOps } from "./struct-ops.ts";

interface Argument {
  readonly declaration: string;
  readonly name: string;
  readonly type: string;
  /** Absent for numbers. */
  readonly struct?: string;
}

/** What the kernel's own functions call such arguments. */
const usual: Readonly<Record<string, string>> = {
  task_struct: "p",
  Qdisc: "sch",
  sock: "sk",
  sk_buff: "skb",
  rate_sample: "rs",
  ack_sample: "sample",
  hid_bpf_ctx: "hctx",
};

function operationOf(btf: Btf, struct: string, member: string): BtfTypeOf<"func_proto"> | undefined {
  const type = btf.type(btf.find("struct", struct) ?? 0);
  const found = type.kind === "struct" ? type.members.find(({ name }) => name === member) : undefined;
  const pointer = found && btf.resolved(found.type);
  const prototype = pointer?.kind === "ptr" ? btf.resolved(pointer.type) : undefined;
  return prototype?.kind === "func_proto" ? prototype : undefined;
}

/** The struct that a pointer leads to; `sk_buff **` of a queueing discipline is handed over as another struct. */
function structAt(btf: Btf, id: TypeId): string | undefined {
  const pointer = btf.resolved(id);
  if (pointer.kind !== "ptr") return undefined;
  const pointee = btf.resolved(pointer.type);
  if (pointee.kind === "ptr") return "bpf_sk_buff_ptr";
  return pointee.kind === "struct" || pointee.kind === "fwd" ? pointee.name : undefined;
}

function argumentsOf(btf: Btf, params: readonly { readonly type: TypeId }[]): Argument[] {
  const taken = new Set<string>();
  return params.map(({ type }, index) => {
    const struct = structAt(btf, type);
    const wanted = struct === "bpf_sk_buff_ptr" ? "to_free" : (usual[struct ?? ""] ?? struct?.replace(/^scx_/, ""));
    const name = wanted === undefined || taken.has(wanted) ? `arg${index + 1}` : wanted;
    taken.add(name);
    const spelt = struct === "bpf_sk_buff_ptr" ? `struct ${struct} *${name}` : undefined;
    const print = (of: string) => printDeclaration(plainStyle(btf), type, of);
    return { declaration: spelt ?? print(name), name, type: print(""), ...(struct !== undefined && { struct }) };
  });
}

const body = (statements: readonly string[]) => statements.map((line) => `\t${line}\n`).join("");

function headOf(btf: Btf, program: string, { returns }: BtfTypeOf<"func_proto">, args: readonly Argument[]): string {
  const parameters = [program, ...args.map(({ declaration }) => declaration)].join(", ");
  return printDeclaration(plainStyle(btf), returns, `BPF_PROG(${parameters})`);
}

/** An operation that the kernel asks for beside the drafted one, with as little in it as it may have. */
function printOther(btf: Btf, struct: string, { name, statements }: Operation, program: string): string {
  const prototype = operationOf(btf, struct, name);
  if (!prototype) return "";
  const head = headOf(btf, program, prototype, argumentsOf(btf, prototype.params));
  return `SEC("struct_ops/${program}")\n${head}\n{\n${body(statements)}}\n\n`;
}

function restOf(btf: Btf, ops: StructOps, drafted: string, program: string): string {
  const { struct, operations, fields } = ops;
  const others = operations.filter(({ name, required }) => required && name !== drafted);
  const named = others.map((operation) => ({ operation, own: `${program}_${operation.name}` }));
  const printed = named.map(({ operation, own }) => printOther(btf, struct, operation, own)).join("");
  const members = [
    `.${drafted} = (void *)${program},`,
    ...named.map(({ operation, own }) => `.${operation.name} = (void *)${own},`),
    ...fields,
  ];
  return `${printed}SEC(".struct_ops.link")\nstruct ${struct} ${program}_ops = {\n${body(members)}};\n\n`;
}

function formOf(btf: Btf, ops: StructOps, operation: Operation, sleepable: boolean): DraftForm[] {
  const { struct, scenario, operations } = ops;
  const prototype = operationOf(btf, struct, operation.name);
  if (!prototype) return [];
  const args = argumentsOf(btf, prototype.params);
  const objects: HandedObject[] = args.flatMap(({ struct: pointed, name }) => {
    if (pointed === undefined) return [];
    const owes = operation.owes?.[pointed];
    return [{ struct: pointed, expression: name, ...(owes && { owes }) }];
  });
  const others = operations.filter(({ name, required }) => required && name !== operation.name);
  const prefix = sleepable ? "struct_ops.s" : "struct_ops";
  return [
    {
      name: `${prefix}/${struct}.${operation.name}`,
      head: (program) => headOf(btf, program, prototype, args),
      ...(operation.result !== undefined && { result: operation.result }),
      objects,
      operation: { name: operation.name, types: args.map(({ type }) => type) },
      numbers: args.flatMap(({ struct: pointed, name, type }) =>
        pointed === undefined ? [{ type, expression: name }] : [],
      ),
      headers: ["bpf/bpf_tracing.h"],
      rest: (program) => restOf(btf, ops, operation.name, program),
      kfuncs: [...(operation.kfuncs ?? []), ...others.flatMap(({ kfuncs = [] }) => kfuncs)],
      ...(sleepable && { sleepable }),
      ...(operation.mayNotRun && { mayNotRun: operation.mayNotRun }),
      scenario,
    },
  ];
}

/** Every operation that a draft may be of, in the order of the table. */
export function structOpsForms(btf: Btf): DraftForm[] {
  return structOps.flatMap((ops) =>
    ops.operations.flatMap((operation) => [
      ...formOf(btf, ops, operation, false),
      ...(operation.maySleep ? formOf(btf, ops, operation, true) : []),
    ]),
  );
}
