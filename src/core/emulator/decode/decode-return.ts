import type { Btf } from "../../btf/btf.ts";
import { contexts } from "../../kernel/contexts/contexts.ts";
import { prototypeAt } from "../../kernel/contexts/function-arguments.ts";
import type { LinkedProgram } from "../../object/linked-object.ts";
import type { DecodedValue } from "../outcome.ts";
import { decodeNumber, nameOfErrno } from "./decode-value.ts";

/** Whose result is decoded. */
export type ReturningProgram = Pick<LinkedProgram, "programType" | "functions">;

/** Types whose programs return what a function of the kernel would: 0 or more, or a negative errno. */
const errnoTypes: ReadonlySet<string> = new Set([
  "BPF_PROG_TYPE_TRACING",
  "BPF_PROG_TYPE_STRUCT_OPS",
  "BPF_PROG_TYPE_LSM",
  "BPF_PROG_TYPE_SYSCALL",
]);

/** Whether the program's function returns a signed number, such as int; `object` is the BTF of its object. */
function isSigned(object: Btf, { functions: [entry] }: ReturningProgram): boolean {
  const prototype = prototypeAt(object, entry?.type);
  const type = prototype && object.resolved(prototype.returns);
  return type?.kind === "int" && type.encoding.signed;
}

/**
 * What a program returned: 32 bits, whatever r0 holds above them, by the enum of its type, or signed where its function in
 * C says so. `kernel` is the kernel's BTF, `object` the program's.
 */
export function decodeReturn(kernel: Btf, object: Btf, program: ReturningProgram, r0: bigint): DecodedValue {
  const { programType } = program;
  const value = BigInt.asUintN(32, r0);
  const context = contexts.find((each) => each.programType === programType);
  const type = context?.returns === undefined ? undefined : kernel.find("enum", context.returns);
  const describe = () => ({ target: "", null: false });
  const decoded = type === undefined ? undefined : decodeNumber({ btf: kernel, describe }, type, value);
  if (decoded) return decoded;
  if (!isSigned(object, program)) return { kind: "integer", type: "u32", value: value.toString() };
  const signed = BigInt.asIntN(32, r0);
  const name = errnoTypes.has(programType) ? nameOfErrno(signed) : undefined;
  return { kind: "integer", type: "int", value: signed.toString(), ...(name !== undefined && { name }) };
}
