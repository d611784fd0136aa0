import type { KfuncSpec, StatedPrototype } from "./kfunc-spec.ts";
import type { Path } from "./path.ts";

/** A stated signature with the releases that it is stated for; without bounds it is stated for every one. */
export interface SignatureRow extends StatedPrototype {
  readonly since?: string;
  readonly until?: string | undefined;
  /** Where it stands in the spec. */
  readonly path: Path;
}

/** The signatures that a spec states, the newest first; none where it leaves them to the kernel facts. */
export function signatureRows({ signature }: Pick<KfuncSpec, "signature">): readonly SignatureRow[] {
  if (signature === undefined) return [];
  if (!Array.isArray(signature)) return [{ ...signature, path: ["signature"] }];
  return signature.map((row, index) => ({ ...row, path: ["signature", index] }));
}

/** The signature that a spec states for the newest release. */
export function newestSignature(spec: Pick<KfuncSpec, "signature">): SignatureRow | undefined {
  return signatureRows(spec)[0];
}
