import { printDiagnostic } from "../../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../../core/diagnostics/diagnostic.ts";
import { checkInput } from "../../../core/emulator/check-input.ts";
import { withPlainResults } from "../../../core/emulator/decode/plain-results.ts";
import { Emulator, type LinkedObject } from "../../../core/emulator/emulator.ts";
import type { Outcome } from "../../../core/emulator/outcome.ts";
import type { RunnableExample, RunnableFacts, RunnableScenario } from "../../../core/emulator/runnable-example.ts";
import type { SetupProblem } from "../../../core/emulator/setup-problem.ts";

/** Something did not come, or could not be read: told to the reader in one sentence. */
class LoadError extends Error {}

/** What a scenario did, or all that is wrong with its input. */
export type RunAnswer = { readonly outcome: Outcome } | { readonly problems: readonly SetupProblem[] };

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
  run(scenario: RunnableScenario): Promise<RunAnswer>;
}

/** `folder` holds the example's files and `kernel` the kernel's; both end with a slash. */
export async function loadExample(folder: string, kernel: string): Promise<LoadedExample> {
  const [example, facts, btf] = await Promise.all([
    jsonFrom<RunnableExample>(`${folder}run.json`),
    jsonFrom<RunnableFacts>(`${kernel}facts.json`),
    bytesFrom(`${kernel}vmlinux.btf`),
  ]);
  const { plainResults, inputShape, ...kernelFacts } = facts;
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
    async run({ object, program, scenario }) {
      const problems = checkInput(inputShape, scenario);
      if (problems.length > 0) return { problems };
      const made = linked.get(object) ?? (await link(object));
      const { outcome, problem } = await emulator.run(made, program, scenario, "watched");
      return outcome ? { outcome: withPlainResults(outcome, plainResults) } : { problems: [problem] };
    },
  };
}
