import type { Diagnostic, Note } from "../diagnostics/diagnostic.ts";
import { type Prototype, printPrototype } from "../facts/prototype.ts";
import { type SignatureRow, signatureRows } from "../spec/signature-rows.ts";
import { compareVersions } from "../spec/versions.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/** A signature of the spec beside the prototype that it is stated for. */
export interface SignaturePair {
  readonly row: SignatureRow;
  readonly actual: Prototype;
  /** The newest of the releases that the row is stated for and that have this prototype. */
  readonly release: string;
  /** Says the release and its prototype in C. */
  readonly note: Note;
  /** What to do, where the row also stands for releases with another prototype; undefined where it can be mended in place. */
  readonly split: string | undefined;
}

/** Whether a row is stated for a release. */
export function rowCovers({ since, until }: SignatureRow, release: string): boolean {
  const isBefore = since !== undefined && compareVersions(release, since) < 0;
  return !isBefore && (until === undefined || compareVersions(release, until) <= 0);
}

const splitHelp = "state a signature for each range of releases, or none: check --fix writes them";

/** Each signature that the spec states, with each prototype that a release it is stated for has. */
export function pairSignatures({ file: { value }, history }: AuditSubject): SignaturePair[] {
  return signatureRows(value).flatMap((row) => {
    const spans = history.prototypes.flatMap(({ since, until, prototype }) => {
      const release = history.releases.find(
        (each) => compareVersions(each, since) >= 0 && compareVersions(each, until) <= 0 && rowCovers(row, each),
      );
      return release === undefined ? [] : [{ release, prototype }];
    });
    return spans.map(({ release, prototype }, index) => ({
      row,
      actual: prototype,
      release,
      note: { message: `Linux ${release} has ${printPrototype(value.name, prototype)}` },
      split: index === 0 ? undefined : splitHelp,
    }));
  });
}

/** A rule that looks at one stated signature and one prototype at a time. */
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
