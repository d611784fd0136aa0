import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { countTests, listFailures, type TestReport } from "../src/node/reports/count-tests.ts";

/** Every test, or those that the arguments name; beside them type checks and lint, each counted as one test. */
const project = join(import.meta.dirname, "..");
const reportFile = join(project, ".cache", "vitest.json");

const checks = [
  { name: "types of core", command: "tsc", args: ["-p", "src/core"] },
  { name: "types of the site", command: "tsc", args: ["-p", "src/site"] },
  { name: "types of everything else", command: "tsc", args: ["-p", "."] },
  { name: "lint and format", command: "biome", args: ["check", "--error-on-warnings", "."] },
];

/** The packages' own Node before any other, as under npm. */
const binaries = join(project, "node_modules", ".bin");
const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}` };

interface Finished {
  readonly exitCode: number | null;
  readonly output: string;
}

function run(command: string, args: readonly string[], stdio: "pipe" | "inherit"): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(join(binaries, command), args, { cwd: project, env, stdio: ["ignore", stdio, stdio] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => resolve({ exitCode: null, output: error.message }));
    child.on("close", (exitCode, signal) => {
      const output = Buffer.concat(chunks).toString("utf8");
      resolve({ exitCode, output: signal ? `${output}${command} was ended by ${signal}` : output });
    });
  });
}

function readReport(): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(reportFile, "utf8")) as TestReport;
  } catch {
    return undefined;
  }
}

/** The names and words of those that failed. */
async function runChecks(): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, command, args } of checks) {
    const { exitCode, output } = await run(command, args, "pipe");
    console.log(`${exitCode === 0 ? "passed" : "failed"}: ${name}`);
    if (exitCode === 0) continue;
    failed.push(`${name}:\n${output.trim()}`);
    console.log(output.trim());
  }
  return failed;
}

mkdirSync(join(project, ".cache"), { recursive: true });
rmSync(reportFile, { force: true });
const checking = runChecks();
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
const { exitCode } = await run("vitest", ["run", ...reporters, ...process.argv.slice(2)], "inherit");
const failedChecks = await checking;
const report = readReport();
const { passed, failed, skipped } = countTests(report, exitCode);
const allFailed = failed + failedChecks.length;
for (const failure of [...failedChecks, ...listFailures(report)]) console.log(`failed: ${failure}`);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed + checks.length - failedChecks.length} passed, ${allFailed} failed`);
process.exitCode = allFailed === 0 ? 0 : 1;
