// Run by Node itself, beside the bundle: prints the results.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCases } from "./run-cases.mjs";

const results = await runCases(async (name) => new Uint8Array(await readFile(join(import.meta.dirname, name))));
process.stdout.write(JSON.stringify({ results }));
