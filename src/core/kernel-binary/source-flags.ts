import type { KfuncsFile } from "../facts/kfuncs-file.ts";
import { compareVersions } from "../spec/versions.ts";
import { kfuncFlagBits } from "../uapi/kfunc-flags.ts";

/**
 * Lines of the kernel's C source that say what `readSource` needs, as an extended regular expression for grep; three lines
 * behind each must be kept as well, for what is broken over lines.
 */
export const SOURCE_LINES = String.raw`^(BTF_(SET8|KFUNCS)_(START|END)|BTF_ID_FLAGS)\(|^#[[:space:]]*define[[:space:]]+(KF_|.*[[:space:]]BTF_ID_FLAGS\()`;

const EVERY = "*";

/** What a kernel's source says of flags. */
export interface SourceFlags {
  /** Flags by set and kfunc, or `*` for every kfunc of a set that a macro fills; several lists where a condition of the preprocessor chooses one. */
  readonly sets: ReadonlyMap<string, ReadonlyMap<string, readonly (readonly string[])[]>>;
  /** Bits by flag (include/linux/btf.h). */
  readonly bits: ReadonlyMap<string, number>;
}

/** A set whose kfuncs are listed elsewhere defines a macro for them. */
const statement =
  /^BTF_(?:SET8|KFUNCS)_(?<edge>START|END)\((?<set>\w+)\)|^(?<macro>#\s*define\s.*\s)?BTF_ID_FLAGS\(\s*func\s*,\s*(?<kfunc>\w+)\s*(?:,(?<flags>[^)]*))?\)/gm;
const definition = /^#\s*define\s+(KF_\w+)\s+\(\s*1\s*<<\s*(\d+)\s*\)/gm;

/** Reads the lines that match `SOURCE_LINES`. */
export function readSource(lines: string): SourceFlags {
  const sets = new Map<string, Map<string, string[][]>>();
  let current: Map<string, string[][]> | undefined;
  for (const { groups = {} } of lines.matchAll(statement)) {
    const { edge, set = "", macro, kfunc = "", flags = "" } = groups;
    if (edge === "START") {
      current = sets.get(set) ?? new Map();
      sets.set(set, current);
    } else if (edge === "END") current = undefined;
    else {
      const name = macro === undefined ? kfunc : EVERY;
      current?.set(name, [...(current.get(name) ?? []), flags.match(/KF_\w+/g) ?? []]);
    }
  }
  return { sets, bits: new Map([...lines.matchAll(definition)].map(([, flag = "", bit]) => [flag, Number(bit)])) };
}

const same = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((flag) => right.includes(flag));

const spelt = (flags: readonly string[]) => flags.join(" | ") || "no flags";

/** Where the bits by which flags were read from the image are not those of the release's own header. */
function differingBits(release: string, bits: SourceFlags["bits"]): string[] {
  const isIn = (first: string, last?: string) =>
    compareVersions(first, release) <= 0 && (last === undefined || compareVersions(release, last) <= 0);
  const expected = new Map(
    kfuncFlagBits.flatMap(({ flag, bit, first, ...rest }) => {
      return isIn(first, "last" in rest ? rest.last : undefined) ? [[flag as string, bit as number] as const] : [];
    }),
  );
  return [...new Set([...expected.keys(), ...bits.keys()])]
    .filter((flag) => expected.get(flag) !== bits.get(flag))
    .map((flag) => `${flag}: bit ${expected.get(flag) ?? "unknown"} here, bit ${bits.get(flag) ?? "unknown"} there`);
}

/** How many pairs of set and kfunc have the same flags in image and source, and those that have not, in words. */
export function compareWithSource(
  release: string,
  kfuncs: KfuncsFile["kfuncs"],
  { sets, bits }: SourceFlags,
): { agree: number; differ: string[] } {
  const differ = differingBits(release, bits);
  let agree = 0;
  for (const [name, kfunc] of Object.entries(kfuncs)) {
    for (const { set, flags } of kfunc.sets) {
      const listed = sets.get(set);
      const choices = listed?.get(name) ?? listed?.get(EVERY) ?? [];
      if (choices.some((each) => same(each, flags))) agree++;
      else
        differ.push(`${set}, ${name}: ${spelt(flags)} here, ${choices.map(spelt).join(" or ") || "not listed"} there`);
    }
  }
  return { agree, differ };
}
