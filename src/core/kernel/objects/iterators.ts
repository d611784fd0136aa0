import { writeUnsigned } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { Reference } from "../references.ts";
import type { StackPlace } from "./stack-place.ts";

/** What an iterator's number takes: an int. */
const NUMBER_BYTES = 4;

/** An open-coded iterator: its struct stands on the stack, where the program can't look into it. */
export class OpenIterator {
  readonly place: StackPlace;
  /** Of its struct: `bpf_iter_num`. */
  readonly struct: string;
  /** The program has to destroy it. Its memory is the number that the iterator stands at. */
  readonly reference: Reference;
  /** Whether what it gives lives under RCU (KF_RCU_PROTECTED). */
  readonly isUnderRcu: boolean;
  #rest: Iterator<unknown> = [].values();
  #drained = 0;

  constructor(place: StackPlace, struct: string, reference: Reference, isUnderRcu: boolean) {
    this.place = place;
    this.struct = struct;
    this.reference = reference;
    this.isUnderRcu = isUnderRcu;
  }

  /** Says what is to come; nothing where it is not called. `drained` is the number in its memory once all is gone. */
  iterate(elements: Iterable<unknown>, drained = 0): void {
    this.#rest = elements[Symbol.iterator]();
    this.#drained = drained;
  }

  /** The next element; undefined from the end on. */
  next(): unknown {
    const { done, value } = this.#rest.next();
    return done ? undefined : value;
  }

  /** A pointer to the next number, which is in the iterator's own memory and dies with it. */
  nextNumber({ memory }: Kernel): { readonly region: Region } | null {
    const { region } = this.reference;
    const value = this.next();
    const number = typeof value === "number" ? value : this.#drained;
    writeUnsigned(region.bytes, 0, NUMBER_BYTES, BigInt.asUintN(32, BigInt(number)));
    return value === undefined ? null : { region: memory.view(region, { offset: 0, size: NUMBER_BYTES }) };
  }
}

/** The iterators that stand on the program's stack (process_iter_arg, kernel/bpf/verifier.c, v7.3). */
export class Iterators {
  readonly #kernel: Kernel;
  #standing: OpenIterator[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Makes an iterator: a reference that the program holds until the iterator is destroyed, even where its constructor fails. */
  begin(place: StackPlace, struct: string, isUnderRcu: boolean): void {
    const { memory, references, sections } = this.#kernel;
    memory.writeBytes(memory.addressOf(place.region, place.start), new Uint8Array(place.length));
    place.hide();
    const region = memory.allocate({ kind: "global", name: struct, bytes: NUMBER_BYTES, writable: false });
    if (isUnderRcu) sections.protect(region);
    this.#standing.push(new OpenIterator(place, struct, references.hold(region), isUnderRcu));
  }

  at({ region, start }: StackPlace): OpenIterator | undefined {
    return this.#standing.find(({ place }) => place.startsAt(region, start));
  }

  /** Whether an iterator stands in some bytes of the stack. */
  within({ region, start, length }: StackPlace): boolean {
    return this.#standing.some(({ place }) => place.touches(region, start, length));
  }

  end(iterator: OpenIterator): void {
    this.#kernel.references.release(iterator.reference);
    this.#standing = this.#standing.filter((each) => each !== iterator);
  }

  /** A write to the stack takes an iterator's place from it; it stays to be destroyed, and can't be any more. */
  noteWrite(region: Region, offset: number, size: number): void {
    if (this.#standing.length === 0) return;
    this.#standing = this.#standing.filter(({ place }) => !place.touches(region, offset, size));
  }
}
