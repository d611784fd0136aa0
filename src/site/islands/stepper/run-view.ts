import { valueText } from "../../../core/emulator/decode/value-text.ts";
import type { Outcome } from "../../../core/emulator/outcome.ts";
import { callsPanel } from "./calls-panel.ts";
import { instructionPanel, sourcePanel } from "./code-panels.ts";
import { controls } from "./controls.ts";
import { element } from "./element.ts";
import { stateAfter } from "./machine-state.ts";
import { memoryPanel } from "./memory-panel.ts";
import { registersPanel } from "./registers-panel.ts";

/** Where links of the stepper lead; each ends with a slash. */
export interface SitePaths {
  readonly kfuncs: string;
  readonly faults: string;
}

function heldPanel(held: readonly string[], isChanged: boolean): HTMLElement {
  const items = held.map((what) => element("li", {}, what));
  return element(
    "div",
    { class: isChanged ? "held changed" : "held" },
    element("p", { class: "part" }, "Held by the program"),
    held.length > 0 ? element("ul", {}, ...items) : element("p", {}, "Nothing."),
  );
}

/** How the run ended: what it returned, or the rule that it broke. */
function ending({ returns, fault, timeline }: Outcome, faults: string): HTMLElement {
  const omitted = timeline.omitted > 0 ? ` ${timeline.omitted} further instructions ran that are not shown.` : "";
  if (!fault)
    return element(
      "p",
      { class: "ending" },
      `The run ends here${returns ? ` and returns ${valueText(returns)}` : ""}.${omitted}`,
    );
  return element(
    "p",
    { class: "ending fault" },
    "A fault ends the run: ",
    element("a", { href: `${faults}${fault.rule}/` }, fault.rule),
    `. ${fault.message}.${omitted}`,
  );
}

/** Draws a run; `step` tells of each step that the reader goes to. */
export function runView(outcome: Outcome, source: string, paths: SitePaths, step: (count: number) => void) {
  const { timeline } = outcome;
  const { length } = timeline.steps;
  const atOf = new Map(timeline.code.map(({ slot, at, text }) => [slot, { at, text }]));
  const code = sourcePanel(source, timeline);
  const instructions = instructionPanel(timeline);
  const status = element("p", { class: "status", "aria-live": "polite" });
  const state = element("div", { class: "state" });
  const opened = new Map<string, boolean>();

  function statusText(count: number): string {
    const made = timeline.steps[count - 1];
    if (!made) return `Before the first of ${length} instructions.`;
    const { at, text = "" } = atOf.get(made.slot) ?? {};
    const begins = made.begins ? ` Here begins the ${made.begins}.` : "";
    return `Step ${count} of ${length}${at ? `, line ${at.line}` : ""}: ${text}${begins}`;
  }

  function show(count: number): void {
    const now = stateAfter(timeline, count);
    const slot = timeline.steps[count - 1]?.slot;
    const next = timeline.steps[count]?.slot;
    bar.show(count);
    status.textContent = statusText(count);
    code.show(
      slot === undefined ? undefined : atOf.get(slot)?.at?.line,
      next === undefined ? undefined : atOf.get(next)?.at?.line,
    );
    instructions.show(slot, next);
    state.replaceChildren(
      ...(count === length ? [ending(outcome, paths.faults)] : []),
      element("div", {}, registersPanel(now), heldPanel(now.held, now.heldChanged)),
      element("div", {}, callsPanel(outcome, count, paths.kfuncs), memoryPanel(now, opened)),
    );
  }

  const bar = controls(timeline, (count) => {
    show(count);
    step(count);
  });
  const view = element(
    "div",
    { class: "run" },
    bar.panel,
    status,
    element("div", { class: "code" }, code.panel, instructions.panel),
    state,
  );
  return { view, length, show };
}
