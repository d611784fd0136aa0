import type { KfuncFact } from "./kfuncs-file.ts";
import { parseCType } from "./parse-c-type.ts";
import { adjustParameter, sameType } from "./type-term.ts";

/** A prototype in C, as programs declare it. */
export interface Prototype {
  readonly returns: string;
  readonly params: readonly { readonly name: string; readonly type: string }[];
}

/** In which respects two prototypes differ. */
export interface PrototypeDifference {
  readonly returns: boolean;
  /** Whether one has more parameters, or one of another type at some place. */
  readonly types: boolean;
  /** Whether a parameter is called otherwise. Suffixes such as `__sz` are rules, other names are not. */
  readonly names: boolean;
}

export const prototypeOf = ({ returns, params }: KfuncFact): Prototype => ({ returns, params });

/** Whether two C types are one, however they are spelt; texts that are no types are compared as they stand. */
export function isSameType(left: string, right: string): boolean {
  if (left === right) return true;
  const [first, second] = [parseCType(left), parseCType(right)];
  return first !== undefined && second !== undefined && sameType(adjustParameter(first), adjustParameter(second));
}

/** Undefined where both are the same, spelling aside. */
export function comparePrototypes(left: Prototype, right: Prototype): PrototypeDifference | undefined {
  const returns = !isSameType(left.returns, right.returns);
  const pairs = left.params.map((param, index) => [param, right.params[index]] as const);
  const types =
    left.params.length !== right.params.length ||
    pairs.some(([param, other]) => other === undefined || !isSameType(param.type, other.type));
  const names = pairs.some(([param, other]) => other !== undefined && param.name !== other.name);
  return returns || types || names ? { returns, types, names } : undefined;
}

/** A name declared with a type, as C writes it: `u32 n`, `struct task_struct *p`, `int (*less)(void *)`. */
export function declare(type: string, name: string): string {
  if (type.includes("(*)")) return type.replace("(*)", `(*${name})`);
  return type.endsWith("*") ? `${type}${name}` : `${type} ${name}`.trimEnd();
}

/** The prototype on one line of C, without a semicolon. */
export function printPrototype(name: string, { returns, params }: Prototype): string {
  const list = params.map((param) => declare(param.type, param.name)).join(", ");
  return `${declare(returns, name)}(${list || "void"})`;
}
