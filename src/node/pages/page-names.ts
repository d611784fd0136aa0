import { diagnosticCodes } from "../../core/diagnostics/codes.ts";
import { readRegions } from "../../core/spec/regions.ts";
import { kfuncFlags } from "../../core/uapi/kfunc-flags.ts";
import { programTypes } from "../../core/uapi/program-types.ts";
import { faultRules } from "../../core/vm/fault.ts";
import type { SiteModel } from "../build/site-model.ts";
import { type ListedKfunc, listedOfModel } from "./listed-kfuncs.ts";

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
  /** Names of the regions that an example's source marks, by its key. */
  readonly regions: ReadonlyMap<string, readonly string[]>;
  /** Ids of the headings of each page, by its place on the site such as concepts/xfrm; absent where pages are read one by one. */
  readonly headings?: ReadonlyMap<string, readonly string[]>;
  /** What tables of kfuncs are made from; absent where no kernel could be read. */
  readonly listed?: readonly ListedKfunc[];
  /** Every kfunc of an imported kernel, with a spec or without; absent like `listed`. */
  readonly kernelKfuncs?: ReadonlySet<string>;
  /** Names of BPF in kernels, libbpf and the examples; absent like `listed`. */
  readonly kernelNames?: ReadonlySet<string>;
  /** The releases that have facts, the newest first; absent like `listed`. */
  readonly releases?: readonly string[];
}

interface NamedKfunc {
  readonly name: string;
}

interface NamedExample {
  readonly key: string;
  readonly scenarios: readonly { readonly name: string }[];
  /** In C; absent where it could not be read, or its regions are known. */
  readonly source?: string;
  readonly regions?: readonly string[];
}

/** The names of the regions of a source, by the example's key; those of a damaged one too. */
const regionNames = ({ key, source = "", regions }: NamedExample): [string, readonly string[]] => [
  key,
  regions ?? readRegions({ path: key, text: source }).value.map(({ name }) => name),
];

/** Names from specs, examples and the kernel's own tables. */
export function pageNames(kfuncs: readonly NamedKfunc[], examples: readonly NamedExample[]): PageNames {
  return {
    kfuncs: new Set(kfuncs.map(({ name }) => name)),
    flags: new Set(kfuncFlags),
    programTypes: new Set(programTypes.filter((type) => type !== "BPF_PROG_TYPE_UNSPEC")),
    faults: new Set(Object.keys(faultRules)),
    diagnostics: new Set(Object.keys(diagnosticCodes)),
    examples: new Map(examples.map(({ key, scenarios }) => [key, scenarios.map(({ name }) => name)])),
    regions: new Map(examples.map(regionNames)),
  };
}

export const namesOfModel = (model: SiteModel): PageNames => ({
  ...pageNames(model.kfuncs, model.examples),
  listed: listedOfModel(model),
  releases: model.kernels.map(({ release }) => release),
});
