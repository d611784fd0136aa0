import type { z } from "zod";
import { oneOf } from "../diagnostics/one-of.ts";
import { counted } from "../words/counted.ts";
import type { Path } from "./path.ts";

type ZodIssue = z.core.$ZodIssue;

/** One thing wrong with a value, at its own path; the choices of unions are settled. */
export type Issue =
  | { readonly kind: "unknown-key"; readonly path: Path }
  | { readonly kind: "bad-key"; readonly path: Path; readonly expected: string }
  | { readonly kind: "wrong-type"; readonly path: Path; readonly expected: readonly string[] }
  | { readonly kind: "unknown-name"; readonly path: Path; readonly values: readonly string[] }
  | { readonly kind: "one-key"; readonly path: Path };

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

export const formatWords: Readonly<Record<string, string>> = {
  ipv4: "an IPv4 address such as 10.0.0.2",
  cidrv4: "an IPv4 address with the length of its prefix such as 10.0.0.1/24",
};

/** zod's issues as ours. `valueAt` gives the author's value at a path; undefined where there is none. */
export function flattenIssues(issues: readonly ZodIssue[], valueAt: (path: Path) => unknown): Issue[] {
  return issues.flatMap((issue) => flatten(issue, [], valueAt));
}

type ValueAt = (path: Path) => unknown;

function flatten(issue: ZodIssue, base: Path, valueAt: ValueAt): Issue[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ kind: "unknown-key", path: [...path, key] }));
    case "invalid_key":
      return [{ kind: "bad-key", path, expected: issue.issues[0]?.message ?? "another key" }];
    case "invalid_value":
      return [nameOrType(path, issue.values, valueAt)];
    case "invalid_union":
      return settleUnion(path, issue.errors, valueAt);
    default:
      return [{ kind: "wrong-type", path, expected: [expectedBy(issue)] }];
  }
}

function expectedBy(issue: ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeWords[issue.expected] ?? issue.expected;
    case "invalid_format":
      return formatWords[issue.format] ?? issue.message;
    case "too_big":
      return issue.origin === "array"
        ? `at most ${counted(issue.maximum, "entry", "entries")}`
        : `a number of at most ${issue.maximum}`;
    case "too_small":
      return smallest(issue.origin, issue.minimum);
    default:
      return issue.message;
  }
}

function smallest(origin: string, minimum: number | bigint): string {
  if (origin === "string") return "text that is not empty";
  if (origin === "array") return `at least ${minimum === 1 ? "one entry" : counted(minimum, "entry", "entries")}`;
  return `a number of at least ${minimum}`;
}

function nameOrType(path: Path, values: readonly unknown[], valueAt: ValueAt): Issue {
  const names = values.map(String);
  if (typeof valueAt(path) === "string") return { kind: "unknown-name", path, values: names };
  return { kind: "wrong-type", path, expected: [names.length > 6 ? `a name such as ${names[0]}` : oneOf(names)] };
}

/** The one useful finding of a union: that of the branch the author meant, or what all branches say together. */
function settleUnion(path: Path, branches: readonly (readonly ZodIssue[])[], valueAt: ValueAt): Issue[] {
  const value = valueAt(path);
  const likely = branches.filter((branch) => !branch.some((issue) => isOfOtherKind(issue, value)));
  if (likely.length === 0) return [mergeTypes(path, branches, valueAt)];
  const names = likely.flatMap((branch) => branch.flatMap((issue) => rootValues(issue)));
  if (names.length > 0) return [nameOrType(path, names, valueAt)];
  if (likely.length === 1) return (likely[0] ?? []).flatMap((issue) => flatten(issue, path, valueAt));
  if (typeof value !== "object") return [mergeTypes(path, likely, valueAt)];
  return settleMaps(path, likely, valueAt);
}

function isOfOtherKind(issue: ZodIssue, value: unknown): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_type") return issue.expected !== "int";
  return issue.code === "invalid_value" && issue.values.every((allowed) => typeof allowed !== typeof value);
}

function rootValues(issue: ZodIssue): readonly unknown[] {
  return issue.code === "invalid_value" && issue.path.length === 0 ? issue.values : [];
}

function mergeTypes(path: Path, branches: readonly (readonly ZodIssue[])[], valueAt: ValueAt): Issue {
  const flat = branches.flatMap((branch) => branch.flatMap((issue) => flatten(issue, path, valueAt)));
  const expected = flat.flatMap((issue) => (issue.kind === "wrong-type" ? issue.expected : []));
  return { kind: "wrong-type", path, expected: [...new Set(expected)] };
}

/** Maps told apart by their one key, such as the layers of a packet. */
function settleMaps(path: Path, branches: readonly (readonly ZodIssue[])[], valueAt: ValueAt): Issue[] {
  const unknown = branches.map((branch) =>
    branch.flatMap((issue) => (issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [])),
  );
  const everywhere = (unknown[0] ?? []).filter((key) => unknown.every((keys) => keys.includes(key)));
  if (everywhere.length > 0) return everywhere.map((key) => ({ kind: "unknown-key", path: [...path, key] }));
  const present = Object.keys(Object(valueAt(path)));
  const meant = present.length === 1 ? branches.find((_, index) => unknown[index]?.length === 0) : undefined;
  if (meant) return meant.flatMap((issue) => flatten(issue, path, valueAt));
  return [{ kind: "one-key", path }];
}
