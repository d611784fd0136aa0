import type { Btf } from "../btf/btf.ts";
import type { BtfTypeOf } from "../btf/types.ts";
import type { Diagnostic, Note } from "../diagnostics/diagnostic.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";

/** A kernel to hold specs against. */
export interface AuditedKernel {
  /** `major.minor`, such as "7.3". */
  readonly release: string;
  readonly btf: Btf;
}

/** A spec beside the prototype that a kernel has for its kfunc. */
export interface AuditSubject {
  readonly file: ParsedFile<KfuncSpec>;
  readonly kernel: AuditedKernel;
  readonly prototype: BtfTypeOf<"func_proto">;
  /** Says the release and its prototype in C. */
  readonly note: Note;
}

/** One agreement between a spec and a kernel: everything that breaks it. */
export type AuditRule = (subject: AuditSubject) => Diagnostic[];

/** A parameter that spec and kernel both have. */
export interface ParameterPair {
  readonly index: number;
  readonly stated: KfuncSpec["signature"]["params"][number];
  readonly actual: BtfTypeOf<"func_proto">["params"][number];
}

/** By position where both have as many parameters; otherwise by name, so that one missing does not shift the rest. */
export function pairParameters({ file, prototype }: AuditSubject): ParameterPair[] {
  const stated = file.value.signature.params;
  const byPosition = stated.length === prototype.params.length;
  return stated.flatMap((param, index) => {
    const actual = byPosition
      ? prototype.params[index]
      : prototype.params.find((candidate) => candidate.name === param.name);
    return actual ? [{ index, stated: param, actual }] : [];
  });
}
