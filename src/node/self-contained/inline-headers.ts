import type { Source } from "../../core/diagnostics/source.ts";
import { readCText } from "../clang/c-text.ts";
import type { ExampleUnit } from "../clang/example-unit.ts";

/** An example's C in one text, cut where the first header that is not its own was included. */
export interface InlinedExample {
  readonly before: string;
  readonly after: string;
}

const directive = /^[^\S\n]*#[^\S\n]*(?:include[^\S\n]*["<]([^">\n]*)[">]|pragma[^\S\n]+(once)\b)[^\n]*\n?/gm;

class Inliner {
  readonly #headers: ExampleUnit["headers"];
  readonly #once = new Set<string>();
  readonly #texts: [string, string] = ["", ""];
  #part: 0 | 1 = 0;

  constructor(headers: ExampleUnit["headers"]) {
    this.#headers = headers;
  }

  add({ path, text }: Source): void {
    if (this.#once.has(path)) return;
    const { text: scanned, origins } = readCText(text, { literals: true });
    let from = 0;
    for (const { index, 0: whole, 1: name, 2: once } of scanned.matchAll(directive)) {
      this.#texts[this.#part] += text.slice(from, origins[index]);
      from = origins[index + whole.length] ?? text.length;
      if (once !== undefined) this.#once.add(path);
      const own = name === undefined ? undefined : this.#headers.get(name);
      if (own) this.add(own);
      else if (name !== undefined) this.#part = 1;
    }
    this.#texts[this.#part] += text.slice(from);
  }

  get texts(): InlinedExample {
    return { before: this.#texts[0], after: this.#texts[1] };
  }
}

/** Puts an example's own headers where it includes them, and leaves all other includes out. */
export function inlineHeaders({ source, headers }: Pick<ExampleUnit, "source" | "headers">): InlinedExample {
  const inliner = new Inliner(headers);
  inliner.add(source);
  return inliner.texts;
}
