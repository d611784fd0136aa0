import { spawn } from "node:child_process";

/** What a child process may use before it is ended. */
export interface ProcessLimits {
  /** Processor time, in seconds. */
  readonly cpuSeconds: number;
  /** Time on the clock, in seconds. */
  readonly wallSeconds: number;
  /** Address space, in MiB; not enforced where the shell has no `ulimit -v`. */
  readonly memoryMiB: number;
  /** Size of each file it writes, in MiB. */
  readonly fileMiB: number;
  /** What it prints on both streams together, in bytes. */
  readonly outputBytes: number;
}

export interface LimitedRun {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The limit that ended it, of those that are watched from here. */
  readonly stoppedBy?: "time" | "output";
}

export interface LimitedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: ProcessLimits;
}

/** Blocks of `ulimit -f`: 512 bytes by POSIX; shells that count in KiB allow twice as much. */
const FILE_BLOCKS_PER_MIB = 2048;

function limitScript({ cpuSeconds, memoryMiB, fileMiB }: ProcessLimits): string {
  const limits = [`-t ${cpuSeconds}`, `-v ${memoryMiB * 1024}`, `-f ${fileMiB * FILE_BLOCKS_PER_MIB}`, "-c 0"];
  return `${limits.map((limit) => `ulimit ${limit} 2>/dev/null`).join("; ")}; exec "$0" "$@"`;
}

/** Ids of the groups of processes that run: a group does not end with the process that started it. */
const running = new Set<number>();

function kill(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It ended by itself in between.
  }
}

process.on("exit", () => {
  for (const group of running) kill(group);
});

/** Runs a command as a child of this process, which had better be small: starting one copies the tables of its memory. */
export function runLimitedChild({ command, args, cwd, env, limits }: LimitedCommand): Promise<LimitedRun> {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", limitScript(limits), command, ...args], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    let stoppedBy: LimitedRun["stoppedBy"];
    const stop = (why: "time" | "output") => {
      stoppedBy ??= why;
      if (pid !== undefined) kill(pid);
    };
    const timer = setTimeout(() => stop("time"), limits.wallSeconds * 1000);
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let printed = 0;
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].on("data", (chunk: Buffer) => {
        printed += chunk.length;
        if (printed > limits.outputBytes) stop("output");
        else chunks[stream].push(chunk);
      });
    }
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (exitCode, signal) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      const [stdout, stderr] = [chunks.stdout, chunks.stderr].map((parts) => Buffer.concat(parts).toString("utf8"));
      resolve({ exitCode, signal, stdout: stdout ?? "", stderr: stderr ?? "", ...(stoppedBy && { stoppedBy }) });
    });
  });
}
