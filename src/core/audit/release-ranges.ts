import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { comparePrototypes } from "../facts/prototype.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";
import type { Path } from "../spec/path.ts";
import { signatureRows } from "../spec/signature-rows.ts";
import { compareVersions, isRelease } from "../spec/versions.ts";
import { kfdocCommand } from "../words/kfdoc-command.ts";
import { declaredIn, prototypesFor, rowCovers } from "./stated-signatures.ts";
import type { AuditRule } from "./subject.ts";

/** Each release that a spec names is one that Linux had or may yet have. */
export function releasesExist(file: ParsedFile<KfuncSpec>): Diagnostic[] {
  return namedReleases(file.value)
    .filter(({ version }) => !isRelease(version))
    .map(({ version, path }) =>
      errorAt(file.spanOf(path), "audit/release-range", `There never was a Linux ${version}`, {
        help: "write a release that there was: 5.19 was followed by 6.0, and 6.19 by 7.0",
      }),
    );
}

function namedReleases({ since, not_built: notBuilt, ...spec }: KfuncSpec): { version: string; path: Path }[] {
  const rows = signatureRows(spec).flatMap((row) =>
    (["since", "until"] as const).flatMap((key) => {
      const version = row[key];
      return version === undefined ? [] : [{ version, path: [...row.path, key] }];
    }),
  );
  const without = (notBuilt?.releases ?? []).map((version, index) => ({
    version,
    path: ["not_built", "releases", index],
  }));
  return [...(since ? [{ version: since.version, path: ["since", "version"] }] : []), ...without, ...rows];
}

/** The ranges of a signature's rows run from newer to older: none ends before it begins or reaches into the one above. */
export function rangesAreOrdered(file: ParsedFile<KfuncSpec>): Diagnostic[] {
  const rows = signatureRows(file.value);
  return rows.flatMap(({ since, until, path }, index) => {
    const newer = rows[index - 1];
    if (since !== undefined && until !== undefined && compareVersions(since, until) > 0) {
      const message = `A signature can't hold since ${since} and until ${until}`;
      return errorAt(file.spanOf([...path, "until"]), "audit/release-range", message, {
        help: `write the older release as since: { since: "${until}", until: "${since}" }`,
      });
    }
    if (newer?.since === undefined) return [];
    if (until !== undefined && compareVersions(until, newer.since) < 0) return [];
    const message =
      until === undefined
        ? "Only the newest signature goes without until"
        : `Two signatures are stated for Linux ${until}`;
    return errorAt(file.spanOf([...path, until === undefined ? "since" : "until"]), "audit/release-range", message, {
      notes: [{ message: `the one above holds since ${newer.since}`, place: file.spanOf([...newer.path, "since"]) }],
      help: "write the last release before that as until",
    });
  });
}

/** A spec that states signatures by range states one for each release that has the kfunc. */
export const rangesAreWhole: AuditRule = ({ file, history }) => {
  const rows = signatureRows(file.value);
  if (rows.length === 0) return [];
  const release = history.releases.find((each) => !rows.some((row) => rowCovers(row, each)));
  if (release === undefined) return [];
  const message = `No signature is stated for Linux ${release}, which has ${file.value.name}`;
  return [
    errorAt(file.spanOf(["signature"], "key"), "audit/release-range", message, {
      help: `add a row for it, or state no signature: ${kfdocCommand("check --fix")} writes them`,
    }),
  ];
};

/** A signature that is right in the newest release it is stated for is right in the others too. */
export const rangesAgree: AuditRule = (subject) =>
  signatureRows(subject.file.value).flatMap((row) => {
    const { file } = subject;
    const { name } = file.value;
    const [newest, ...older] = prototypesFor(row, subject);
    const other = older[0];
    if (!newest || !other || comparePrototypes(row, newest.prototype)) return [];
    const message = `Linux ${other.release} has ${name} with another signature`;
    return errorAt(file.spanOf(row.path, "key"), "audit/release-range", message, {
      notes: [declaredIn(name, other.release, other.prototype)],
      help: `state one for each range of releases, or none: ${kfdocCommand("check --fix")} writes them`,
    });
  });
