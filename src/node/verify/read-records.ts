import { Derived } from "../../core/derived/derived.ts";
import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { type LinuxRecord, parseRecord } from "../../core/spec/record.ts";
import { compareVersions } from "../../core/spec/versions.ts";

export interface ReadRecord {
  readonly source: Source;
  readonly record: LinuxRecord;
}

const records = new Derived<Checked<LinuxRecord>>();

/** Every record, the newest release first. */
export function readRecords(sources: readonly Source[]): { read: ReadRecord[]; diagnostics: Diagnostic[] } {
  const parsed = sources.map((source) => ({ source, ...records.of([source], () => parseRecord(source)) }));
  const read = parsed.flatMap(({ source, value }) => (value ? [{ source, record: value }] : []));
  return {
    read: read.sort((left, right) => compareVersions(right.record.release, left.record.release)),
    diagnostics: parsed.flatMap(({ diagnostics }) => diagnostics),
  };
}

export const linuxName = ({ kernel }: LinuxRecord): string => `Linux ${kernel.version}`;
