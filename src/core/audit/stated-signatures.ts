import type { Diagnostic, Note } from "../diagnostics/diagnostic.ts";
import { type Prototype, printPrototype } from "../facts/prototype.ts";
import { type SignatureRow, signatureRows } from "../spec/signature-rows.ts";
import { compareVersions } from "../spec/versions.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/** A signature of the spec beside the newest prototype that it is stated for. */
export interface SignaturePair {
  readonly row: SignatureRow;
  readonly actual: Prototype;
  /** The newest release that has the prototype and that the row is stated for. */
  readonly release: string;
  /** Says the release and its prototype in C. */
  readonly note: Note;
}

/** Whether a row is stated for a release. */
export function rowCovers({ since, until }: SignatureRow, release: string): boolean {
  const isBefore = since !== undefined && compareVersions(release, since) < 0;
  return !isBefore && (until === undefined || compareVersions(release, until) <= 0);
}

/** The prototypes that the releases have for which a row is stated, each with the newest of them; the newest first. */
export function prototypesFor(row: SignatureRow, { history }: Pick<AuditSubject, "history">) {
  return history.prototypes.flatMap(({ since, until, prototype }) => {
    const release = history.releases.find(
      (each) => compareVersions(each, since) >= 0 && compareVersions(each, until) <= 0 && rowCovers(row, each),
    );
    return release === undefined ? [] : [{ release, prototype }];
  });
}

/** What a release has, as a remark. */
export const declaredIn = (name: string, release: string, prototype: Prototype): Note => ({
  message: `Linux ${release} has ${printPrototype(name, prototype)}`,
});

/** Each signature that the spec states; one that is stated for no imported release has nothing to be held against. */
export function pairSignatures(subject: AuditSubject): SignaturePair[] {
  const { value } = subject.file;
  return signatureRows(value).flatMap((row) => {
    const [newest] = prototypesFor(row, subject);
    if (!newest) return [];
    const { release, prototype } = newest;
    return [{ row, actual: prototype, release, note: declaredIn(value.name, release, prototype) }];
  });
}

/** A rule that looks at one stated signature at a time. */
export const eachSignature =
  (check: (pair: SignaturePair, subject: AuditSubject) => Diagnostic[]): AuditRule =>
  (subject) =>
    pairSignatures(subject).flatMap((pair) => check(pair, subject));

/** A parameter that spec and kernel both have. */
export interface ParameterPair {
  readonly index: number;
  readonly stated: Prototype["params"][number];
  readonly actual: Prototype["params"][number];
}

/** By position where both have as many parameters; otherwise by name, so that one missing does not shift the rest. */
export function pairParameters({ row, actual }: SignaturePair): ParameterPair[] {
  const byPosition = row.params.length === actual.params.length;
  return row.params.flatMap((stated, index) => {
    const found = byPosition ? actual.params[index] : actual.params.find(({ name }) => name === stated.name);
    return found ? [{ index, stated, actual: found }] : [];
  });
}
