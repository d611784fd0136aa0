import { counted } from "../../core/words/counted.ts";

/** The longest text that is shown whole, in characters; of a longer one its beginning. */
const LONGEST_TEXT = 120;
/** Of long bytes so many are shown. */
const MOST_BYTES = 24;

/** A text in quotes; of a long one the beginning, and how long it is. */
export function quoted(text: string): string {
  if (text.length <= LONGEST_TEXT) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, LONGEST_TEXT))}… (${counted(text.length, "character")})`;
}

/** Bytes apart by spaces; of many the first, and how many there are. */
export function bytesWords(hex: string): string {
  const bytes = hex.replace(/\s/g, "").match(/../g) ?? [];
  const shown = bytes.slice(0, MOST_BYTES).join(" ");
  return bytes.length > MOST_BYTES ? `${shown} … (${counted(bytes.length, "byte")})` : shown;
}

export const hexNumber = (value: number): string => `0x${value.toString(16)}`;

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(" ");
  return isMembers(value) ? `(${memberWords(value)})` : String(value);
}

function pairWords(name: string, value: unknown): string {
  const spaced = name.replaceAll("_", " ");
  if (value === true) return spaced;
  return value === false ? `not ${spaced}` : `${spaced} ${valueWords(value)}`;
}

/** Members in the words of the format, whatever there are: `pid 2400, threads 2, forwarding`. */
export function memberWords(values: Members): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => pairWords(name, value)).join(", ");
}

/** `memory.max = 100, user.team = "carts"`; texts in quotes. */
export function settings(values: Members = {}): string[] {
  return Object.entries(values).map(
    ([name, value]) => `${name} = ${typeof value === "string" ? quoted(value) : valueWords(value)}`,
  );
}

/** A sentence of what there is and its parts, of which those that are not there are undefined or empty. */
export const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(", ");
