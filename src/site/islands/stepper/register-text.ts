import type { RegisterValue } from "../../../core/emulator/outcome.ts";
import type { MachineState, ShownRegion } from "./machine-state.ts";
import { packetPlace } from "./packet-fields.ts";

/** Leading zeros tell nothing: a small number is read at once. */
export const shortHex = (hex: string): string => hex.replace(/^0x0*(?=.)/, "0x");

/** A negative number as programs mean it, where it is one of few digits. */
function signedText(hex: string): string {
  const value = BigInt.asIntN(64, BigInt(hex));
  const low = BigInt.asIntN(32, value);
  if (value < 0n && value > -10_000n) return `${value}`;
  if (value <= 0xffffffffn && low < 0n && low > -10_000n) return `${value} (${low})`;
  return `${value}`;
}

/** A place in a stack as the verifier writes it: `fp-24`. */
const inStack = (target: string): string =>
  target.replace(/^(stack frame \d+)-(\d+)$/, (_, frame, below) => `${frame}, fp${below === "0" ? "" : `-${below}`}`);

/** What begins at an offset in a region: a variable, a member of a packet's header, or the end of it. */
function placeWithin(region: ShownRegion, offset: number): string | undefined {
  if (region.about.packet && offset === region.size) return "its end";
  const field = region.fields.find((each) => each.offset === offset && (offset > 0 || region.kind === "global"));
  return field ? field.path.replace(/\[0\]$/, "") : packetPlace(region, offset);
}

/** A place in memory, with the variable or member that begins there: `.bss+4, xfrm_replay_window`. */
function placeText(target: string, member: string | undefined, { regions }: Pick<MachineState, "regions">): string {
  const region = regions.find(({ name }) => target === name || target.startsWith(`${name}+`));
  const offset = region ? Number(target.slice(region.name.length + 1) || 0) : Number.NaN;
  const place = member ?? (region && placeWithin(region, offset));
  return place ? `${target}, ${place}` : inStack(target);
}

/** What a register holds, in words; a pointer by what it leads to. */
export function registerMeaning(value: RegisterValue | undefined, state: Pick<MachineState, "regions">): string {
  if (value === null) return "taken by the call";
  if (value === undefined) return "not written";
  return value.target === undefined ? signedText(value.hex) : `→ ${placeText(value.target, value.member, state)}`;
}
