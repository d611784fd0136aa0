import { element } from "./element.ts";
import type { MachineState } from "./machine-state.ts";

/** A pointer's target without the distance from its start: `xfrm_state #1+16` is about `xfrm_state #1`. */
const objectOf = (target: string): string => target.replace(/[+-]\d+$/, "");

/**
 * Objects of the kernel that the program has pointers to: those that its registers lead to, less memory that is shown byte by
 * byte, and those that it holds.
 */
export function kernelObjects({ registers, regions, held }: MachineState): Map<string, readonly string[]> {
  const shown = new Set(regions.map(({ name }) => name));
  const objects = new Map<string, readonly string[]>();
  for (const [index, value] of registers.entries()) {
    const target = value?.target;
    const name = target === undefined || target === "NULL" ? "" : objectOf(target);
    if (name === "" || shown.has(name) || shown.has(target ?? "") || name.startsWith("stack frame")) continue;
    objects.set(name, [...(objects.get(name) ?? []), `r${index}`]);
  }
  for (const words of held) {
    const name = /^a reference on (.+)$/.exec(words)?.[1];
    if (name !== undefined && !objects.has(name)) objects.set(name, []);
  }
  return objects;
}

export function objectsPanel(state: MachineState): HTMLElement {
  const rows = [...kernelObjects(state)].map(([name, registers]) => {
    const isHeld = state.held.includes(`a reference on ${name}`);
    const facts = [...(registers.length > 0 ? [`in ${registers.join(", ")}`] : []), ...(isHeld ? ["held"] : [])];
    return element("li", {}, name, element("span", { class: "hex" }, ` ${facts.join("; ")}`));
  });
  return element(
    "div",
    { class: "objects" },
    element("p", { class: "part" }, "Kernel objects"),
    rows.length > 0 ? element("ul", {}, ...rows) : element("p", {}, "No pointer to one."),
  );
}
