/** A value of a scenario's input: a number or a text somewhere within it. */
export interface InputField {
  /** As an author writes it: `packet[1].ipv4.dst`, `globals.netns_id`. */
  readonly path: string;
  readonly value: string;
  readonly isNumber?: true;
}

/** The parts of a scenario that are its input, in the order in which a reader looks for them. */
const inputKeys = [
  "packet",
  "packet_length",
  "linear_length",
  "context",
  "globals",
  "maps",
  "kernel",
  "trigger",
] as const;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Steps = readonly (string | number)[];

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** `packet[1].ipv4.dst` */
export function printPath(steps: Steps): string {
  return steps
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index > 0 ? "." : ""}${step}`))
    .join("");
}

function* leaves(value: unknown, steps: Steps): Generator<InputField> {
  if (isScalar(value)) {
    yield { path: printPath(steps), value: String(value), ...(typeof value === "number" && { isNumber: true }) };
  }
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* leaves(item, [...steps, index]);
  else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) yield* leaves(item, [...steps, key]);
  }
}

/** Every number and text of a scenario's input. */
export function inputFields(scenario: object): InputField[] {
  const parts = scenario as Readonly<Record<string, unknown>>;
  return inputKeys.flatMap((key) => [...leaves(parts[key], [key])]);
}

const NUMBER = /^\s*-?(0x[0-9a-f]+|\d+)\s*$/i;

/** Whether a text can stand for what a field holds. */
export const fits = ({ isNumber }: InputField, text: string): boolean => !isNumber || NUMBER.test(text);

/** A number stays one where it is written as one: decimal or hexadecimal, with a minus sign or without. */
function likeBefore(before: unknown, text: string): Json {
  const trimmed = text.trim();
  if (typeof before === "boolean") return trimmed === "true";
  if (typeof before !== "number" || !NUMBER.test(trimmed)) return trimmed;
  const number = trimmed.startsWith("-") ? -Number(trimmed.slice(1)) : Number(trimmed);
  return Number.isSafeInteger(number) ? number : trimmed;
}

function withChanges(value: unknown, steps: Steps, changes: ReadonlyMap<string, string>): unknown {
  if (isScalar(value)) {
    const text = changes.get(printPath(steps));
    return text === undefined ? value : likeBefore(value, text);
  }
  if (Array.isArray(value)) return value.map((item, index) => withChanges(item, [...steps, index], changes));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withChanges(item, [...steps, key], changes)]),
  );
}

/** Named as no path of an input is: the whole packet in hexadecimal, in place of its layers. */
export const PACKET_BYTES = "bytes";
const GLOBAL = "globals.";

/**
 * A scenario with other values by path. A global variable may be set that the scenario leaves as it is, and `bytes` is the whole packet
 * in hexadecimal. What is expected of the scenario does not hold for it any more.
 */
export function changeInput<Scenario extends object>(
  scenario: Scenario,
  changes: ReadonlyMap<string, string>,
): Scenario {
  if (changes.size === 0) return scenario;
  const parts = Object.entries(scenario).map(([key, value]) => {
    const isInput = (inputKeys as readonly string[]).includes(key);
    return [key, isInput ? withChanges(value, [key], changes) : value] as const;
  });
  const changed: Record<string, unknown> = { ...Object.fromEntries(parts), expect: {} };
  const known = new Set(inputFields(scenario).map(({ path }) => path));
  for (const [path, text] of changes) {
    if (!path.startsWith(GLOBAL) || known.has(path)) continue;
    changed.globals = { ...(changed.globals as object | undefined), [path.slice(GLOBAL.length)]: likeBefore(0, text) };
  }
  const bytes = changes.get(PACKET_BYTES);
  if (bytes !== undefined) {
    changed.packet = [{ bytes: bytes.replace(/\s/g, "") }];
    delete changed.packet_length;
  }
  return changed as Scenario;
}
