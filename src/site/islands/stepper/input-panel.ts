import type { Outcome } from "../../../core/emulator/outcome.ts";
import { element } from "./element.ts";
import { globalInputs } from "./input-globals.ts";
import { fits, inputFields, PACKET_BYTES } from "./scenario-input.ts";

export interface InputPanel {
  readonly panel: HTMLElement;
  /** What a reader changed, by path. */
  changes(): ReadonlyMap<string, string>;
  /** Says which field holds no number that must; undefined where all is well. */
  misfit(): string | undefined;
  /** Says what was wrong, at the field of a path where there is one. */
  complain(message: string, path: string): void;
}

/** A form of everything that the run was given; `changes` are in it already. */
export function inputPanel(
  scenario: object,
  original: Outcome | undefined,
  changes: ReadonlyMap<string, string>,
  run: () => void,
  reset: () => void,
): InputPanel {
  const fields = inputFields(scenario);
  const all = [...fields, ...(original ? globalInputs(original, fields) : [])];
  const packet = original?.packet?.before;
  if (packet !== undefined) all.push({ path: PACKET_BYTES, value: packet.replace(/(..)(?=.)/g, "$1 ") });
  const inputs = new Map<string, HTMLInputElement | HTMLTextAreaElement>();
  const complaint = element("p", { class: "complaint", role: "alert" });
  const rows = all.map(({ path, value }) => {
    const isLong = path === PACKET_BYTES;
    const shown = changes.get(path) ?? value;
    const input = isLong
      ? element("textarea", { rows: 4, spellcheck: "false" })
      : element("input", { type: "text", spellcheck: "false" });
    input.value = shown;
    inputs.set(path, input);
    const label = isLong ? "The whole packet in hexadecimal, in place of its layers" : path;
    return element("label", { class: isLong ? "long" : undefined }, element("span", {}, label), input);
  });
  const givenValues = new Map(all.map(({ path, value }) => [path, value]));
  const form = element(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        run();
      },
    },
    element("div", { class: "fields" }, ...rows),
    complaint,
    element("button", { type: "submit" }, "Run again"),
    " ",
    element("button", { type: "button", onclick: reset }, "Back to the scenario"),
  );
  const panel = element(
    "details",
    { class: "input", open: changes.size > 0 },
    element("summary", {}, "Change the input"),
    form,
  );
  return {
    panel,
    changes: () =>
      new Map(
        [...inputs].flatMap(([path, { value }]) =>
          value === givenValues.get(path) ? [] : [[path, value.trim()] as const],
        ),
      ),
    misfit: () => all.find((field) => !fits(field, inputs.get(field.path)?.value ?? ""))?.path,
    complain(message, path) {
      complaint.textContent = message;
      for (const [name, input] of inputs) input.setAttribute("aria-invalid", `${name === path}`);
      panel.open ||= message !== "";
    },
  };
}
