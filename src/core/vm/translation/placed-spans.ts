import type { Code } from "../../wasm/code.ts";
import type { Span } from "./spans.ts";

export interface PlacedSpan {
  readonly span: Span;
  /** The local of its place. */
  readonly place: number;
}

/** The spans of the block that is translated, with the locals of the function that hold their places. */
export class PlacedSpans {
  readonly #code: Code;
  readonly #locals: number[] = [];
  readonly #checked = new Set<number>();
  #spans: ReadonlyMap<number, PlacedSpan> = new Map();

  constructor(code: Code) {
    this.#code = code;
  }

  /** The spans of a block begin: none of them is checked yet. */
  begin(spans: ReadonlyMap<number, Span>): void {
    const distinct = [...new Set(spans.values())];
    while (this.#locals.length < distinct.length) this.#locals.push(this.#code.local("i32"));
    this.#spans = new Map(
      [...spans].map(([slot, span]) => [slot, { span, place: this.#locals[distinct.indexOf(span)] ?? 0 }]),
    );
    this.#checked.clear();
  }

  /** The span that an instruction accesses, with the local that holds its place: 0 where it can't be accessed as a whole. */
  at(slot: number): PlacedSpan | undefined {
    return this.#spans.get(slot);
  }

  /** From here on, what may change regions must forget the span's place. */
  checked({ place }: PlacedSpan): void {
    this.#checked.add(place);
  }

  /** Forgets all places, where regions may have changed. */
  forget(): void {
    for (const place of this.#checked) this.#code.i32(0).set(place);
  }
}
