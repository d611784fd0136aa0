import type { BasicBlock, DescribedInstruction } from "../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../isa/encoding.ts";
import { registerBit, registerUse } from "../../isa/register-use.ts";
import { registerAccess } from "../analysis/register-access.ts";

/** Accesses of a block by way of the same value of a register, checked together. */
export interface Span {
  /** The instruction that comes first. */
  readonly first: number;
  readonly base: number;
  readonly intent: "read" | "write";
  /** The lowest displacement, and how many bytes from there to the end of the highest access. */
  readonly from: number;
  readonly bytes: number;
}

interface Member {
  readonly slot: number;
  readonly base: number;
  readonly intent: "read" | "write";
  readonly from: number;
  readonly to: number;
}

/** Accesses farther apart are likely to be meant for different things. */
const MOST_BYTES = 128;

function memberOf(each: DescribedInstruction): Member | undefined {
  const access = registerAccess(each);
  if (!access || access.base === FRAME_POINTER) return undefined;
  const { base, intent, size, instruction } = access;
  const { slot, offset } = instruction;
  return { slot, base, intent, from: offset, to: offset + size.bytes };
}

function spanOf(members: readonly Member[]): Span | undefined {
  const [first, second] = members;
  if (!first || !second) return undefined;
  const from = Math.min(...members.map((each) => each.from));
  const bytes = Math.max(...members.map(({ to }) => to)) - from;
  return bytes <= MOST_BYTES ? { first: first.slot, base: first.base, intent: first.intent, from, bytes } : undefined;
}

/** The spans of a block, by the slots of their accesses; without those that need no check. */
export function spansOf({ instructions }: BasicBlock, proven: ReadonlyMap<number, unknown>): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  const open = new Map<string, Member[]>();
  const close = (key: string) => {
    const members = open.get(key) ?? [];
    const span = spanOf(members);
    if (span) for (const { slot } of members) spans.set(slot, span);
    open.delete(key);
  };
  for (const each of instructions) {
    const member = memberOf(each);
    if (member && !proven.has(member.slot)) {
      const key = `${member.base} ${member.intent}`;
      open.set(key, [...(open.get(key) ?? []), member]);
    }
    const writes = each.operation.kind === "invalid" ? 0 : registerUse(each.operation, each.instruction).writes;
    for (const key of [...open.keys()]) if (writes & registerBit(Number.parseInt(key, 10))) close(key);
  }
  for (const key of [...open.keys()]) close(key);
  return spans;
}
