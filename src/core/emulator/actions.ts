import type { Kernel } from "../kernel/kernel.ts";
import { refuseMap } from "../kernel/maps/create-map.ts";
import type { Action, Scenario } from "../spec/example-spec.ts";
import { negativeErrno } from "../uapi/errno.ts";

const NANOSECONDS = 1_000_000n;

/**
 * What a test run without a trigger gives timers, work queues and task work after the program's end, in milliseconds: in Linux it
 * is waited for so long before maps and globals are read.
 */
export const GRACE_MILLISECONDS = 100;

/** An action of a trigger that the emulator does. */
export type ModelledAction =
  | "test_run"
  /** Of iterators. */
  | "iterate"
  | Extract<Action, { readonly sleep: number }>
  | Extract<Action, { readonly create_map: object }>;

const isModelled = (action: Action, isIterator: boolean): action is ModelledAction =>
  action === (isIterator ? "iterate" : "test_run") ||
  (typeof action === "object" && ("sleep" in action || "create_map" in action));

/** An action's name as the scenario has it. */
export const actionName = (action: Action): string =>
  typeof action === "string" ? action : (Object.keys(action)[0] ?? "");

/** The actions of a trigger, where the emulator does each of them; undefined where there is one that it does not. */
export const modelledActions = (
  trigger: NonNullable<Scenario["trigger"]>,
  isIterator: boolean,
): readonly ModelledAction[] | undefined =>
  trigger.every((action): action is ModelledAction => isModelled(action, isIterator)) ? trigger : undefined;

/** What an action takes, in nanoseconds of the kernel's clock. */
export const durationOf = (action: ModelledAction): bigint =>
  typeof action === "object" && "sleep" in action ? BigInt(action.sleep) * NANOSECONDS : 0n;

/** 0, or -errno. */
export function createMapResult(
  kernel: Kernel,
  { create_map: asked }: Extract<ModelledAction, { readonly create_map: object }>,
): bigint {
  const { type, key_size = 0, value_size = 0, max_entries = 0, flags = [], extra = 0 } = asked;
  const refused = refuseMap(kernel, {
    type: Number(kernel.enumerator(type)),
    keySize: key_size,
    valueSize: value_size,
    maxEntries: max_entries,
    flags: flags.reduce((sum, flag) => sum | Number(kernel.enumerator(flag)), 0),
    extra: BigInt(extra),
  });
  return refused ? BigInt(negativeErrno(refused.errno)) : 0n;
}
