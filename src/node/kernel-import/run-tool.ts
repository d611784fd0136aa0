import { execFileSync } from "node:child_process";
import { ImportError } from "./import-error.ts";

/** What a tool prints at most: a list of all packages of a suite stays below. */
const OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs a tool of the system and returns what it printed. */
export function runTool(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      maxBuffer: OUTPUT_BYTES,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: unknown };
    if (code === "ENOENT") throw new ImportError(`${command} is not installed`, "This script needs Debian or Ubuntu");
    const said = String(stderr ?? "").trim();
    throw new ImportError(
      `${command} ${args.at(-1) ?? ""} failed: ${said || String(error)}`,
      "Look at its message above",
    );
  }
}
