import type { CodePlace, Outcome, Timeline } from "./outcome.ts";

/** Where the pointer that a run went through came from. */
export interface PointerOrigin {
  readonly at: CodePlace;
  /** What happened there, without a full stop. */
  readonly message: string;
}

/** `(r0 + 0x8)`, `(r0 - 0x8)`: what an access goes through. */
const accessed = /\((r\d) [+-]/;
const assigned = /^([rw]\d) (\S*)= (.*)$/;
/** A spill, and the load that fills a register from it. */
const spilled = /^\*\(u64 \*\)(\(r10 - \w+\)) = (r\d)$/;
const filled = /^\*\(u64 \*\)(\(r10 - \w+\))$/;

/** What a pointer goes by before an instruction that gave it another name: a register, or a place on the stack. */
type Before = { readonly name: string } | { readonly origin: string } | "lost";

function before(text: string, name: string): Before {
  const called = /^call (\S+)/.exec(text)?.[1];
  if (called !== undefined) return name === "r0" ? { origin: `${called} returned it here` } : { name };
  const spill = spilled.exec(text);
  if (spill?.[1] === name) return { name: spill[2] ?? "" };
  const [, register, operator, value = ""] = assigned.exec(text) ?? [];
  if (register?.replace("w", "r") !== name) return { name };
  if (register !== name) return "lost";
  if (operator !== "") return { name };
  if (/^r\d$/.test(value)) return { name: value };
  const place = filled.exec(value)?.[1];
  if (place !== undefined) return { name: place };
  return value.startsWith("*(") ? { origin: "it was loaded here" } : "lost";
}

function follow({ code, steps }: Timeline, slot: number, register: string): PointerOrigin | undefined {
  const lines = new Map(code.map((line) => [line.slot, line]));
  let name = register;
  const last = steps.at(-1)?.slot === slot ? steps.length - 2 : steps.length - 1;
  for (let index = last; index >= 0; index--) {
    const step = steps[index];
    const line = step && lines.get(step.slot);
    // Another function's registers and stack are others.
    if (!step || !line || line.text === "exit" || step.begins !== undefined) return undefined;
    const found = before(line.text, name);
    if (found === "lost") return undefined;
    if ("origin" in found) return line.at && { at: line.at, message: found.origin };
    name = found.name;
  }
  return undefined;
}

/** Where a pointer that is or may be NULL came from, as the steps of the run tell; undefined where they do not. */
export function originOfNull({ fault, timeline }: Outcome): PointerOrigin | undefined {
  if (fault?.rule !== "null-dereference" || fault.origin || timeline.omitted > 0) return undefined;
  const register = accessed.exec(fault.instruction)?.[1];
  return register === undefined ? undefined : follow(timeline, fault.at.slot, register);
}
