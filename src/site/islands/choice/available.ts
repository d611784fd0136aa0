/** Which program types may call which kfunc: `api/available.json`. */
export interface AvailableTable {
  /** The newest first. */
  readonly releases: readonly string[];
  /** Without BPF_PROG_TYPE_. */
  readonly types: readonly string[];
  /** By name: for each release, apart by spaces, a bit for each type in hexadecimal, `-` or `?`. */
  readonly kfuncs: Readonly<Record<string, string>>;
}

/** What a reader works with; empty where any will do. */
export interface Choice {
  readonly release: string;
  readonly type: string;
}

export type Availability = "available" | "absent" | "refused" | "unknown";

/**
 * Whether a kfunc is there for a choice: `absent` from the release, or `refused` to the program type there. Without a release, the
 * newest decides; a kfunc or a choice that the table does not know is `unknown`.
 */
export function availabilityOf(table: AvailableTable, name: string, { release, type }: Choice): Availability {
  const index = release === "" ? 0 : table.releases.indexOf(release);
  const mask = table.kfuncs[name]?.split(" ")[index];
  if (mask === undefined || mask === "?") return "unknown";
  if (mask === "-") return "absent";
  if (type === "") return "available";
  const bit = table.types.indexOf(type);
  if (bit < 0) return "unknown";
  return (BigInt(`0x${mask}`) >> BigInt(bit)) & 1n ? "available" : "refused";
}

/** What is the matter, in words; undefined where nothing is. */
export function availabilityWords(
  availability: Availability,
  { release, type }: Choice,
  newest: string,
): string | undefined {
  const kernel = `Linux ${release === "" ? newest : release}`;
  if (availability === "absent") return `not in ${kernel}`;
  if (availability === "refused") return `not for ${type} programs in ${kernel}`;
  return undefined;
}
