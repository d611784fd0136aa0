import type { Btf } from "../../btf/btf.ts";
import { argumentTags, type TaggedParameter } from "./tagged-parameters.ts";

const known: ReadonlySet<string> = new Set(argumentTags);

const isDynptr = (btf: Btf, pointee: number): boolean => {
  const type = btf.resolved(pointee);
  return type.kind === "struct" && type.name === "bpf_dynptr";
};

/** One rule about tags: why they can't stand so. In the order of btf_prepare_func_args (kernel/bpf/btf.c, v7.3). */
type TagRule = (tags: ReadonlySet<string>, pointee: number | undefined, btf: Btf) => string | undefined;

const alone =
  (tag: string): TagRule =>
  (tags) =>
    tags.has(tag) && tags.size > 1 ? `\`${tag}\` stands with no other tag` : undefined;

const rules: readonly TagRule[] = [
  (tags) => ([...tags].every((tag) => known.has(tag)) ? undefined : "the kernel does not know all of its tags"),
  (_, pointee) => (pointee === undefined ? "it is no pointer" : undefined),
  alone("ctx"),
  (_, pointee, btf) => (pointee !== undefined && isDynptr(btf, pointee) ? "a dynptr takes no tags" : undefined),
  (tags) => (tags.has("trusted") && tags.has("nonnull") ? "a trusted pointer is not NULL anyhow" : undefined),
  alone("untrusted"),
  alone("arena"),
  (tags) => (tags.has("nullable") && !tags.has("trusted") ? "`nullable` stands with `trusted` only" : undefined),
];

/** What a parameter's pointer leads to, in the object's BTF; undefined for one that is no pointer. */
export function pointeeOf(btf: Btf, { type }: TaggedParameter): number | undefined {
  const pointer = btf.resolved(type);
  return pointer.kind === "ptr" ? btf.resolve(pointer.type) : undefined;
}

/** Why the verifier refuses a parameter's tags; undefined where it takes them. Not modelled: what `ctx` may point to. */
export function tagProblem(btf: Btf, parameter: TaggedParameter): string | undefined {
  const pointee = pointeeOf(btf, parameter);
  for (const rule of rules) {
    const problem = rule(parameter.tags, pointee, btf);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
