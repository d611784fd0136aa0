import type { Timeline } from "../../../core/emulator/outcome.ts";
import { element } from "./element.ts";
import { nextStop } from "./machine-state.ts";

export interface Controls {
  readonly panel: HTMLElement;
  show(count: number): void;
}

/** A way through a run: what its button says, the key that does the same, and where it leads from a step. */
interface Move {
  readonly text: string;
  readonly label: string;
  readonly key: string;
  readonly side: "back" | "forward";
  target(timeline: Timeline, now: number): number;
}

/** In the order of the buttons. */
const moves: readonly Move[] = [
  { text: "start", label: "To the start", key: "Home", side: "back", target: () => 0 },
  {
    text: "‹ call",
    label: "Back to the kfunc call before",
    key: "PageUp",
    side: "back",
    target: (timeline, now) => nextStop(timeline, now, -1, "call"),
  },
  {
    text: "‹ line",
    label: "Back to the line before",
    key: "ArrowUp",
    side: "back",
    target: (timeline, now) => nextStop(timeline, now, -1, "line"),
  },
  {
    text: "‹ step",
    label: "Back one instruction",
    key: "ArrowLeft",
    side: "back",
    target: (_, now) => Math.max(0, now - 1),
  },
  {
    text: "step ›",
    label: "Forward one instruction",
    key: "ArrowRight",
    side: "forward",
    target: ({ steps }, now) => Math.min(steps.length, now + 1),
  },
  {
    text: "line ›",
    label: "Forward to the next line",
    key: "ArrowDown",
    side: "forward",
    target: (timeline, now) => nextStop(timeline, now, 1, "line"),
  },
  {
    text: "call ›",
    label: "Forward to the next kfunc call",
    key: "PageDown",
    side: "forward",
    target: (timeline, now) => nextStop(timeline, now, 1, "call"),
  },
  { text: "end", label: "To the end", key: "End", side: "forward", target: ({ steps }) => steps.length },
];

/** What takes the keys for itself: fields, and panels that they scroll. */
const takesKeys = 'select, textarea, input:not([type="range"]), .lines, .memory';

/** Buttons and a slider over the steps of a run. Their keys work anywhere in `area`. */
export function controls(timeline: Timeline, area: HTMLElement, goTo: (count: number) => void): Controls {
  const { length } = timeline.steps;
  let now = 0;
  const button = ({ text, label, key, target }: Move) =>
    element(
      "button",
      {
        type: "button",
        "aria-label": label,
        "aria-keyshortcuts": key,
        title: `${label} (${key})`,
        onclick: () => goTo(target(timeline, now)),
      },
      text,
    );
  const slider = element("input", {
    type: "range",
    min: 0,
    max: length,
    "aria-label": "Step",
    oninput: () => goTo(slider.valueAsNumber),
  });
  area.addEventListener("keydown", (event) => {
    const move = moves.find(({ key }) => key === event.key);
    const isTaken = event.target instanceof Element && event.target.closest(takesKeys) !== null;
    if (!move || isTaken || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(move.target(timeline, now));
  });
  const side = (wanted: Move["side"]) => moves.filter((move) => move.side === wanted).map(button);
  return {
    panel: element("div", { class: "controls" }, ...side("back"), slider, ...side("forward")),
    show(count) {
      now = count;
      slider.value = String(count);
      slider.setAttribute("aria-valuetext", `${count} of ${length}`);
    },
  };
}
