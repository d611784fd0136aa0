import type { DecodedValue, Outcome } from "../../../core/emulator/outcome.ts";
import type { InputField } from "./scenario-input.ts";

/** How a program uses each global variable, as its instructions show. */
interface GlobalUse {
  readonly loaded: ReadonlySet<string>;
  readonly stored: ReadonlySet<string>;
}

/** Follows the address of each variable through the registers, straight down the code. */
function usesOf({ timeline }: Outcome): GlobalUse {
  const pointing = new Map<string, string>();
  const loaded = new Set<string>();
  const stored = new Set<string>();
  for (const { text } of timeline.code) {
    const base = /\((r\d+) [+-] 0x[0-9a-f]+\)/.exec(text)?.[1] ?? "";
    const name = pointing.get(base);
    if (name !== undefined) (text.startsWith("*(") ? stored : loaded).add(name);
    const written = /^[rw](\d+) /.exec(text)?.[1];
    const address = /^r\d+ = ([a-z_]\w*)(?:\+0x[0-9a-f]+)? ll$/i.exec(text)?.[1];
    if (written === undefined) continue;
    if (address === undefined) pointing.delete(`r${written}`);
    else pointing.set(`r${written}`, address);
  }
  return { loaded, stored };
}

const isConstant = ({ type }: DecodedValue): boolean => /^const\b/.test(type);

/** A string of C, with escapes for bytes that are no plain letters. */
function stringText(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
  const end = bytes.indexOf(0);
  const texts = bytes.slice(0, end < 0 ? bytes.length : end).map((byte) => {
    const letter = String.fromCharCode(byte);
    if (letter === '"' || letter === "\\") return `\\${letter}`;
    return byte >= 0x20 && byte < 0x7f ? letter : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `"${texts.join("")}"`;
}

/** Larger ones have no field. */
const MOST_BYTES = 256;

function fieldOf(name: string, value: DecodedValue): InputField[] {
  const path = `globals.${name}`;
  if (value.kind === "integer") return [{ path, value: value.value, isNumber: true }];
  if (value.kind !== "bytes" || value.hex.length > 2 * MOST_BYTES) return [];
  const isString = /\bchar \[\d+\]$/.test(value.type) && value.hex.endsWith("00");
  return [{ path, value: isString ? stringText(value.hex) : value.hex.replace(/(..)(?=.)/g, "$1 ") }];
}

/**
 * Global variables that a scenario leaves as they are and that decide what the program does: those that it reads, and those
 * that it hands to the kernel, which the run did not write. What it only writes is a result.
 */
export function globalInputs(outcome: Outcome, given: readonly InputField[]): InputField[] {
  const { loaded, stored } = usesOf(outcome);
  const isInput = ({ name, before, after }: Outcome["globals"][number]) =>
    isConstant(before) || loaded.has(name) || (!stored.has(name) && JSON.stringify(before) === JSON.stringify(after));
  return outcome.globals
    .filter(isInput)
    .flatMap(({ name, before }) => fieldOf(name, before))
    .filter(({ path }) => !given.some((field) => field.path === path));
}
