import { vi } from "vitest";
import { runKfdoc } from "../../src/cli/run-kfdoc.ts";

/** What a command prints, and its exit code; in this process, which spares the start of another. */
export async function kfdocHere(args: readonly string[]) {
  const printed = { stdout: "", stderr: "" };
  const keep = (to: keyof typeof printed, end: string) => (text: unknown) => {
    printed[to] += `${text}${end}`;
    return true;
  };
  for (const stream of ["stdout", "stderr"] as const) {
    vi.spyOn(process[stream], "write").mockImplementation(keep(stream, ""));
  }
  vi.spyOn(console, "log").mockImplementation(keep("stdout", "\n"));
  vi.spyOn(console, "error").mockImplementation(keep("stderr", "\n"));
  const { exitCode } = process;
  process.exitCode = undefined;
  try {
    await runKfdoc(args);
    return { ...printed, status: process.exitCode ?? 0, all: `${printed.stdout}${printed.stderr}` };
  } finally {
    process.exitCode = exitCode;
    vi.restoreAllMocks();
  }
}
