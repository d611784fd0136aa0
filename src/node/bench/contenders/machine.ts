import type { Btf } from "../../../core/btf/btf.ts";
import { Interpreter } from "../../../core/vm/interpreter/interpreter.ts";
import type { Engine } from "../../../core/vm/machine.ts";
import { translate } from "../../../core/vm/translation/translation.ts";
import type { Contender } from "./contender.ts";
import { type Linked, link, runMachine } from "./machine-run.ts";

type Prepare = (linked: Linked) => Promise<Engine | undefined>;

const contender = (name: string, kernelBtf: Btf, prepare: Prepare): Contender => ({
  name,
  async prepare({ object, objectFile }) {
    const linked = link(object, objectFile, kernelBtf);
    const engine = await prepare(linked);
    if (!engine) return { missing: "the program can't be translated" };
    return { run: async (rounds) => runMachine(linked, rounds, engine) };
  },
});

/** The machine of this project, interpreting. */
export async function interpreted(kernelBtf: Btf): Promise<Contender> {
  const interpreter = await Interpreter.load();
  return contender("interpreted", kernelBtf, async ({ program }) => interpreter.prepare(program));
}

/** The machine of this project, by way of WebAssembly. */
export const translated = (kernelBtf: Btf): Contender =>
  contender("translated", kernelBtf, ({ program }) => translate(program));
