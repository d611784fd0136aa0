import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { warningAt } from "../../core/diagnostics/error-at.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { type Content, isExamplePath, keyOf } from "../../core/spec/content.ts";
import type { ReadRecord } from "./read-records.ts";

const help = "`npm run verify -- --update-record` writes the record anew; its lines may also be taken out by hand.";

function orphan(source: Source, key: string): Diagnostic {
  const start = source.text.indexOf(JSON.stringify(key));
  const place = { source, start, end: start + JSON.stringify(key).length };
  const message = `The record holds a run of ${key}, and there is no such scenario`;
  return warningAt(place, "verify/orphan", message, { help });
}

/** Runs on record of scenarios that are not there, or are named otherwise now. What could not be read may hold them. */
export function orphanedRuns(read: readonly ReadRecord[], { examples, unread = [] }: Content): Diagnostic[] {
  const unreadable = new Set(
    unread
      .map(({ path }) => path)
      .filter(isExamplePath)
      .map(keyOf),
  );
  const scenarios = new Set(
    examples.flatMap(({ key, file }) => file.value.scenarios.map(({ name }) => `${key}#${name}`)),
  );
  const isThere = (key: string) => scenarios.has(key) || unreadable.has(key.split("#")[0] ?? "");
  return read.flatMap(({ source, record }) =>
    Object.keys(record.scenarios)
      .filter((key) => !isThere(key))
      .map((key) => orphan(source, key)),
  );
}
