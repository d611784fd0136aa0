import type { Memory } from "../../vm/memory.ts";
import { ifPresent } from "./absent-memory.ts";

/** MAX_BPRINTF_BUF and MAX_BPRINTF_BIN_ARGS (include/linux/bpf.h, v7.3): of a whole line, and of one text in it, with its NUL. */
const LONGEST_LINE = 1024;
const LONGEST_TEXT = 512;
/** FIELD_WIDTH_MAX (lib/vsprintf.c, v7.3). */
const WIDEST = 2 ** 23 - 1;

/** A pointer or a text ends its conversion: nothing that could be a modifier follows. */
const END = "(?=$|[\\s!-/:-@[-`{-~])";
const conversion = new RegExp(`%(?:%|([ 0+-]*)([1-9]\\d*)?(px|p${END}|s${END}|c|(?:ll|l)?[iduxX]))`, "g");

/** ASCII that is neither printable nor white space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\x00-\x08\x0e-\x1f\x7f]/;

/** A line as the kernel makes it. */
export interface FormattedLine {
  /** As far as it fits the kernel's buffer, without the NUL. */
  readonly bytes: Uint8Array;
  /** Of the whole line, in bytes. */
  readonly length: number;
}

/** One byte a character: lengths and widths count in bytes. */
function toCharacters(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

const toBytes = (characters: string) => Uint8Array.from(characters, (each) => each.charCodeAt(0));

/** strncpy_from_kernel_nofault: a text that can't be read up to its end is empty. */
function readText(memory: Memory, address: bigint): string {
  const bytes: number[] = [];
  for (let at = address; bytes.length < LONGEST_TEXT - 1; at++) {
    const byte = ifPresent(() => memory.readBytes(at, 1)[0] ?? 0);
    if (byte === undefined) return "";
    if (byte === 0) break;
    bytes.push(byte);
  }
  return toCharacters(Uint8Array.from(bytes));
}

function integer(kind: string, value: bigint): bigint {
  const bits = kind.startsWith("l") ? 64 : 32;
  return /[di]$/.test(kind) ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** What stands for one argument, and the sign or blank that goes before padding with zeros. */
interface Converted {
  readonly sign: string;
  readonly body: string;
}

function convertNumber(kind: string, flags: string, value: bigint): Converted {
  const isSigned = /[di]$/.test(kind);
  const shown = integer(kind, value);
  const digits = (shown < 0n ? -shown : shown).toString(/x$/i.test(kind) ? 16 : 10);
  const plus = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const sign = shown < 0n ? "-" : isSigned ? plus : "";
  return { sign, body: kind.endsWith("X") ? digits.toUpperCase() : digits };
}

function convert(memory: Memory, kind: string, flags: string, argument: bigint): Converted {
  const value = memory.canonical(argument);
  if (kind === "s") return { sign: "", body: readText(memory, value) };
  if (kind === "c") return { sign: "", body: String.fromCharCode(Number(value & 0xffn)) };
  if (kind.startsWith("p")) return { sign: "", body: value.toString(16).padStart(16, "0") };
  return convertNumber(kind, flags, value);
}

/** A line that keeps what fits the kernel's buffer and counts the rest. */
class Line {
  readonly room: number;
  kept = "";
  length = 0;

  constructor(room: number) {
    this.room = room;
  }

  append(text: string): void {
    this.length += text.length;
    if (this.kept.length < this.room) this.kept += text.slice(0, this.room);
  }

  pad(character: string, count: number): void {
    if (count <= 0) return;
    this.append(character.repeat(Math.min(count, this.room)));
    this.length += Math.max(0, count - this.room);
  }

  /** Minus pads on the right; zero pads numbers between sign and digits. */
  appendConverted({ sign, body }: Converted, kind: string, flags: string, width: number): void {
    const missing = width - sign.length - body.length;
    const left = flags.includes("-");
    const zeros = !left && flags.includes("0") && kind !== "s" && kind !== "c";
    if (!left && !zeros) this.pad(" ", missing);
    this.append(sign);
    if (zeros) this.pad("0", missing);
    this.append(body);
    if (left) this.pad(" ", missing);
  }
}

/** The characters of a format up to its NUL; undefined for one that the kernel refuses. */
function readFormat(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(0);
  const text = end < 0 ? undefined : toCharacters(bytes.subarray(0, end));
  return text === undefined || control.test(text) || text.replace(conversion, "").includes("%") ? undefined : text;
}

/**
 * A format with its arguments, by bpf_bprintf_prepare and bstr_printf (kernel/bpf/helpers.c and lib/vsprintf.c, v7.3).
 * Undefined for -EINVAL: no NUL at the end, a control character, a conversion that is not known, more than `most` of
 * them. `argument` gives the value of each conversion by its index; `room` is the buffer's, with the NUL.
 */
export function formatLine(
  memory: Memory,
  format: Uint8Array,
  most: number,
  argument: (index: number) => bigint,
  room = LONGEST_LINE,
): FormattedLine | undefined {
  const text = readFormat(format);
  if (text === undefined) return undefined;
  const line = new Line(room);
  let [at, index] = [0, 0];
  for (const match of text.matchAll(conversion)) {
    const [whole, flags = "", width = "0", kind] = match;
    line.append(text.slice(at, match.index));
    at = match.index + whole.length;
    if (kind === undefined) line.append("%");
    else if (index >= most) return undefined;
    else {
      const converted = convert(memory, kind, flags, argument(index++));
      line.appendConverted(converted, kind, flags, Math.min(Number(width), WIDEST));
    }
  }
  line.append(text.slice(at));
  return { bytes: toBytes(line.kept.slice(0, Math.max(0, room - 1))), length: line.length };
}
