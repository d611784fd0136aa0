import { element } from "./element.ts";
import type { MachineState } from "./machine-state.ts";

const REGISTERS = Array.from({ length: 11 }, (_, index) => index);

/** Leading zeros tell nothing: a small number is read at once. */
const shortHex = (hex: string) => hex.replace(/^0x0*(?=.)/, "0x");

/** A negative number as programs mean it, where it is one of few digits. */
function signedText(hex: string): string {
  const value = BigInt.asIntN(64, BigInt(hex));
  const low = BigInt.asIntN(32, value);
  if (value < 0n && value > -10_000n) return `${value}`;
  if (value <= 0xffffffffn && low < 0n && low > -10_000n) return `${value} (${low})`;
  return `${value}`;
}

/** r0 to r10: the value, and what a pointer leads to. */
export function registersPanel({ registers, changedRegisters }: MachineState): HTMLElement {
  const rows = REGISTERS.map((index) => {
    const value = registers[index];
    const isPointer = value?.target !== undefined;
    const meaning =
      value === null
        ? "taken by the call"
        : value === undefined
          ? "not written"
          : (value.target ?? signedText(value.hex));
    return element(
      "tr",
      { class: changedRegisters.has(index) ? "changed" : undefined },
      element("th", { scope: "row" }, `r${index}`),
      element("td", { class: "meaning" }, `${isPointer ? "→ " : ""}${meaning}`),
      element("td", { class: "hex" }, value && !isPointer ? shortHex(value.hex) : ""),
    );
  });
  return element("table", { class: "registers" }, element("caption", {}, "Registers"), element("tbody", {}, ...rows));
}
