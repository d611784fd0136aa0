import { element } from "./element.ts";
import type { MachineState } from "./machine-state.ts";

/** What a program can hold, by the words that begin what core says of it; sections have none of these. */
const kinds = [
  { title: "References held", prefix: "a reference on " },
  { title: "Locks held", prefix: "the lock in " },
] as const;

function group(title: string, held: readonly string[]): HTMLElement {
  return element(
    "div",
    {},
    element("dt", {}, title),
    ...(held.length > 0 ? held : ["none"]).map((what) => element("dd", {}, what)),
  );
}

/** References, locks and sections that the program holds. */
export function heldPanel({ held, heldChanged }: MachineState): HTMLElement {
  const groups = kinds.map(({ title, prefix }) =>
    group(
      title,
      held.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length)),
    ),
  );
  const sections = held.filter((each) => !kinds.some(({ prefix }) => each.startsWith(prefix)));
  return element("dl", { class: heldChanged ? "held changed" : "held" }, ...groups, group("Within", sections));
}
