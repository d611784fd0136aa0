import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import { printType } from "../../btf/print-type.ts";
import type { TypeId } from "../../btf/types.ts";
import { contextProblem, isContextPointer, type LoadedProgram } from "./context-types.ts";
import { argumentTags, type FunctionParameter, pointeeOf } from "./parameters.ts";

/** What a global function takes for a parameter, whoever calls it; `refused` ones make Linux refuse the function. */
export type Expectation =
  | { readonly kind: "number" | "context" | "dynptr" | "arena" | "untrusted-bytes" }
  /** A struct of the kernel, for that of the object's BTF. */
  | { readonly kind: "untrusted-object"; readonly pointee: TypeId }
  | { readonly kind: "trusted-object"; readonly pointee: TypeId; readonly nullable: boolean }
  /** Memory that can be read and written, of so many bytes. */
  | { readonly kind: "memory"; readonly size: number; readonly nullable: boolean }
  | { readonly kind: "refused"; readonly why: string };

const known: ReadonlySet<string> = new Set(argumentTags);
const refused = (why: string): Expectation => ({ kind: "refused", why });

/** A pointer parameter that is looked at. */
interface Pointer {
  readonly btf: Btf;
  readonly pointee: TypeId;
  readonly tags: ReadonlySet<string>;
  readonly program: LoadedProgram;
}

/** What a pointer is taken for; undefined where the next rule decides. */
type PointerRule = (pointer: Pointer) => Expectation | undefined;

const context: PointerRule = ({ btf, pointee, tags, program }) => {
  if (!tags.has("ctx") && !isContextPointer(btf, pointee, program)) return undefined;
  if ([...tags].some((tag) => tag !== "ctx")) return refused("the context stands with no other tag");
  const problem = tags.has("ctx") ? contextProblem(btf, pointee, program) : undefined;
  return problem === undefined ? { kind: "context" } : refused(problem);
};

const dynptr: PointerRule = ({ btf, pointee, tags }) => {
  const type = btf.resolved(pointee);
  const isStruct = type.kind === "struct" || (type.kind === "fwd" && !type.union);
  if (!isStruct || type.name !== "bpf_dynptr") return undefined;
  return tags.size > 0 ? refused("a dynptr takes no tags") : { kind: "dynptr" };
};

const trusted: PointerRule = ({ pointee, tags }) => {
  if (!tags.has("trusted")) return undefined;
  if (tags.has("nonnull")) return refused("a trusted pointer is not NULL anyhow");
  return { kind: "trusted-object", pointee, nullable: tags.has("nullable") };
};

const primitive: ReadonlySet<string> = new Set(["void", "int", "enum"]);

const untrusted: PointerRule = ({ btf, pointee, tags }) => {
  if (!tags.has("untrusted")) return undefined;
  if (tags.size > 1) return refused("`untrusted` stands with no other tag");
  return primitive.has(btf.resolved(pointee).kind)
    ? { kind: "untrusted-bytes" }
    : { kind: "untrusted-object", pointee };
};

const arena: PointerRule = ({ tags }) => {
  if (!tags.has("arena")) return undefined;
  return tags.size > 1 ? refused("`arena` stands with no other tag") : { kind: "arena" };
};

const sized: ReadonlySet<string> = new Set(["int", "enum", "float", "ptr", "array", "struct", "union"]);

const memory: PointerRule = ({ btf, pointee, tags }) => {
  if (tags.has("nullable")) return refused("`nullable` stands with `trusted` only");
  if (!sized.has(btf.resolved(pointee).kind)) return refused("the size of what it points to can't be determined");
  return { kind: "memory", size: sizeOf(btf, pointee), nullable: !tags.has("nonnull") };
};

/** In the order of btf_prepare_func_args (kernel/bpf/btf.c, v7.3): the first that says something decides. */
const pointerRules: readonly PointerRule[] = [context, dynptr, trusted, untrusted, arena, memory];

/** What a parameter of a global function takes, by the object's BTF. */
export function expectationOf(btf: Btf, parameter: FunctionParameter, program: LoadedProgram): Expectation {
  const { tags, type } = parameter;
  if (![...tags].every((tag) => known.has(tag))) return refused("the kernel does not know all of its tags");
  const pointee = pointeeOf(btf, parameter);
  if (pointee !== undefined) {
    for (const rule of pointerRules) {
      const expectation = rule({ btf, pointee, tags, program });
      if (expectation) return expectation;
    }
  }
  if (tags.size > 0) return refused("it is no pointer");
  const { kind } = btf.resolved(type);
  return kind === "int" || kind === "enum" ? { kind: "number" } : refused("it is neither a number nor a pointer");
}

/** What a parameter is declared as, with its tags: completes "… takes R1 as …". */
export function declaredAs(btf: Btf, { tags, type }: FunctionParameter): string {
  const words = [...tags].join(" ");
  return words === "" ? printType(btf, type) : words;
}
