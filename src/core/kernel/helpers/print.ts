import { toU64 } from "../../bytes/integers.ts";
import { errnoValues } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { HelperModel } from "./helper.ts";

/** The conversions that bpf_trace_printk takes (bpf_bprintf_prepare, kernel/bpf/helpers.c, v7.3), less the rarer of %p. */
const conversion = /%(?:%|0?(\d*)(ll|l)?([dipuxXs]))/g;

/** The longest line and the number of lines that are kept. */
const LONGEST = 1024;
const MOST_LINES = 1000;

function readText({ memory }: Kernel, address: bigint): string {
  const bytes: number[] = [];
  for (let at = address; bytes.length < LONGEST; at++) {
    const byte = memory.readBytes(at, 1)[0] ?? 0;
    if (byte === 0) break;
    bytes.push(byte);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function convert(kernel: Kernel, letter: string, wide: boolean, value: bigint): string {
  const bits = wide || letter === "p" ? 64 : 32;
  if (letter === "s") return readText(kernel, value);
  if (letter === "d" || letter === "i") return BigInt.asIntN(bits, value).toString();
  const unsigned = BigInt.asUintN(bits, value);
  if (letter === "u") return unsigned.toString();
  if (letter === "p") return unsigned.toString(16).padStart(16, "0");
  return letter === "X" ? unsigned.toString(16).toUpperCase() : unsigned.toString(16);
}

function format(kernel: Kernel, text: string, nextArgument: () => bigint): string | undefined {
  if (text.replace(conversion, "").includes("%")) return undefined;
  return text.replace(conversion, (match, width: string, length: string, letter: string) => {
    if (match === "%%") return "%";
    const converted = convert(kernel, letter, length !== undefined, nextArgument());
    return converted.padStart(Math.min(Number(width || 0), LONGEST), match.startsWith("%0") ? "0" : " ");
  });
}

const EINVAL = toU64(BigInt(-errnoValues.EINVAL));

function print(kernel: Kernel, text: string, nextArgument: () => bigint): bigint {
  const line = format(kernel, text, nextArgument);
  if (line === undefined) return EINVAL;
  if (kernel.printed.length < MOST_LINES) kernel.printed.push(line);
  return BigInt(line.length);
}

const formatText = (kernel: Kernel, address: bigint, size: bigint): string => {
  const bytes = kernel.memory.readBytes(address, Number(BigInt.asUintN(32, size)));
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
};

const NOT_MODELLED = ["Where the text goes: it is kept with the run, not written to trace_pipe."];

const tracePrintk: HelperModel = {
  name: "bpf_trace_printk",
  notModelled: NOT_MODELLED,
  call(kernel, args) {
    let index = 2;
    return print(kernel, formatText(kernel, args(0), args(1)), () => (index < 5 ? args(index++) : 0n));
  },
};

const traceVprintk: HelperModel = {
  name: "bpf_trace_vprintk",
  notModelled: NOT_MODELLED,
  call(kernel, args) {
    let offset = 0n;
    return print(kernel, formatText(kernel, args(0), args(1)), () => {
      if (offset + 8n > args(3)) return 0n;
      const value = kernel.memory.load(args(2) + offset, 8);
      offset += 8n;
      return value;
    });
  },
};

export const printing: readonly HelperModel[] = [tracePrintk, traceVprintk];
