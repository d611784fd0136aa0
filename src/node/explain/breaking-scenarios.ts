import type { FaultRule } from "../../core/vm/fault.ts";
import { readContent } from "../build/read-content.ts";

/** A scenario that is expected to break a rule. */
export interface BreakingScenario {
  /** `<family>/<example>#<scenario>` */
  readonly reference: string;
  readonly summary: string;
  /** A part of the C line at which it does. */
  readonly line?: string;
  /** The verifier's words for it, where the scenario says them. */
  readonly rejected: readonly string[];
}

/** The scenarios of a content folder that are expected to break a rule of the emulator. */
export function breakingScenarios(content: string, rule: FaultRule): BreakingScenario[] {
  return readContent(content).content.examples.flatMap(({ key, file }) =>
    file.value.scenarios.flatMap(({ name, summary, expect: { fault, rejected } }) => {
      if (fault?.rule !== rule) return [];
      const { line } = fault;
      return [
        {
          reference: `${key}#${name}`,
          summary,
          ...(line !== undefined && { line }),
          rejected: [rejected ?? []].flat(),
        },
      ];
    }),
  );
}
