import { isAnotherReference, mayBeKnown, uncheckedResult } from "../kernel/checks/unchecked-result.ts";
import { helperName } from "../kernel/helpers/call-helper.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Machine } from "../vm/machine.ts";
import type { ProgramImage } from "./program-image.ts";

/** What calls give to a program: where it perhaps uses a pointer before it was compared with NULL, one that can't be used so. */
export class CallResults {
  readonly #kernel: Kernel;
  readonly #image: ProgramImage;

  constructor(kernel: Kernel, image: ProgramImage) {
    this.#kernel = kernel;
    this.#image = image;
  }

  /** Of a helper that gave this. */
  ofHelper(id: number, machine: Machine, result: bigint): bigint {
    if (!this.#isUnchecked(machine)) return result;
    const kernel = this.#kernel;
    const isLookup = helperName(kernel.btf, id) === "bpf_map_lookup_elem";
    const isKnown = isLookup && mayBeKnown(kernel, machine.readRegister(1), machine.readRegister(2));
    return isKnown ? result : uncheckedResult(kernel, result);
  }

  /** Of a kfunc, by its id in the kernel's BTF, that gave this. */
  ofKfunc(id: number, machine: Machine, result: bigint | undefined): bigint | undefined {
    if (result === undefined || !this.#isUnchecked(machine)) return result;
    const isKnown = isAnotherReference(this.#kernel, id, machine.readRegister(1));
    return isKnown ? result : uncheckedResult(this.#kernel, result);
  }

  #isUnchecked({ slot }: Machine): boolean {
    return this.#image.unchecked.results.has(slot);
  }
}
