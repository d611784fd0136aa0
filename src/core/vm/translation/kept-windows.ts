import type { Code } from "../../wasm/code.ts";
import { windowField } from "./windows.ts";

type Field = keyof typeof windowField;

/** Locals for the fields of a window. */
type WindowLocals = Readonly<Record<Field, number>>;

const loads = { base: "i64.load", limit: "i64.load", data: "i32.load" } as const;
const fields = ["base", "limit", "data"] as const;

/** What a loop has of windows in locals of the function. */
export class KeptWindows {
  readonly #code: Code;
  readonly #locals: WindowLocals[] = [];
  #kept = new Map<number, WindowLocals>();

  constructor(code: Code) {
    this.#code = code;
  }

  /** From here on, the straight way has these windows in locals. */
  keep(windows: readonly number[]): void {
    const code = this.#code;
    while (this.#locals.length < windows.length) {
      this.#locals.push({ base: code.local("i64"), limit: code.local("i64"), data: code.local("i32") });
    }
    this.#kept = new Map(
      windows.flatMap((window, index) => {
        const locals = this.#locals[index];
        return locals ? [[window, locals]] : [];
      }),
    );
    this.take();
  }

  keepNone(): void {
    this.#kept.clear();
  }

  /** Takes over what the windows show that are kept, wherever it may have changed. */
  take(): void {
    for (const [window, locals] of this.#kept) {
      for (const field of fields) {
        this.#load(window, field);
        this.#code.set(locals[field]);
      }
    }
  }

  /** Pushes a field of a window, on the straight way from its local where it is kept. */
  push(window: number, field: Field, straight: boolean): void {
    const kept = straight ? this.#kept.get(window) : undefined;
    if (kept) this.#code.get(kept[field]);
    else this.#load(window, field);
  }

  #load(window: number, field: Field): void {
    this.#code.i32(0).memory(loads[field], window + windowField[field]);
  }
}
