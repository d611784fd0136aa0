import type { EmulationResult } from "../../core/emulator/emulate.ts";
import { gapOf } from "../../core/emulator/gap.ts";
import type { FaultRecord } from "../../core/emulator/outcome.ts";
import { faultRules, stricterRules } from "../../core/vm/fault.ts";
import type { Annotations } from "./annotations.ts";
import type { Ending, SelftestKind } from "./selftest-result.ts";

/** POINTER_VALUE (progs/bpf_misc.h, v7.3): whatever is returned. */
const POINTER_VALUE = 0xbadcafe;

export interface Judgement {
  readonly ending: Ending;
  readonly reason: string;
  readonly detail?: string;
  readonly isNamedAlike?: boolean;
}

const agrees: Judgement = { ending: "agrees", reason: "" };

const placeText = ({ message, at, instruction }: FaultRecord): string =>
  `${message}; at ${at.file}:${at.line}: ${at.text.trim() || instruction}`;

/** Whether one of the messages that the test expects of the verifier has words of the rule. */
function isNamedAlike({ rule }: FaultRecord, { messages }: Annotations): boolean {
  const words = faultRules[rule].verifier;
  return words.some((each) => messages.some((message) => message.includes(each)));
}

function judgeFault(fault: FaultRecord, kind: SelftestKind, annotations: Annotations): Judgement {
  const detail = placeText(fault);
  if (kind === "success" && fault.rule === "step-budget") {
    return { ending: "not for this run", reason: "Linux only loads it, and a run has no end in time", detail };
  }
  if (kind !== "failure") {
    return { ending: stricterRules.has(fault.rule) ? "stricter" : "false fault", reason: fault.rule, detail };
  }
  return { ...agrees, detail: `${fault.rule}: ${detail}`, isNamedAlike: isNamedAlike(fault, annotations) };
}

function judgeValue(returned: string, expected: number | undefined): Judgement {
  const value = Number(BigInt.asIntN(32, BigInt(returned)));
  if (expected === undefined || expected === POINTER_VALUE || value === expected) return agrees;
  return { ending: "other value", reason: "another value than Linux", detail: `${value}, not ${expected}` };
}

/** What one run says of a test. */
export function judgeRun(result: EmulationResult, kind: SelftestKind, annotations: Annotations): Judgement {
  const { outcome, problem } = result;
  if (problem?.bug) return { ending: "broken", reason: "an exception", detail: problem.message };
  const gap = gapOf(result) ?? problem?.message;
  const fault = outcome?.fault;
  if (gap !== undefined) return { ending: "gap", reason: gap, ...(fault && { detail: placeText(fault) }) };
  if (fault) return judgeFault(fault, kind, annotations);
  if (kind === "failure") return { ending: "no fault", reason: "no input broke a rule" };
  const returned = outcome?.returns;
  return kind === "retval" && returned?.kind === "integer" ? judgeValue(returned.value, annotations.retval) : agrees;
}
