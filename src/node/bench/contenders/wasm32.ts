import { compile, instantiate } from "../../../core/wasm/compile.ts";
import { processorTime } from "../processor-time.ts";
import type { Contender } from "./contender.ts";

/** The same C compiled for wasm32: what the engine could do with a program that needs no checks. */
export const wasm32: Contender = {
  name: "C as wasm32",
  async prepare({ wasm32: compiled }) {
    if ("missing" in compiled) return compiled;
    const module = await compile(compiled.bytes);
    return {
      async run(rounds) {
        const run = instantiate(module, {}).bench as (rounds: number) => number;
        const start = processorTime();
        const result = run(rounds) >>> 0;
        return { milliseconds: processorTime() - start, result };
      },
    };
  },
};
