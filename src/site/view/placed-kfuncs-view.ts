import type { SiteModel } from "../../node/build/site-model.ts";
import { isListed, type KfuncFilter, listedOfModel } from "../../node/pages/listed-kfuncs.ts";
import { byName, type KfuncRow, kfuncRow } from "./kfunc-row.ts";

/** What a table of kfuncs may say of each beside its name. */
export const kfuncColumns = { since: "Since", flags: "Flags", types: "Program types", page: "Page" } as const;
export type KfuncColumn = keyof typeof kfuncColumns;

/** A table that prose places: what every row would say in the same words has no column. */
export interface PlacedKfuncs {
  readonly label: string;
  readonly rows: readonly KfuncRow[];
  readonly columns: readonly KfuncColumn[];
}

const words: Readonly<Record<string, (value: string) => string>> = {
  flag: (value) => `with ${value}`,
  family: (value) => `of the family ${value}`,
  program_type: (value) => `for ${value}`,
  since: (value) => `that came with Linux ${value}`,
};

const isGiven = (filter: KfuncFilter, name: string) => filter[name] != null;

function columnsOf(filter: KfuncFilter, rows: readonly KfuncRow[]): KfuncColumn[] {
  const isOneFlag = isGiven(filter, "flag") && rows.every(({ flags }) => flags.length === 1);
  const hasFlags = rows.some(({ flags }) => flags.length > 0);
  return [
    ...(isGiven(filter, "since") ? [] : ["since" as const]),
    ...(isOneFlag || !hasFlags ? [] : ["flags" as const]),
    ...(isGiven(filter, "program_type") ? [] : ["types" as const]),
  ];
}

/** What `::kfuncs` places: the kfuncs for which all attributes hold, by name. */
export function placedKfuncs(model: SiteModel, filter: KfuncFilter): PlacedKfuncs {
  const listed = new Set(listedOfModel(model).flatMap((each) => (isListed(each, filter) ? [each.name] : [])));
  const rows = model.kfuncs
    .filter(({ name }) => listed.has(name))
    .map(kfuncRow)
    .sort(byName);
  const conditions = Object.entries(filter).flatMap(([name, value]) =>
    value == null ? [] : (words[name]?.(value) ?? []),
  );
  return { label: `Kfuncs ${conditions.join(", ")}`, rows, columns: columnsOf(filter, rows) };
}
