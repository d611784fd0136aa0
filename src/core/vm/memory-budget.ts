import { FaultSignal } from "./fault-signal.ts";

/** Bytes that kernel functions may read and write for one program: a step of theirs can be as long as a region. */
const MOST_COPIED = 2 ** 28;

/** Bytes of all regions of a run together, and what keeping one takes beside its bytes. */
const MOST_MEMORY = 2 ** 29;
const REGION_COST = 512;

const exceeded = (message: string): FaultSignal => new FaultSignal({ rule: "step-budget", message });

/** What a run may take of the machine's memory and time beside its instructions. More is a fault. */
export class MemoryBudget {
  #copied = 0;
  #allocated = 0;

  /** A region is kept. */
  countRegion(): void {
    this.countAllocated(REGION_COST);
  }

  /** A region's bytes are kept. */
  countAllocated(size: number): void {
    this.#allocated += size;
    if (this.#allocated > MOST_MEMORY) throw exceeded(`the run takes more than ${MOST_MEMORY} bytes of memory`);
  }

  /** A kernel function reads or writes. */
  countCopied(size: number): void {
    this.#copied += size;
    if (this.#copied <= MOST_COPIED) return;
    throw exceeded(`kernel functions have read and written more than ${MOST_COPIED} bytes for this run`);
  }
}
