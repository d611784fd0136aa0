import { valueText } from "../../../core/emulator/decode/value-text.ts";
import type { Outcome } from "../../../core/emulator/outcome.ts";
import { callsPanel } from "./calls-panel.ts";
import { instructionPanel, sourcePanel } from "./code-panels.ts";
import { controls } from "./controls.ts";
import { copyLink } from "./copy-link.ts";
import { element } from "./element.ts";
import { heldPanel } from "./held-panel.ts";
import { keepFocus } from "./keep-focus.ts";
import { stateAfter } from "./machine-state.ts";
import { memoryPanel } from "./memory-panel.ts";
import { objectsPanel } from "./objects-panel.ts";
import { registersPanel } from "./registers-panel.ts";
import { statusText } from "./status-text.ts";

/** Where links of the stepper lead; each ends with a slash. */
export interface SitePaths {
  readonly kfuncs: string;
  readonly faults: string;
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
    `A fault ends the run: ${fault.message} (`,
    element("a", { href: `${faults}${fault.rule}/` }, fault.rule),
    `).${omitted}`,
  );
}

/** Draws a run; `step` tells of each step that the reader goes to. */
export function runView(outcome: Outcome, source: string, paths: SitePaths, step: (count: number) => void) {
  const { timeline } = outcome;
  const { length } = timeline.steps;
  const lineOf = new Map(timeline.code.map(({ slot, at }) => [slot, at?.line]));
  const code = sourcePanel(source, timeline, (line) => void bar.runTo(line));
  const instructions = instructionPanel(timeline, (slot) => bar.runToSlot(slot));
  const status = element("p", { class: "status", role: "status" });
  const state = element("div", { class: "state" });
  const choices = { opened: new Map(), chosen: new Map() };
  const view = element("div", { class: "run", tabindex: -1, role: "group", "aria-label": "The run, step by step" });

  function show(count: number): void {
    const now = stateAfter(timeline, count);
    const slot = timeline.steps[count - 1]?.slot;
    const next = timeline.steps[count]?.slot;
    bar.show(count);
    status.textContent = statusText(timeline, count, now);
    code.show(slot === undefined ? undefined : lineOf.get(slot), next === undefined ? undefined : lineOf.get(next));
    instructions.show(slot, next);
    const parts = [
      ...(count === length ? [ending(outcome, paths.faults)] : []),
      element("div", {}, registersPanel(now), heldPanel(now), objectsPanel(now, timeline, count, choices)),
      element("div", {}, callsPanel(outcome, count, paths.kfuncs), memoryPanel(now, choices)),
    ];
    keepFocus(state, view, () => state.replaceChildren(...parts));
  }

  const bar = controls(timeline, view, (count) => {
    show(count);
    step(count);
  });
  const keys = element(
    "p",
    { class: "keys" },
    "Keys: ← and → an instruction, ↑ and ↓ a line of C, Page Up and Page Down a kfunc call, Home and End.",
    ...(bar.hasCalls ? [" O goes over functions and callbacks, Shift+O back over them, U out of one."] : []),
    " A line or instruction that ran can be clicked to run to it.",
  );
  view.append(
    bar.panel,
    status,
    keys,
    element("div", { class: "beside" }, bar.toLine, copyLink()),
    element("div", { class: "code" }, code.panel, instructions.panel),
    state,
  );
  return { view, length, show };
}
