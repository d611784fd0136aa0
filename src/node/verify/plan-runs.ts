import type { Example } from "../build/examples.ts";
import { hasUnknownNames, type LinkedVariant, programOf } from "../build/link-examples.ts";
import type { EngineRun } from "./engine.ts";

/** A scenario of an example in the variant that it runs. */
export interface PlannedRun extends EngineRun {
  readonly variant: LinkedVariant;
  /** Of the scenario in its file. */
  readonly index: number;
}

/** Every scenario that can run at all, with its compiled variant. */
export function planRuns(examples: readonly Example[], linked: readonly LinkedVariant[]): PlannedRun[] {
  const variants = new Map<Example, LinkedVariant[]>();
  for (const each of linked) variants.set(each.example, [...(variants.get(each.example) ?? []), each]);
  return examples.flatMap((example) =>
    (example.spec?.value.scenarios ?? []).flatMap((scenario, index) => {
      const variant = variants.get(example)?.find((each) => each.variant === scenario.variant);
      const program = variant && programOf(variant, scenario)?.name;
      if (!variant || program === undefined || hasUnknownNames(variant, scenario)) return [];
      const key = `${example.key}#${scenario.name}`;
      return [{ key, object: variant.object, linked: variant.linked, program, scenario, variant, index }];
    }),
  );
}
