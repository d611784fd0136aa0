import type { Btf } from "../btf/btf.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { KfuncHistory } from "../facts/kfunc-history.ts";
import type { KfuncFact } from "../facts/kfuncs-file.ts";
import type { ReleaseFacts } from "../facts/release-facts.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";

/** The kernels to hold specs against. */
export interface AuditedKernels {
  /** The newest first; at least one. */
  readonly releases: readonly ReleaseFacts[];
  /** Of every kfunc that one of them has, by name. */
  readonly histories: ReadonlyMap<string, KfuncHistory>;
  /** Types of the newest. */
  readonly btf: Btf;
}

/** A spec beside what the kernels say of its kfunc. */
export interface AuditSubject {
  readonly file: ParsedFile<KfuncSpec>;
  readonly kernels: AuditedKernels;
  readonly history: KfuncHistory;
  /** The newest release that has the kfunc, and what it says of it. */
  readonly latest: { readonly facts: ReleaseFacts; readonly fact: KfuncFact };
}

/** One agreement between a spec and the kernels: everything that breaks it. */
export type AuditRule = (subject: AuditSubject) => Diagnostic[];
