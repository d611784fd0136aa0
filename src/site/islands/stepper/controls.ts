import type { Timeline } from "../../../core/emulator/outcome.ts";
import { element } from "./element.ts";
import { depths, nextCall, nextLine, out, over, toLine, toSlot } from "./stops.ts";

export interface Controls {
  readonly panel: HTMLElement;
  /** A field for a line of C. */
  readonly toLine: HTMLElement;
  /** Whether the program calls functions of its own, so that there are moves over and out of them. */
  readonly hasCalls: boolean;
  /** Goes to where a line of C, or an instruction, runs the next time; false where it never does. */
  runTo(line: number): boolean;
  runToSlot(slot: number): void;
  show(count: number): void;
}

/** A way through a run: what its button says, the key that does the same, and where it leads from a step. */
interface Move {
  readonly text: string;
  readonly label: string;
  readonly key: string;
  readonly side: "back" | "forward";
  /** Only where the program calls functions of its own. */
  readonly needsCalls?: true;
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
    target: (timeline, now) => nextCall(timeline, now, -1),
  },
  {
    text: "‹ line",
    label: "Back to the line before",
    key: "ArrowUp",
    side: "back",
    target: (timeline, now) => nextLine(timeline, now, -1),
  },
  {
    text: "‹ over",
    label: "Back one instruction, over functions and callbacks",
    key: "Shift+O",
    side: "back",
    needsCalls: true,
    target: (timeline, now) => over(timeline, now, -1),
  },
  {
    text: "‹ one",
    label: "Back one instruction",
    key: "ArrowLeft",
    side: "back",
    target: (_, now) => Math.max(0, now - 1),
  },
  {
    text: "one ›",
    label: "Forward one instruction",
    key: "ArrowRight",
    side: "forward",
    target: ({ steps }, now) => Math.min(steps.length, now + 1),
  },
  {
    text: "over ›",
    label: "Forward one instruction, over functions and callbacks",
    key: "O",
    side: "forward",
    needsCalls: true,
    target: (timeline, now) => over(timeline, now, 1),
  },
  {
    text: "out ›",
    label: "Out: forward until the function or callback has returned",
    key: "U",
    side: "forward",
    needsCalls: true,
    target: (timeline, now) => out(timeline, now),
  },
  {
    text: "line ›",
    label: "Forward to the next line",
    key: "ArrowDown",
    side: "forward",
    target: (timeline, now) => nextLine(timeline, now, 1),
  },
  {
    text: "call ›",
    label: "Forward to the next kfunc call",
    key: "PageDown",
    side: "forward",
    target: (timeline, now) => nextCall(timeline, now, 1),
  },
  { text: "end", label: "To the end", key: "End", side: "forward", target: ({ steps }) => steps.length },
];

/** What takes the keys for itself: fields, and panels that they scroll. */
const takesKeys = 'select, textarea, input:not([type="range"]), .lines, .memory';

/** As `aria-keyshortcuts` has it: `Shift+O`, `PageUp`. */
function pressed({ key, shiftKey }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toUpperCase() : key;
  return shiftKey ? `Shift+${name}` : name;
}

/** A field for the line of C to run to; said is where it never runs. */
function lineForm(goTo: (line: number) => boolean): HTMLElement {
  const said = element("span", { role: "status" });
  const input = element("input", {
    type: "number",
    "aria-label": "Line of C to run to",
    min: 1,
    required: true,
  });
  const submit = (event: Event) => {
    event.preventDefault();
    const line = input.valueAsNumber;
    said.textContent = goTo(line) ? "" : ` Line ${line} does not run.`;
  };
  const button = element("button", { type: "submit" }, "Run to line");
  return element("form", { class: "to-line", onsubmit: submit }, button, input, said);
}

/** Buttons and a slider over the steps of a run. Their keys work anywhere in `area`. */
export function controls(timeline: Timeline, area: HTMLElement, goTo: (count: number) => void): Controls {
  const { length } = timeline.steps;
  const hasCalls = depths(timeline).some((depth) => depth > 0);
  const offered = moves.filter(({ needsCalls }) => !needsCalls || hasCalls);
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
    const move = offered.find(({ key }) => key === pressed(event));
    const isTaken = event.target instanceof Element && event.target.closest(takesKeys) !== null;
    if (!move || isTaken || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    goTo(move.target(timeline, now));
  });
  const side = (wanted: Move["side"]) => offered.filter((move) => move.side === wanted).map(button);
  const runTo = (line: number): boolean => {
    const count = toLine(timeline, now, line);
    if (count !== undefined) goTo(count);
    return count !== undefined;
  };
  return {
    toLine: lineForm(runTo),
    hasCalls,
    runTo,
    runToSlot(slot) {
      const count = toSlot(timeline, now, slot);
      if (count !== undefined) goTo(count);
    },
    panel: element(
      "div",
      { class: hasCalls ? "controls many" : "controls" },
      ...side("back"),
      slider,
      ...side("forward"),
    ),
    show(count) {
      now = count;
      slider.value = String(count);
      slider.setAttribute("aria-valuetext", `${count} of ${length}`);
    },
  };
}
