// What Node and every browser run: all cases in all engines, with the bundle and nothing else.
import { Emulator, printDiagnostic } from "./emulator.js";

export const engines = ["stepwise", "interpreter", "translation"];

function require({ value, diagnostics }) {
  if (!value) throw new Error(diagnostics.map((each) => printDiagnostic(each)).join("\n"));
  return value;
}

/**
 * The results as JSON texts, by the case's name and the engine's. `read` gives the bytes of a file beside this one.
 *
 * @param {(name: string) => Promise<Uint8Array>} read
 */
export async function runCases(read) {
  const { facts, objects, runs } = JSON.parse(new TextDecoder().decode(await read("cases.json")));
  const emulator = require(Emulator.load({ ...facts, btf: await read("vmlinux.btf") }, "vmlinux.btf"));
  const linked = [];
  for (const name of objects) linked.push(require(emulator.link(await read(name), name)));
  const results = {};
  for (const { key, object, program, scenario } of runs) {
    results[key] = {};
    for (const engine of engines) {
      results[key][engine] = JSON.stringify(await emulator.run(linked[object], program, scenario, engine));
    }
  }
  return results;
}
