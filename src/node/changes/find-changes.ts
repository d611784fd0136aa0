import { compareVersions } from "../../core/spec/versions.ts";
import { compareFacts, type FactChange } from "./compare-facts.ts";
import { compareRuns, type RunComparison } from "./compare-runs.ts";
import type { KernelSnapshot } from "./snapshot.ts";

/** What one kernel does otherwise than the one that was known before: an older build of its release, or the release before. */
export interface KernelChange {
  readonly release: string;
  /** As kernels name themselves: `7.3.4+deb13-amd64`. */
  readonly before: string;
  readonly after: string;
  /** Absent where it has no other facts than before. */
  readonly facts?: readonly FactChange[];
  /** Absent where it was not verified. */
  readonly runs?: RunComparison;
}

interface Named {
  readonly release: string;
}

/** What an entry is compared with: the same release before, or the newest that is older. */
function earlierOf<Entry extends Named>(entry: Entry, before: readonly Entry[]): Entry | undefined {
  return (
    before.find(({ release }) => release === entry.release) ??
    before.find(({ release }) => compareVersions(release, entry.release) < 0)
  );
}

function factChange(before: KernelSnapshot, facts: KernelSnapshot["facts"][number]) {
  const earlier = earlierOf(facts, before.facts);
  if (!earlier || earlier.provenance.kernel === facts.provenance.kernel) return undefined;
  return { before: earlier.provenance.kernel, after: facts.provenance.kernel, changes: compareFacts(earlier, facts) };
}

function runChange(before: KernelSnapshot, record: KernelSnapshot["records"][number]) {
  const earlier = earlierOf(record, before.records);
  if (!earlier || earlier.kernel.sha256 === record.kernel.sha256) return undefined;
  return { before: earlier.kernel.version, after: record.kernel.version, runs: compareRuns(earlier, record) };
}

/** Every kernel that is another one than before, the newest first. */
export function findChanges(before: KernelSnapshot, after: KernelSnapshot): KernelChange[] {
  const releases = [...new Set([...after.facts, ...after.records].map(({ release }) => release))];
  return releases
    .sort((left, right) => compareVersions(right, left))
    .flatMap((release) => {
      const facts = after.facts.find((each) => each.release === release);
      const record = after.records.find((each) => each.release === release);
      const ofFacts = facts && factChange(before, facts);
      const ofRuns = record && runChange(before, record);
      const of = ofFacts ?? ofRuns;
      if (!of) return [];
      return [
        {
          release,
          before: of.before,
          after: of.after,
          ...(ofFacts && { facts: ofFacts.changes }),
          ...(ofRuns && { runs: ofRuns.runs }),
        },
      ];
    });
}
