import { printDiagnostic } from "../../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../../core/diagnostics/diagnostic.ts";
import { withPlainResults } from "../../../core/emulator/decode/plain-results.ts";
import type { EmulationResult } from "../../../core/emulator/emulate.ts";
import { Emulator, type LinkedObject } from "../../../core/emulator/emulator.ts";
import type { RunnableExample, RunnableFacts, RunnableScenario } from "../../../core/emulator/runnable-example.ts";

/** Something did not come, or could not be read: told to the reader in one sentence. */
export class LoadError extends Error {}

async function fetchFile(address: string): Promise<Response> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new LoadError(`${address} could not be loaded.`);
  return response;
}

const bytesFrom = async (address: string) => new Uint8Array(await (await fetchFile(address)).arrayBuffer());
const jsonFrom = async <Value>(address: string) => (await (await fetchFile(address)).json()) as Value;

function problem(diagnostics: readonly Diagnostic[]): LoadError {
  return new LoadError(diagnostics.map((each) => printDiagnostic(each)).join("\n"));
}

/** An example with the emulator that runs it. */
export interface LoadedExample {
  readonly example: RunnableExample;
  run(scenario: RunnableScenario, input: RunnableScenario["scenario"]): Promise<EmulationResult>;
}

/** `folder` holds the example's files and `kernel` the kernel's; both end with a slash. */
export async function loadExample(folder: string, kernel: string): Promise<LoadedExample> {
  const [example, facts, btf] = await Promise.all([
    jsonFrom<RunnableExample>(`${folder}run.json`),
    jsonFrom<RunnableFacts>(`${kernel}facts.json`),
    bytesFrom(`${kernel}vmlinux.btf`),
  ]);
  const { plainResults, ...kernelFacts } = facts;
  const { value: emulator, diagnostics } = Emulator.load({ ...kernelFacts, btf }, "vmlinux.btf");
  if (!emulator) throw problem(diagnostics);
  const linked = new Map<string, LinkedObject>();
  const link = async (object: string): Promise<LinkedObject> => {
    const { value: made, diagnostics: found } = emulator.link(await bytesFrom(`${folder}${object}`), object);
    if (!made) throw problem(found);
    linked.set(object, made);
    return made;
  };
  return {
    example,
    async run({ object, program }, input) {
      const result = await emulator.run(linked.get(object) ?? (await link(object)), program, input, "stepwise");
      return result.outcome ? { outcome: withPlainResults(result.outcome, plainResults) } : result;
    },
  };
}
