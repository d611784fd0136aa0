import { diagnosticCodes } from "../../core/diagnostics/codes.ts";
import { faultRules } from "../../core/vm/fault.ts";
import type { SiteModel } from "../build/site-model.ts";

/** Every name that Markdown may link to or place. */
export interface PageNames {
  readonly kfuncs: ReadonlySet<string>;
  /** Flags and program types that have a page. */
  readonly flags: ReadonlySet<string>;
  readonly programTypes: ReadonlySet<string>;
  readonly faults: ReadonlySet<string>;
  readonly diagnostics: ReadonlySet<string>;
  /** Scenario names by example key, `<subsystem>/<name>`. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
}

interface NamedKfunc {
  readonly name: string;
  readonly flags: readonly string[];
  readonly programTypes: readonly string[];
}

interface NamedExample {
  readonly key: string;
  readonly scenarios: readonly { readonly name: string }[];
}

/** Names from specs and examples; a flag or program type has a page where a kfunc carries it. */
export function pageNames(kfuncs: readonly NamedKfunc[], examples: readonly NamedExample[]): PageNames {
  return {
    kfuncs: new Set(kfuncs.map(({ name }) => name)),
    flags: new Set(kfuncs.flatMap(({ flags }) => flags)),
    programTypes: new Set(kfuncs.flatMap(({ programTypes }) => programTypes)),
    faults: new Set(Object.keys(faultRules)),
    diagnostics: new Set(Object.keys(diagnosticCodes)),
    examples: new Map(examples.map(({ key, scenarios }) => [key, scenarios.map(({ name }) => name)])),
  };
}

export const namesOfModel = (model: SiteModel): PageNames => pageNames(model.kfuncs, model.examples);
