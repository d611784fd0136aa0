import type { Outcome } from "../../../core/emulator/outcome.ts";
import type { SetupProblem } from "../../../core/emulator/setup-problem.ts";
import { element } from "./element.ts";
import { globalInputs } from "./input-globals.ts";
import { fits, type InputField, inputFields, PACKET_BYTES, printPath } from "./scenario-input.ts";

/** What is wrong with the input, at the field of a path where there is one. */
export interface Complaint {
  readonly path: string;
  readonly text: string;
}

export interface InputPanel {
  readonly panel: HTMLElement;
  /** Every value that can be changed. */
  readonly fields: readonly InputField[];
  /** What a reader changed, by path. */
  changes(): ReadonlyMap<string, string>;
  /** Puts these values into the fields, the bytes that the run was given into that of the packet, and the scenario's own into all others. */
  show(changes: ReadonlyMap<string, string>, outcome: Outcome | undefined): void;
  complain(complaints: readonly Complaint[]): void;
}

const HEX = /^(\s*[0-9a-f]{2})*\s*$/i;

/** Why a text can't stand in a field, as far as the field alone tells it. */
export function misfits(fields: readonly InputField[], changes: ReadonlyMap<string, string>): Complaint[] {
  return fields.flatMap((field) => {
    const { path } = field;
    const text = changes.get(path);
    if (text === undefined) return [];
    if (path === PACKET_BYTES && !HEX.test(text)) {
      return [{ path, text: "The packet is not in hexadecimal: two digits for each byte." }];
    }
    return fits(field, text) ? [] : [{ path, text: `${path} takes a number: 42, -1 or 0x2a.` }];
  });
}

export const complaintOf = ({ message, help = "", path }: SetupProblem): Complaint => ({
  path: printPath(path),
  text: `${message}. ${help}`.trim(),
});

/** The packet that a run was given, in hexadecimal. */
const packetOf = (outcome: Outcome | undefined) => outcome?.packet?.before.replace(/(..)(?=.)/g, "$1 ");

/** All that a run was given and a reader may change. */
function fieldsOf(scenario: object, original: Outcome | undefined): InputField[] {
  const fields = inputFields(scenario);
  const packet = packetOf(original);
  return [
    ...fields,
    ...(original ? globalInputs(original, fields) : []),
    ...(packet === undefined ? [] : [{ path: PACKET_BYTES, value: packet }]),
  ];
}

type Input = HTMLInputElement | HTMLTextAreaElement;

function row({ path, value }: InputField, inputs: Map<string, Input>): HTMLElement {
  const isLong = path === PACKET_BYTES;
  const attributes = { spellcheck: "false", autocomplete: "off", "aria-describedby": "stepper-complaint" };
  const input = isLong
    ? element("textarea", { rows: 4, ...attributes })
    : element("input", { type: "text", ...attributes });
  input.value = value;
  inputs.set(path, input);
  const label = isLong ? "The whole packet in hexadecimal, in place of its layers" : path;
  return element("label", { class: isLong ? "long" : undefined }, element("span", {}, label), input);
}

/** A form of everything that the run was given; it stays as it is while runs come and go. */
export function inputPanel(
  scenario: object,
  original: Outcome | undefined,
  run: () => void,
  reset: () => void,
): InputPanel {
  const fields = fieldsOf(scenario, original);
  const inputs = new Map<string, Input>();
  /** What stands in a field that nobody changed. */
  const standing = new Map(fields.map(({ path, value }) => [path, value]));
  const complaint = element("ul", { class: "complaint" });
  const rows = fields.map((field) => row(field, inputs));
  const submit = (event: Event) => {
    event.preventDefault();
    run();
  };
  const form = element(
    "form",
    { onsubmit: submit },
    element("div", { class: "fields" }, ...rows),
    element("div", { id: "stepper-complaint", role: "alert" }, complaint),
    element("button", { type: "submit" }, "Run again"),
    " ",
    element("button", { type: "button", onclick: reset }, "Back to the scenario"),
  );
  const panel = element("details", { class: "input" }, element("summary", {}, "Change the input"), form);
  return {
    panel,
    fields,
    changes: () =>
      new Map(
        [...inputs].flatMap(([path, { value }]) =>
          value === standing.get(path) ? [] : [[path, value.trim()] as const],
        ),
      ),
    show(changes, outcome) {
      const packet = packetOf(outcome);
      if (packet !== undefined && standing.has(PACKET_BYTES) && !changes.has(PACKET_BYTES))
        standing.set(PACKET_BYTES, packet);
      for (const [path, input] of inputs) input.value = changes.get(path) ?? standing.get(path) ?? "";
      panel.open ||= changes.size > 0;
    },
    complain(complaints) {
      complaint.replaceChildren(...complaints.map(({ text }) => element("li", {}, text)));
      const wrong = new Set(complaints.map(({ path }) => path));
      for (const [path, input] of inputs) input.setAttribute("aria-invalid", `${wrong.has(path)}`);
      panel.open ||= complaints.length > 0;
    },
  };
}
