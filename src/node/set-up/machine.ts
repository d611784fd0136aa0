import { spawnSync } from "node:child_process";
import { findCommand } from "../clang/find-clang.ts";

/** What the set-up asks of the machine that it runs on. */
export interface Machine {
  readonly environment: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  has(command: string): boolean;
  /** Standard output of a command that succeeded. */
  ask(command: string, args: readonly string[]): string | undefined;
  /** Runs an installer without input, its output kept unless it fails. */
  install(command: readonly string[]): { readonly ok: boolean; readonly output: string };
  say(line: string): void;
}

const quietEnvironment = {
  DEBIAN_FRONTEND: "noninteractive",
  HOMEBREW_NO_AUTO_UPDATE: "1",
  NONINTERACTIVE: "1",
  LC_ALL: "C",
};

export function thisMachine(environment: NodeJS.ProcessEnv = process.env): Machine {
  const env = { ...environment, ...quietEnvironment };
  const run = (command: string, args: readonly string[]) =>
    spawnSync(command, args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 << 20 });
  return {
    environment,
    isRoot: process.getuid?.() === 0,
    has: (command) => findCommand(command, environment) !== undefined,
    ask: (command, args) => {
      const { status, stdout } = run(command, args);
      return status === 0 ? stdout : undefined;
    },
    install: ([command = "", ...args]) => {
      const { status, stdout, stderr, error } = run(command, args);
      return { ok: status === 0, output: error ? error.message : `${stdout}${stderr}` };
    },
    say: (line) => console.error(line),
  };
}
