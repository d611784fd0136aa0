import { measuredTypes, programTypesOf } from "../facts/availability.ts";
import { flagsOf } from "../facts/flags.ts";
import type { PrototypeSpan } from "../facts/kfunc-history.ts";
import { comparePrototypes, isSameType } from "../facts/prototype.ts";
import { measuredVersion } from "../facts/since.ts";
import type { SpecEdit } from "../spec/edit-spec.ts";
import { type SignatureRow, signatureRows } from "../spec/signature-rows.ts";
import { formerName } from "./parameter-texts.ts";
import { since as sinceRule } from "./since.ts";
import type { AuditSubject } from "./subject.ts";

/** What the kernel facts decide of one key of a spec, as edits to its text; none where it stands right or not at all. */
type SpecFix = (subject: AuditSubject) => SpecEdit[];

/** The release, where two imported ones in a row leave no other. */
const fixSince: SpecFix = (subject) => {
  const version = measuredVersion(subject.history);
  if (version === undefined || sinceRule(subject).length === 0) return [];
  return [{ kind: "scalar", path: ["since", "version"], value: version }];
};

const fixNotBuilt: SpecFix = ({ file, history }) => {
  const stated = file.value.not_built?.releases;
  const values = stated?.filter((release) => !history.releases.includes(release)) ?? [];
  if (!stated || values.length === stated.length) return [];
  if (values.length === 0) return [{ kind: "remove", path: ["not_built"] }];
  return [{ kind: "list", path: ["not_built", "releases"], values }];
};

const sameNames = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((name) => right.includes(name));

const fixFlags: SpecFix = ({ file, latest }) => {
  const stated = file.value.flags;
  const values = flagsOf(latest.fact);
  return !stated || sameNames(stated, values) ? [] : [{ kind: "list", path: ["flags"], values }];
};

/** Types that could not be measured stay as they are stated. */
const fixProgramTypes: SpecFix = ({ file, latest: { facts } }) => {
  const { name, program_types: stated } = file.value;
  const allowed = facts.availability && programTypesOf(facts.availability, name);
  if (!stated || !allowed || !facts.availability) return [];
  const measured = measuredTypes(facts.availability);
  const values = [...stated.filter((type) => !measured.has(type)), ...allowed.map(({ programType }) => programType)];
  if (values.length === 0 || sameNames(stated, values)) return [];
  return [{ kind: "list", path: ["program_types"], values }];
};

/** Whether the rows are one for each span, for the releases that it was measured in. */
function rowsMatch(rows: readonly SignatureRow[], spans: readonly PrototypeSpan[]): boolean {
  if (rows.length !== spans.length) return false;
  if (rows.length === 1) return rows[0]?.since === undefined;
  return rows.every(({ since, until }, index) => {
    const span = spans[index];
    return since === span?.since && (index === 0 ? until === undefined : until === span?.until);
  });
}

/** Mends single words where parameters are as many as they should be, and writes the whole key anew otherwise. */
const fixSignature: SpecFix = ({ file, history }) => {
  const rows = signatureRows(file.value);
  const spans = history.prototypes;
  const isRight = rowsMatch(rows, spans) && rows.every((row, index) => isSpan(row, spans[index]));
  const isNameless = spans.some(({ prototype }) => prototype.params.some(({ name }) => name === ""));
  if (rows.length === 0 || isRight || isNameless) return [];
  const isMendable = rowsMatch(rows, spans) && rows.every((row, index) => sameCount(row, spans[index]));
  if (isMendable) return rows.flatMap((row, index) => mendRow(row, spans[index]));
  return [{ kind: "signature", rows: rowsOf(spans) }];
};

const isSpan = (row: SignatureRow, span: PrototypeSpan | undefined) =>
  span !== undefined && comparePrototypes(row, span.prototype) === undefined;

const sameCount = ({ params }: SignatureRow, span: PrototypeSpan | undefined) =>
  params.length === span?.prototype.params.length;

function rowsOf(spans: readonly PrototypeSpan[]) {
  return spans.map(({ since, until, prototype: { returns, params } }, index) => ({
    ...(spans.length > 1 && { since }),
    ...(index > 0 && { until }),
    returns,
    params: params.map(({ name, type }) => ({ name, type })),
  }));
}

function mendRow({ path, returns, params }: SignatureRow, span: PrototypeSpan | undefined): SpecEdit[] {
  if (!span) return [];
  const { prototype } = span;
  const scalar = (key: readonly (string | number)[], value: string): SpecEdit => ({
    kind: "scalar",
    path: [...path, ...key],
    value,
  });
  return [
    ...(isSameType(returns, prototype.returns) ? [] : [scalar(["returns"], prototype.returns)]),
    ...params.flatMap(({ name, type }, index) => {
      const actual = prototype.params[index];
      if (!actual) return [];
      return [
        ...(name === actual.name ? [] : [scalar(["params", index, "name"], actual.name)]),
        ...(isSameType(type, actual.type) ? [] : [scalar(["params", index, "type"], actual.type)]),
      ];
    }),
  ];
}

/** Texts about parameters that older releases called otherwise. */
const fixParameterNames: SpecFix = (subject) => {
  const texts = subject.file.value.params ?? {};
  const known = subject.latest.fact.params.map(({ name }) => name);
  return Object.keys(texts).flatMap((key) => {
    const name = known.includes(key) ? undefined : (formerName(key, subject) ?? statedName(key, subject));
    if (name === undefined || name === "" || Object.hasOwn(texts, name)) return [];
    return [{ kind: "rename" as const, path: ["params", key], name }];
  });
};

/** The kernel's name of a parameter that the spec's own signature calls so at the same place. */
function statedName(key: string, { file, latest }: AuditSubject): string | undefined {
  const params = signatureRows(file.value)[0]?.params ?? [];
  const index = params.findIndex(({ name }) => name === key);
  return params.length === latest.fact.params.length ? latest.fact.params[index]?.name : undefined;
}

const fixes: readonly SpecFix[] = [fixSince, fixNotBuilt, fixSignature, fixFlags, fixParameterNames, fixProgramTypes];

/** Everything that the kernel facts decide otherwise than the spec states. */
export const specFixes = (subject: AuditSubject): SpecEdit[] => fixes.flatMap((fix) => fix(subject));
