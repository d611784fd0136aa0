/** What a row of the index says of its kfunc; lists are apart by spaces. */
export interface FilterRow {
  readonly name: string;
  readonly summary: string;
  readonly family: string;
  readonly flags: string;
  readonly returns: string;
  readonly errors: string;
  readonly example: string;
}

/** What a reader asks for; an empty text asks for nothing. Program type and release are asked of the table of availability. */
export type Filter = Readonly<
  Partial<Record<"q" | "type" | "release" | "family" | "flag" | "returns" | "error" | "example", string>>
>;

const has = (list: string, item: string | undefined) => !item || list.split(" ").includes(item);

/** Every word somewhere in name or summary, whatever its case. */
const isAbout = ({ name, summary }: FilterRow, words = "") =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${name} ${summary}`.toLowerCase().includes(word));

/** Whether a row is what is asked for, apart from program type and release. */
export function matches(row: FilterRow, { q, family, flag, returns, error, example }: Filter): boolean {
  return (
    isAbout(row, q) &&
    has(row.family, family) &&
    has(row.flags, flag) &&
    has(row.returns, returns) &&
    has(row.errors, error) &&
    (!example || row.example === example)
  );
}

const keys = [
  "q",
  "type",
  "release",
  "family",
  "flag",
  "returns",
  "error",
  "example",
] as const satisfies readonly (keyof Filter)[];

/** What the address asks for; keys that are none are passed over. */
export function readFilter(search: string): Filter {
  const given = new URLSearchParams(search);
  return Object.fromEntries(keys.flatMap((key) => (given.get(key) ? [[key, given.get(key) ?? ""]] : [])));
}

/** The part of an address that asks for this; nothing where nothing is asked for. */
export function printFilter(filter: Filter): string {
  const entries = keys.flatMap((key) => (filter[key] ? [[key, filter[key]] as [string, string]] : []));
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}
