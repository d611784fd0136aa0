import type { LinkedProgram } from "../object/linked-object.ts";
import type { CodePlace } from "./outcome.ts";

/** Where the instructions of a program come from in C. */
export class CodePlaces {
  readonly #bySlot = new Map<number, CodePlace>();

  constructor({ instructions, lines }: Pick<LinkedProgram, "instructions" | "lines">) {
    let next = 0;
    for (const { slot } of instructions) {
      while ((lines[next + 1]?.slot ?? Number.POSITIVE_INFINITY) <= slot) next++;
      const line = lines[next];
      if (line && line.slot <= slot) this.#bySlot.set(slot, { ...line, slot });
    }
  }

  find(slot: number): CodePlace | undefined {
    return this.#bySlot.get(slot);
  }

  /** The place of a slot; without line information only the slot is known. */
  at(slot: number): CodePlace {
    return this.find(slot) ?? { slot, file: "", line: 0, column: 0, text: "" };
  }
}
