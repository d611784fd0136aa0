import { MissingTool } from "../build/missing-tool.ts";
import { RenderFailure } from "../build/render-site.ts";
import { UnreadableContent } from "../content/unreadable-content.ts";
import { ImportError } from "../kernel-import/import-error.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import { NoSuchKernel } from "../linux/no-such-kernel.ts";
import { MISUSE, UsageError } from "./usage-error.ts";

const expected = [MissingTool, RenderFailure];
/** Those that say what to do. */
const helpful = [ImportError, LinuxUnavailable, UnreadableContent, UsageError];
/** What the command line has wrong. */
const misuses = [NoSuchKernel, UsageError];

/** What an exception ends a command with. */
export const exitCodeOf = (error: unknown): number => (misuses.some((kind) => error instanceof kind) ? MISUSE : 1);

/** What to print about an exception: one line, and the stack only where it is asked for. */
export function explainFailure(error: unknown, environment: NodeJS.ProcessEnv): string {
  const message = error instanceof Error ? error.message : String(error);
  if (expected.some((kind) => error instanceof kind)) return message;
  const help = helpful.flatMap((kind) => (error instanceof kind ? [error.help] : []))[0];
  if (help !== undefined) return `${message}.\n${help}`;
  const stack = environment.KFDOC_DEBUG && error instanceof Error ? `\n${error.stack}` : "";
  const hint = stack === "" ? " KFDOC_DEBUG=1 shows where." : "";
  return `This is a bug of kfdoc, please report it: ${message.split("\n")[0]}.${hint}${stack}`;
}
