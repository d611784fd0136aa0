import type { Timeline } from "../../../core/emulator/outcome.ts";
import { counted } from "../../../core/words/counted.ts";
import { element } from "./element.ts";
import { fieldRows } from "./field-text.ts";
import { fieldsTable } from "./fields-table.ts";
import type { MachineState, ShownRegion } from "./machine-state.ts";
import { objectKinds } from "./memory-panel.ts";
import { keptDetails, type NamedSummary, namedDetails, type PanelChoices } from "./named-details.ts";
import { type ObjectUse, objectUses, type Taken, takenAt } from "./object-uses.ts";

/** Names of members without a model that are listed. */
const MOST_NAMES = 40;

/** Members in which the kernel counts references: `usage`, `skc_refcnt`, `rcu_users`, `i_count`. */
const COUNTS = /^(usage|refcount|rcu_users|[a-z]_count|[a-z]_ref|(\w+_)?refcnt)$/;

function takenText({ step, line }: Taken): string {
  return line === undefined ? `step ${step}` : `step ${step}, line ${line}`;
}

/** Who holds the object: the program by its references, and pointers to it. */
function holders(use: ObjectUse, taken: readonly Taken[], unknown: readonly string[]): HTMLElement {
  const counts = unknown.filter((name) => COUNTS.test(name));
  const references = counted(use.held, "reference");
  const since = taken.length > 0 ? `, taken by ${taken.map(takenText).join("; ")}` : "";
  const lines = [
    `The program holds ${use.held > 0 ? references + since : "no reference"}.`,
    ...(counts.length > 0 ? [`The kernel's own counts are not modelled: ${counts.join(", ")}.`] : []),
    ...(use.places.length > 0 ? [`Pointers to it: ${[...use.registers, ...use.places].join("; ")}.`] : []),
  ];
  return element("ul", { class: "holders" }, ...lines.map((line) => element("li", {}, line)));
}

function notModelled(object: string, unknown: readonly string[], choices: PanelChoices): HTMLElement[] {
  if (unknown.length === 0) return [];
  const names = unknown.slice(0, MOST_NAMES).join(", ");
  const more = unknown.length > MOST_NAMES ? ` and ${unknown.length - MOST_NAMES} more` : "";
  const summary = `Without a model, read as 0: ${counted(unknown.length, "member")}`;
  const list = element("p", { class: "unknown" }, `${names}${more}.`);
  return [keptDetails(`members without a model of ${object}`, false, choices, [summary], list)];
}

function membersOf(region: ShownRegion | undefined): HTMLElement[] {
  if (!region) return [element("p", { class: "unknown" }, "What it holds is not shown.")];
  if (!objectKinds.has(region.kind)) return [];
  if (region.fields.length === 0) return [element("p", { class: "unknown" }, "None of its members has a model.")];
  const cut = region.about.isCut
    ? [element("p", { class: "unknown" }, "It has further members that are not shown.")]
    : [];
  return [...fieldsTable([{ fields: fieldRows(region) }]), ...cut];
}

function summaryOf(name: string, use: ObjectUse, region: ShownRegion | undefined): NamedSummary {
  const held = use.held > 1 ? `held ${use.held} times` : use.held === 1 ? "held" : "";
  const facts = [region?.about.type, use.registers.length > 0 ? `in ${use.registers.join(", ")}` : "", held];
  return { name, isChanged: (region?.changed.size ?? 0) > 0, words: facts.filter(Boolean).join("; ") };
}

/** Objects of the kernel that the program has to do with, and of each its members on demand. */
export function objectsPanel(
  state: MachineState,
  timeline: Timeline,
  count: number,
  choices: PanelChoices,
): HTMLElement {
  const objects = [...objectUses(state)].map(([name, use]) => {
    const region = state.regions.find((each) => each.name === name);
    const unknown = region?.about.unknown ?? [];
    return namedDetails(
      summaryOf(name, use, region),
      false,
      choices,
      holders(use, takenAt(timeline, count, name), unknown),
      ...membersOf(region),
      ...notModelled(name, unknown, choices),
    );
  });
  return element(
    "div",
    { class: "objects" },
    element("p", { class: "part" }, "Kernel objects"),
    ...(objects.length > 0 ? objects : [element("p", {}, "No pointer to one.")]),
  );
}
