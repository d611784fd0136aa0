import type { JudgedExample } from "../verify/judge-record.ts";
import type { LinuxVerdict, VerdictState } from "./site-model.ts";

/** How many scenarios one Linux release vouches for, and how many it can't vouch for any more or yet. */
export interface RecordCount {
  /** As the kernel names itself: 7.3.4. */
  readonly version: string;
  readonly vouches: number;
  readonly changed: number;
  readonly missing: number;
  /** Of the kernel that the release's facts are from, where that is a newer one. */
  readonly newerFacts?: string;
}

/** How many scenarios ran in which engine. */
export interface EngineCounts {
  readonly emulated: number;
  /** Those that the emulator can't do and a record vouches for. */
  readonly inLinuxAlone: number;
  /** The newest release first. */
  readonly records: readonly RecordCount[];
}

const isVouching = ({ state }: LinuxVerdict) => state === "ran" || state === "rejected";

function countRecord(verdicts: readonly LinuxVerdict[]): RecordCount {
  const count = (state: VerdictState) => verdicts.filter((each) => each.state === state).length;
  const { version = "", newerFacts } = verdicts[0] ?? {};
  return {
    version,
    vouches: verdicts.filter(isVouching).length,
    changed: count("changed"),
    missing: count("missing"),
    ...(newerFacts !== undefined && { newerFacts }),
  };
}

export function countEngines(judged: readonly JudgedExample[]): EngineCounts {
  const scenarios = judged.flatMap((each) => each.scenarios);
  const releases = [...new Set(scenarios.flatMap(({ verdicts }) => verdicts.map(({ release }) => release)))];
  return {
    emulated: scenarios.filter(({ emulated }) => "outcome" in emulated).length,
    inLinuxAlone: scenarios.filter(({ emulated, verdicts }) => "gap" in emulated && verdicts.some(isVouching)).length,
    records: releases.map((release) =>
      countRecord(scenarios.flatMap(({ verdicts }) => verdicts.filter((each) => each.release === release))),
    ),
  };
}
