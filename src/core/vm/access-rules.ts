import { counted } from "../words/counted.ts";
import type { FaultRule } from "./fault.ts";
import { FaultSignal } from "./fault-signal.ts";
import type { Location, Memory } from "./memory.ts";
import type { Region } from "./region.ts";

/** What is about to be done at a place in memory. */
export interface MemoryAccess {
  readonly intent: "read" | "write";
  /** In bytes. */
  readonly size: number;
  /**
   * Where the place must be a multiple of the size: anywhere for atomics, on the stack for plain loads and stores, because
   * the verifier tracks what the stack holds by aligned places (check_ptr_alignment, v7.3). Nowhere where absent.
   */
  readonly alignment?: "anywhere" | "on-stack";
}

interface Finding {
  readonly rule: FaultRule;
  readonly message: string;
  readonly origin?: { readonly slot: number; readonly message: string };
}

/** One rule: what is wrong with an access, if anything. */
type AccessRule = (memory: Memory, location: Location, access: MemoryAccess) => Finding | undefined;

const words = ({ intent, size }: MemoryAccess): string =>
  `${intent === "read" ? "a read" : "a write"} of ${counted(size, "byte")}`;

const place = ({ region, offset }: Location): string => `${region.name} at offset ${offset}`;

const live: AccessRule = (memory, location, access) => {
  const released = memory.releasedRegion(location.region);
  if (released?.releasedAt === undefined) return undefined;
  const { releasedAt, ending } = released;
  return {
    rule: "use-after-release",
    message: `${words(access)} in ${place(location)} after ${ending === undefined ? "its release" : `it ${ending}`}`,
    origin: { slot: releasedAt, message: `${released.name} ${ending ?? "was given back"} here` },
  };
};

const notNull: AccessRule = (_memory, { region, offset }, access) => {
  if (region.kind !== "null" || access.intent === "read") return undefined;
  return { rule: "null-dereference", message: `${words(access)} through a NULL pointer with offset ${offset}` };
};

/** What was stored outside of the stack, or a helper read or gave as a number, is no pointer (SCALAR_VALUE; check_mem_access, kernel/bpf/verifier.c, v7.3). */
const pointer: AccessRule = (_memory, { region }, access) => {
  if (!region.numberOf) return undefined;
  const message = `${words(access)} through a number that is equal to a pointer to ${region.numberOf.name}`;
  return { rule: "wild-pointer", message };
};

/**
 * A pointer that the verifier takes for one that may be NULL (PTR_MAYBE_NULL, v7.3), whatever it is in this run. Whether a kernel
 * function takes one is looked at before it is called.
 */
const checkedForNull: AccessRule = (_memory, location, access) => {
  if (!location.region.mayBeNull || access.alignment === undefined) return undefined;
  return {
    rule: "null-dereference",
    message: `${words(access)} through ${location.region.name}, which may be NULL and was not compared with it`,
  };
};

/** Without bounds: an arena, and what is probed. */
const isBoundless = ({ kind }: Region): boolean => kind === "arena" || kind === "probed";

/** What has no bounds is for the program's own loads and stores: none of it is passed on. */
const ownAccess: AccessRule = (_memory, { region }, access) => {
  if (!isBoundless(region) || access.alignment !== undefined) return undefined;
  return { rule: "helper-argument", message: `a pointer to ${region.name} is passed where the kernel takes none` };
};

const boundsRule = (region: Region): FaultRule => (region.kind === "context" ? "context-access" : "out-of-bounds");

const inBounds: AccessRule = (_memory, location, access) => {
  const { region, offset } = location;
  if (region.kind === "null" || isBoundless(region)) return undefined;
  if (offset >= 0 && offset + access.size <= region.size) return undefined;
  const message = `${words(access)} at offset ${offset} of ${region.name}, which has ${counted(region.size, "byte")}`;
  return { rule: boundsRule(region), message };
};

const writable: AccessRule = (_memory, location, access) => {
  if (access.intent === "read" || location.region.writable) return undefined;
  return { rule: "read-only-memory", message: `${words(access)} to ${place(location)}, which is read-only` };
};

const aligned: AccessRule = (memory, location, access) => {
  const { alignment } = access;
  if (location.region.kind === "arena") return undefined;
  if (alignment === undefined || (alignment === "on-stack" && location.region.kind !== "stack")) return undefined;
  const address = memory.canonical(memory.addressOf(location.region, location.offset));
  if (address % BigInt(access.size) === 0n) return undefined;
  return { rule: "misaligned-access", message: `${words(access)} in ${place(location)} is not aligned` };
};

const initialised: AccessRule = (memory, location, access) => {
  if (access.intent === "write") return undefined;
  const missing =
    location.region.initialised?.subarray(location.offset, location.offset + access.size).indexOf(0) ?? -1;
  if (missing < 0) return undefined;
  const byte = location.offset + missing;
  const why = memory.whyUnreadable?.(location.region, byte) ?? "was never written";
  const message = `${words(access)} in ${place(location)}, where byte ${byte} ${why}`;
  return { rule: "uninitialised-stack", message };
};

/** In the order in which they are checked: each may count on those before it. */
const accessRules: readonly AccessRule[] = [
  pointer,
  live,
  notNull,
  checkedForNull,
  ownAccess,
  inBounds,
  writable,
  aligned,
  initialised,
];

/** Signals the first rule that an access breaks. */
export function checkAccess(memory: Memory, location: Location, access: MemoryAccess): void {
  for (const rule of accessRules) {
    const finding = rule(memory, location, access);
    if (finding) throw new FaultSignal(finding);
  }
}
