import { Derived } from "../../core/derived/derived.ts";
import { sinceOf } from "../../core/facts/since.ts";
import { type Content, keyOf } from "../../core/spec/content.ts";
import { registrationOf } from "../build/kfunc-facts.ts";
import type { Kernel } from "../build/read-kernel.ts";
import type { SiteModel } from "../build/site-model.ts";

/** What `::kfuncs` chooses a kfunc by. */
export interface ListedKfunc {
  readonly name: string;
  /** The folder that its spec stands in. */
  readonly family: string;
  readonly flags: readonly string[];
  readonly programTypes: readonly string[];
  /** The release that it came with; absent where only bounds are known. */
  readonly since?: string;
}

/** The attributes of a `::kfuncs`, each of which holds for what it lists. */
export type KfuncFilter = Readonly<Partial<Record<string, string | null>>>;

const conditions: Readonly<Record<string, (kfunc: ListedKfunc, value: string) => boolean>> = {
  flag: ({ flags }, value) => flags.includes(value),
  family: ({ family }, value) => family === value,
  program_type: ({ programTypes }, value) => programTypes.includes(value),
  since: ({ since }, value) => since === value,
};

export const isListed = (kfunc: ListedKfunc, filter: KfuncFilter): boolean =>
  Object.entries(conditions).every(([name, holds]) => filter[name] == null || holds(kfunc, filter[name]));

/** Kfuncs as the pages show them. */
export const listedOfModel = ({ kfuncs }: Pick<SiteModel, "kfuncs">): ListedKfunc[] =>
  kfuncs.map(({ name, subsystem, flags, programTypes, since: { version } }) => ({
    name,
    family: subsystem,
    flags,
    programTypes,
    ...(version !== undefined && { since: version }),
  }));

const listed = new Derived<ListedKfunc>();

/** Kfuncs as the pages will show them, once everything is right. */
export const listedOfContent = ({ kfuncs }: Content, kernel: Kernel): ListedKfunc[] =>
  kfuncs.map((file) => listed.of([kernel, file], () => listedOfSpec(file, kernel)));

function listedOfSpec({ value, source }: Content["kfuncs"][number], kernel: Kernel): ListedKfunc {
  const { version } = sinceOf(value.since, kernel.histories.get(value.name));
  return {
    name: value.name,
    family: keyOf(source.path).split("/")[0] ?? "",
    ...registrationOf(kernel, value),
    ...(version !== undefined && { since: version }),
  };
}
