import type { Btf } from "../../core/btf/btf.ts";
import { compareOutcome } from "../../core/emulator/compare/compare-outcome.ts";
import { differs, type Mismatch } from "../../core/emulator/compare/mismatch.ts";
import type { Expectation, Scenario } from "../../core/spec/example-spec.ts";
import type { Observation, RecordedRefusal } from "../../core/spec/record.ts";
import { holds, type LinuxRun } from "./compare-engines.ts";
import { recall } from "./recall.ts";
import { sentPacket } from "./sent-packet.ts";

type Key = keyof Expectation;

/** Keys of `expect` that a run shows something of; what Linux could not be seen to do is held against nothing. */
function isSeen(key: Key, observed: Observation): boolean {
  if (key === "rejected") return true;
  const shown: Readonly<Record<string, unknown>> = { ...observed, return: observed.returns };
  return shown[key] !== undefined;
}

const keysOf = ({ expect }: Scenario) => Object.keys(expect) as Key[];

function compareRan(scenario: Scenario, observed: Observation, btf: Btf): Mismatch[] {
  if (scenario.expect.rejected !== undefined) {
    const wanted = [scenario.expect.rejected].flat().join(" | ");
    return [differs(["expect", "rejected"], "The verifier takes the program", wanted, "it was loaded and ran")];
  }
  const seen = keysOf(scenario).filter((key) => key !== "fault" && isSeen(key, observed));
  const expect = Object.fromEntries(seen.map((key) => [key, scenario.expect[key]])) as Expectation;
  return compareOutcome({ ...scenario, expect }, recall(observed, sentPacket(scenario)), btf);
}

function compareRefused({ messages }: RecordedRefusal, { expect }: Scenario): Mismatch[] {
  const said = messages.join("; ") || "no reason";
  const wordings = [expect.rejected ?? []].flat();
  if (wordings.length === 0) {
    return [differs(["expect"], "The verifier refuses the program", "a program that is loaded", said)];
  }
  if (wordings.some((wording) => holds(messages, wording))) return [];
  return [differs(["expect", "rejected"], "The verifier has other words", wordings.join(" | "), said)];
}

/** Every difference between what a scenario expects and what Linux did, for a scenario that only Linux can do. */
export function compareAlone(scenario: Scenario, linux: LinuxRun, btf: Btf): Mismatch[] {
  return linux.result === "ran" ? compareRan(scenario, linux.observed, btf) : compareRefused(linux.refusal, scenario);
}

/** What of a scenario's expectation none of these runs shows. */
export function neverSeen(scenario: Scenario, runs: readonly LinuxRun[]): Mismatch[] {
  const ran = runs.flatMap((run) => (run.result === "ran" ? [run.observed] : []));
  if (ran.length === 0) return [];
  return keysOf(scenario)
    .filter((key) => key !== "fault" && !ran.some((observed) => isSeen(key, observed)))
    .map((key) =>
      differs(["expect", key], `Linux does not show \`${key}\` of this scenario`, "something that is seen", "unseen"),
    );
}

/** A fault is the emulator's word: what it can't run breaks none of its rules. */
export function expectedFault({ expect }: Scenario): Mismatch[] {
  if (!expect.fault) return [];
  const message = "The emulator can't do this scenario, so no fault of it can be expected";
  return [differs(["expect", "fault"], message, expect.fault.rule, "not run in the emulator")];
}
