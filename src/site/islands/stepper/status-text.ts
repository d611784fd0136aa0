import type { Timeline } from "../../../core/emulator/outcome.ts";
import { counted } from "../../../core/words/counted.ts";
import { fieldRows, isFieldChanged } from "./field-text.ts";
import type { MachineState, ShownRegion } from "./machine-state.ts";
import { packetLayers } from "./packet-fields.ts";
import { registerMeaning } from "./register-text.ts";

/** More changes than these are to be looked up in the panels. */
const MOST_CHANGES = 3;

/** Members of headers and variables that the last step changed. */
function changedFields(region: ShownRegion): string[] {
  if (region.changed.size === 0) return [];
  const members = packetLayers(region).flatMap(({ fields }) => fields.filter((field) => isFieldChanged(field, region)));
  const variables = fieldRows(region).filter(({ isChanged }) => isChanged);
  return [...members, ...variables].map(({ path, text }) => `${path} = ${text}`);
}

/** What the last step changed: registers that can be read, and named variables. */
function changes(state: MachineState): string[] {
  const registers = [...state.changedRegisters].flatMap((index) => {
    const value = state.registers[index];
    if (!value) return [];
    const meaning = registerMeaning(value, state);
    return [`r${index} ${meaning.startsWith("→") ? meaning : `= ${meaning}`}`];
  });
  return [...registers, ...state.regions.flatMap(changedFields)];
}

/** Where the run stands and what the last step did, in a sentence that is read out. */
export function statusText({ code, steps }: Timeline, count: number, state: MachineState): string {
  const made = steps[count - 1];
  if (!made) return `Before the first of ${counted(steps.length, "instruction")}.`;
  const { at, text = "" } = code.find(({ slot }) => slot === made.slot) ?? {};
  const begins = made.begins ? ` Here begins the ${made.begins}.` : "";
  const changed = changes(state);
  const now = changed.length > 0 && changed.length <= MOST_CHANGES ? ` Now ${changed.join(", ")}.` : "";
  return `Step ${count} of ${steps.length}${at ? `, line ${at.line}` : ""}: ${text}.${now}${begins}`;
}
