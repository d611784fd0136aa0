import type { Btf } from "../../core/btf/btf.ts";
import { Interpreter } from "../../core/vm/interpreter/interpreter.ts";
import { translate } from "../../core/vm/translation/translation.ts";
import { link, runMachine } from "./contenders/machine-run.ts";
import { median } from "./measure.ts";
import type { MeasuredProgram } from "./measured-program.ts";
import { processorTime } from "./processor-time.ts";

const SAMPLES = 15;

/** Milliseconds of processor time of the main thread from the bytes of an object to its first executed instruction, the medians. */
export interface StartUp {
  readonly interpreted: number;
  readonly translated: number;
}

async function time(action: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let index = 0; index < SAMPLES; index++) {
    const start = processorTime();
    await action();
    samples.push(processorTime() - start);
  }
  return median(samples);
}

export async function startUp({ object, objectFile }: MeasuredProgram, kernelBtf: Btf): Promise<StartUp> {
  const interpreter = await Interpreter.load();
  return {
    interpreted: await time(async () => {
      const linked = link(object, objectFile, kernelBtf);
      runMachine(linked, 1, interpreter.prepare(linked.program), 1);
    }),
    translated: await time(async () => {
      const linked = link(object, objectFile, kernelBtf);
      runMachine(linked, 1, await translate(linked.program), 1);
    }),
  };
}
