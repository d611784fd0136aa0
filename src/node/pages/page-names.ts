import { diagnosticCodes } from "../../core/diagnostics/codes.ts";
import { kfuncFlags } from "../../core/uapi/kfunc-flags.ts";
import { programTypes } from "../../core/uapi/program-types.ts";
import { faultRules } from "../../core/vm/fault.ts";
import type { SiteModel } from "../build/site-model.ts";

/** Every name that Markdown may link to or place. */
export interface PageNames {
  readonly kfuncs: ReadonlySet<string>;
  /** Every one has a page, be it to say that no kfunc carries it. */
  readonly flags: ReadonlySet<string>;
  readonly programTypes: ReadonlySet<string>;
  /** Without the keyword; absent where only names that authors may link to count. */
  readonly structs?: ReadonlySet<string>;
  /** Without a sign; absent like `structs`. */
  readonly errnos?: ReadonlySet<string>;
  readonly faults: ReadonlySet<string>;
  readonly diagnostics: ReadonlySet<string>;
  /** Scenario names by example key, `<subsystem>/<name>`. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
}

interface NamedKfunc {
  readonly name: string;
}

interface NamedExample {
  readonly key: string;
  readonly scenarios: readonly { readonly name: string }[];
}

/** Names from specs, examples and the kernel's own tables. */
export function pageNames(kfuncs: readonly NamedKfunc[], examples: readonly NamedExample[]): PageNames {
  return {
    kfuncs: new Set(kfuncs.map(({ name }) => name)),
    flags: new Set(kfuncFlags),
    programTypes: new Set(programTypes.filter((type) => type !== "BPF_PROG_TYPE_UNSPEC")),
    faults: new Set(Object.keys(faultRules)),
    diagnostics: new Set(Object.keys(diagnosticCodes)),
    examples: new Map(examples.map(({ key, scenarios }) => [key, scenarios.map(({ name }) => name)])),
  };
}

export const namesOfModel = (model: SiteModel): PageNames => pageNames(model.kfuncs, model.examples);
