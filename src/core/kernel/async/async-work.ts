import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { KernelMap } from "../maps/map.ts";

/** Fields of a map's value whose callbacks run after the program that started them. */
export const asyncKinds = ["bpf_timer", "bpf_wq", "bpf_task_work"] as const;
export type AsyncKind = (typeof asyncKinds)[number];

/** What the kernel keeps behind such a field once it is initialised. */
export interface AsyncField {
  readonly kind: AsyncKind;
  readonly map: KernelMap;
  /** The value that it stands in. */
  readonly value: Region;
  /** Slot of the function to call; undefined before one is set, and once it is cancelled. */
  callback: number | undefined;
}

interface Pending {
  readonly field: AsyncField;
  /** By the kernel's clock. */
  readonly at: bigint;
}

/** A callback that is due: it runs as a context of its own, like a program. */
export interface DueCallback {
  readonly field: AsyncField;
  readonly at: bigint;
  readonly slot: number;
  /** r1 to r3: the map, the key, the value. */
  readonly args: readonly bigint[];
}

/** Callbacks of timers and work queues may not sleep and may sleep (is_async_cb_sleepable, kernel/bpf/verifier.c, v7.3). */
export const maySleep = ({ kind }: AsyncField): boolean => kind !== "bpf_timer";

/**
 * Timers, work queues and task work of a run (kernel/bpf/helpers.c, v7.3). What is started waits until its time has come and
 * nothing else runs; of two that are due at the same time the one that was started first goes first.
 */
export class AsyncWork {
  readonly #kernel: Kernel;
  readonly #fields = new Map<Region, Map<AsyncKind, AsyncField>>();
  #pending: readonly Pending[] = [];
  #running: AsyncField | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** The callback that runs; undefined while the program itself does. */
  get running(): AsyncField | undefined {
    return this.#running;
  }

  /** Work items are run by a kernel thread (kworker), which has no memory of its own. */
  get isInKernelThread(): boolean {
    return this.#running?.kind === "bpf_wq";
  }

  begin(field: AsyncField): void {
    this.#running = field;
  }

  /** Task work is scheduled with its callback each time. */
  finish(field: AsyncField): void {
    this.#running = undefined;
    if (field.kind === "bpf_task_work") field.callback = undefined;
  }

  /** Of the kind, where it was initialised. A value holds one of each at most. */
  field(value: Region, kind: AsyncKind): AsyncField | undefined {
    return this.#fields.get(value)?.get(kind);
  }

  /** __bpf_async_init. */
  initialise(map: KernelMap, value: Region, kind: AsyncKind): AsyncField {
    const field: AsyncField = { kind, map, value, callback: undefined };
    const fields = this.#fields.get(value) ?? new Map<AsyncKind, AsyncField>();
    this.#fields.set(value, fields.set(kind, field));
    return field;
  }

  isPending(field: AsyncField): boolean {
    return this.#pending.some((each) => each.field === field);
  }

  /** A second start takes the place of the first. */
  start(field: AsyncField, at: bigint): void {
    this.cancel(field);
    const behind = this.#pending.findIndex((each) => each.at > at);
    const index = behind < 0 ? this.#pending.length : behind;
    this.#pending = [...this.#pending.slice(0, index), { field, at }, ...this.#pending.slice(index)];
  }

  /** Whether it was waiting. */
  cancel(field: AsyncField): boolean {
    const isPending = this.isPending(field);
    if (isPending) this.#pending = this.#pending.filter((each) => each.field !== field);
    return isPending;
  }

  /** bpf_obj_cancel_fields: the element is deleted, or its value is another one. A callback that runs goes on. */
  free(value: Region): void {
    for (const field of this.#fields.get(value)?.values() ?? []) {
      this.cancel(field);
      field.callback = undefined;
    }
    this.#fields.delete(value);
  }

  /** Takes the next callback that is due at some time; undefined where none is. */
  take(time: bigint): DueCallback | undefined {
    for (;;) {
      const [next] = this.#pending;
      if (!next || next.at > time) return undefined;
      const { field, at } = next;
      this.#pending = this.#pending.slice(1);
      if (field.callback !== undefined) return { field, at, slot: field.callback, args: this.#argumentsOf(field) };
    }
  }

  /** map_key_from_value: the key is a copy, which the callback may not write to. */
  #argumentsOf({ map, value }: AsyncField): bigint[] {
    const { memory } = this.#kernel;
    const bytes = map.keyOf(value) ?? new Uint8Array(map.definition.keySize);
    const key = memory.allocate({ kind: "map-value", name: `key of ${map.name}`, bytes, writable: false });
    return [map.region, key, value].map((region) => memory.addressOf(region));
  }
}
