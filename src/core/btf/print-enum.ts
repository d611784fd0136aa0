import type { CStyle } from "./print-declaration.ts";
import type { BtfTypeOf } from "./types.ts";

const tabs = (depth: number) => "\t".repeat(depth);

/** GCC's mode that makes an enum as wide as it is; absent for the usual four bytes. */
const modeBySize: Readonly<Record<number, string>> = { 1: "QI", 2: "HI", 8: "DI" };

const literal = (value: bigint, { signed, is64 }: BtfTypeOf<"enum">) =>
  is64 ? `${value}${signed ? "LL" : "ULL"}` : String(value);

/** The braces of an enum with its enumerators, and the attribute that gives it its size. */
export function printEnumBody(style: CStyle, type: BtfTypeOf<"enum">, indent: number): string {
  const lines = type.values.map(
    ({ name, value }) => `${tabs(indent + 1)}${style.names.enumerator(name)} = ${literal(value, type)},\n`,
  );
  const mode = modeBySize[type.size];
  const attribute = mode === undefined ? "" : ` __attribute__((mode(${mode})))`;
  return `{\n${lines.join("")}${tabs(indent)}}${attribute}`;
}
