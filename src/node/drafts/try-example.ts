import { join } from "node:path";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import { compileExamples, compilerFor } from "../build/compile-examples.ts";
import { gatherExamples } from "../build/examples.ts";
import { emulatedFacts } from "../build/kfunc-facts.ts";
import { linkExamples } from "../build/link-examples.ts";
import { MissingTool } from "../build/missing-tool.ts";
import { runScenarios } from "../build/run-scenarios.ts";
import { Store } from "../cache/store.ts";
import { readForDrafts } from "./read-for-drafts.ts";
import { unstatedKfuncs } from "./unstated-kfuncs.ts";

/** What became of an example that was compiled and run: findings, or one line about each scenario. */
export interface Tried {
  /** The kfuncs that it calls and that no spec states. */
  readonly unstated: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly lines: readonly string[];
}

/** Compiles an example and runs its scenarios in the emulator; `options` stand behind each command that is named. */
export async function tryExample(content: string, cache: string, key: string, options = ""): Promise<Tried> {
  const { read, kernel } = readForDrafts(content);
  const examples = gatherExamples(read.sources, read.content).filter((example) => example.key === key);
  const unstated = unstatedKfuncs(examples.map(({ source }) => source.text).join("\n"), read, kernel);
  const store = new Store(cache);
  try {
    const compilation = await compileExamples(examples, compilerFor(kernel, join(cache, "headers")), store);
    const linking = linkExamples(compilation.compiled, kernel);
    const facts = emulatedFacts(kernel, read.content);
    const { ran, diagnostics } = await runScenarios(examples, linking.linked, kernel, facts, store);
    const lines = ran.flatMap(({ scenarios }) =>
      scenarios.map(({ scenario, emulated }) =>
        "gap" in emulated
          ? `${key}#${scenario.name} compiles. The emulator can't run it: ${emulated.gap}. ${kfdocCommand(`verify ${key}${options}`)} runs it in Linux.`
          : `${key}#${scenario.name} compiles and runs in the emulator.`,
      ),
    );
    return { diagnostics: [...compilation.diagnostics, ...linking.diagnostics, ...diagnostics], lines, unstated };
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error;
    return { unstated, diagnostics: [], lines: [`${key} was not compiled. ${error.message}`] };
  }
}
