import type { Kernel } from "../kernel.ts";
import type { StackPlace } from "./stack-place.ts";

/** Whether it is kept by bpf_local_irq_save, or with a lock by bpf_res_spin_lock_irqsave: each has its own counterpart. */
export type IrqFlagKind = "native" | "lock";

/** unsigned long. */
export const IRQ_FLAG_BYTES = 8;

interface IrqFlag {
  readonly place: StackPlace;
  readonly kind: IrqFlagKind;
  readonly savedAt: number;
  /** Of the program that saved it (`Machine.programDepth`). */
  readonly depth: number;
}

/**
 * What the program saved of the processor's interrupt state, each in a slot of the stack: restored in the reverse order, by the
 * same kind of kfunc (process_irq_flag and unmark_stack_slot_irq_flag, kernel/bpf/verifier.c, v7.3).
 */
export class IrqFlags {
  readonly #kernel: Kernel;
  /** In the order in which they were saved: interrupts are off while there is any. */
  #saved: IrqFlag[] = [];
  /** Those that still stand in their slot: what was written over stays saved and can't be restored. */
  #standing: IrqFlag[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get last(): IrqFlag | undefined {
    return this.#saved.at(-1);
  }

  /** Since it was saved, interrupts are off. */
  get first(): IrqFlag | undefined {
    return this.#saved[0];
  }

  isAt({ region, start }: StackPlace): boolean {
    return this.#standing.some(({ place }) => place.startsAt(region, start));
  }

  /** Whether a flag stands in some bytes of the stack. */
  within({ region, start, length }: StackPlace): boolean {
    return this.#standing.some(({ place }) => place.touches(region, start, length));
  }

  save(place: StackPlace, kind: IrqFlagKind): void {
    const { memory, slot, programDepth } = this.#kernel;
    memory.writeBytes(memory.addressOf(place.region, place.start), new Uint8Array(place.length));
    place.hide();
    const flag = { place, kind, savedAt: slot, depth: programDepth };
    this.#saved.push(flag);
    this.#standing.push(flag);
  }

  restore({ region, start }: StackPlace, kind: IrqFlagKind): void {
    const flag = this.#standing.find(({ place }) => place.startsAt(region, start));
    if (!flag) this.#kernel.fault("irq-flag", "no IRQ flag was saved there");
    const origin = { slot: flag.savedAt, message: "the IRQ flag was saved here" };
    if (flag.kind !== kind) {
      const message = `an IRQ flag acquired by ${flag.kind} kfuncs cannot be restored with ${kind} kfuncs`;
      this.#kernel.fault("irq-flag", message, { origin });
    }
    if (flag !== this.last) this.#refuseOrder();
    this.#saved.pop();
    this.#standing = this.#standing.filter((each) => each !== flag);
  }

  /** A write to the stack ends what stands there, for the program can't restore it any more. */
  noteWrite(region: StackPlace["region"], offset: number, size: number): void {
    if (this.#standing.length === 0) return;
    this.#standing = this.#standing.filter(({ place }) => !place.touches(region, offset, size));
  }

  #refuseOrder(): never {
    const slot = this.last?.savedAt ?? 0;
    const origin = { slot, message: "this one was saved last and has to be restored first" };
    return this.#kernel.fault("irq-flag", "an IRQ flag is restored out of order", { origin });
  }
}
