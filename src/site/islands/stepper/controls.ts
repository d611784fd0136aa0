import type { Timeline } from "../../../core/emulator/outcome.ts";
import { element } from "./element.ts";
import { nextStop } from "./machine-state.ts";

export interface Controls {
  readonly panel: HTMLElement;
  show(count: number): void;
}

/** Buttons and a slider over the steps of a run; the slider takes the arrow keys, Home and End. */
export function controls(timeline: Timeline, goTo: (count: number) => void): Controls {
  const { length } = timeline.steps;
  let now = 0;
  const button = (text: string, label: string, target: () => number) =>
    element("button", { type: "button", "aria-label": label, title: label, onclick: () => goTo(target()) }, text);
  const slider = element("input", {
    type: "range",
    min: 0,
    max: length,
    "aria-label": "Step",
    oninput: () => goTo(slider.valueAsNumber),
  });
  const back = [
    button("start", "To the start", () => 0),
    button("‹ call", "Back to the kfunc call before", () => nextStop(timeline, now, -1, "call")),
    button("‹ line", "Back to the line before", () => nextStop(timeline, now, -1, "line")),
    button("‹ step", "Back one instruction", () => Math.max(0, now - 1)),
  ];
  const forward = [
    button("step ›", "Forward one instruction", () => Math.min(length, now + 1)),
    button("line ›", "Forward to the next line", () => nextStop(timeline, now, 1, "line")),
    button("call ›", "Forward to the next kfunc call", () => nextStop(timeline, now, 1, "call")),
    button("end", "To the end", () => length),
  ];
  return {
    panel: element("div", { class: "controls" }, ...back, slider, ...forward),
    show(count) {
      now = count;
      slider.value = String(count);
      slider.setAttribute("aria-valuetext", `${count} of ${length}`);
    },
  };
}
