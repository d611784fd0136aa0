import type { Code } from "../../wasm/code.ts";
import type { Proof, Proofs } from "./proofs.ts";

/** The locals of a function that hold what a run finds out of its proofs. */
export class ProofLocals {
  readonly #code: Code;
  readonly #proofs: Proofs;
  /** By global data: what is added to the lower half of an address in it. */
  readonly #displacements: ReadonlyMap<number, number>;
  /** Which proofs hold, a bit for each. */
  readonly #holds: readonly number[];

  constructor(code: Code, proofs: Proofs) {
    this.#code = code;
    this.#proofs = proofs;
    this.#displacements = new Map([...proofs.displacements.keys()].map((data) => [data, code.local("i32")]));
    this.#holds = proofs.words.map(() => code.local("i32"));
  }

  /** The local of what is added to the lower half of an address in global data to get its place. */
  displacement({ data }: Proof): number {
    return this.#displacements.get(data) ?? 0;
  }

  /** Pushes something other than 0 where one of some proofs does not hold. */
  pushFails(proofs: Iterable<Proof>): void {
    const code = this.#code;
    const masks = new Map<number, number>();
    for (const proof of proofs) {
      const { word, bit } = this.#proofs.bitOf(proof);
      masks.set(word, (masks.get(word) ?? 0) | bit);
    }
    if (masks.size === 0) code.i32(0);
    for (const [index, [word, mask]] of [...masks].entries()) {
      code
        .get(this.#holds[word] ?? 0)
        .i32(mask)
        .op("i32.and");
      if ((mask & (mask - 1)) === 0) code.op("i32.eqz");
      else code.i32(mask).op("i32.ne");
      if (index > 0) code.op("i32.or");
    }
  }

  /** Takes over where the data stands. */
  takeDisplacements(): void {
    for (const [data, local] of this.#displacements) {
      this.#code
        .i32(0)
        .memory("i32.load", this.#proofs.displacements.get(data) ?? 0)
        .set(local);
    }
  }

  /** Takes over which proofs hold, wherever it may have changed. */
  take(): void {
    for (const [index, at] of this.#proofs.words.entries()) {
      this.#code
        .i32(0)
        .memory("i32.load", at)
        .set(this.#holds[index] ?? 0);
    }
  }
}
