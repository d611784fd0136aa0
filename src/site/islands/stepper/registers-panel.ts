import { element } from "./element.ts";
import type { MachineState } from "./machine-state.ts";
import { registerMeaning, shortHex } from "./register-text.ts";

const REGISTERS = Array.from({ length: 11 }, (_, index) => index);

/** r0 to r10: the value, and what a pointer leads to. */
export function registersPanel(state: MachineState): HTMLElement {
  const { registers, changedRegisters } = state;
  const rows = REGISTERS.map((index) => {
    const value = registers[index];
    const isPointer = value?.target !== undefined;
    return element(
      "tr",
      { class: changedRegisters.has(index) ? "changed" : undefined },
      element("th", { scope: "row" }, `r${index}`),
      element("td", { class: "meaning" }, registerMeaning(value, state)),
      element("td", { class: "hex" }, value && !isPointer ? shortHex(value.hex) : ""),
    );
  });
  return element("table", { class: "registers" }, element("caption", {}, "Registers"), element("tbody", {}, ...rows));
}
