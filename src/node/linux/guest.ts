import { spawn, spawnSync } from "node:child_process";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** How a guest is started. */
export interface GuestMachine {
  /** Path of QEMU. */
  readonly qemu: string;
  /** Path of the kernel: a vmlinuz, or one unpacked that has a PVH entry. */
  readonly kernel: string;
  /** Path of the initramfs. */
  readonly initramfs: string;
  /** On the kernel's command line, beyond what every guest has there. */
  readonly parameters?: readonly string[];
  /** A folder for this guest alone. */
  readonly folder: string;
  readonly memoryMiB: number;
  /** All of them online; one by default. */
  readonly processors?: number;
  /** Time on the clock until the first line, and from one line to the next. */
  readonly bootSeconds: number;
  readonly quietSeconds: number;
}

export interface GuestEnd {
  /** What QEMU itself said. */
  readonly stderr: string;
  /** The last lines of the console. */
  readonly console: string;
  /** It said nothing for too long and was ended from here. */
  readonly wasSilent: boolean;
  /** Processor time of the guest until it was told that it may end; undefined where it ended before, or it can't be told. */
  readonly processorSeconds: number | undefined;
}

/** A guest that hangs after its starter is gone ends by this, as processor time. */
const CPU_SECONDS = 3600;
const CONSOLE_BLOCKS = 64 * 2048;
const CONSOLE_BYTES = 16 * 1024;
const STDERR_BYTES = 16 * 1024;

const kernelParameters = [
  "console=ttyS0",
  "quiet",
  // Down at the first oops, and QEMU with it: what runs after one proves nothing.
  "oops=panic",
  "panic=-1",
  "rdinit=/init",
  // Nothing here depends on them, and emulation pays for them at every boot.
  "mitigations=off",
  "nokaslr",
  "random.trust_cpu=on",
  // BPF_PROG_TYPE_LSM; no other security module has a say in what a scenario does.
  "lsm=bpf",
  // Tests of each cipher as IPsec's modules register it take longer than the jobs.
  "cryptomgr.notests",
];

const sandboxed = new Map<string, boolean>();

/** Whether this QEMU was built with its system call filter. */
function canSandbox(qemu: string): boolean {
  const known = sandboxed.get(qemu);
  if (known !== undefined) return known;
  const can = spawnSync(qemu, ["-sandbox", "on", "-version"], { stdio: "ignore" }).status === 0;
  sandboxed.set(qemu, can);
  return can;
}

/** Processors are emulated in turn by one thread: guests in which each has its own die now and then. No disk, no network. */
function qemuArguments(machine: GuestMachine): string[] {
  const { qemu, kernel, initramfs, parameters = [], folder, memoryMiB, processors = 1 } = machine;
  const line = [...kernelParameters, ...parameters].join(" ");
  return [
    ...["-accel", "tcg,thread=single", "-cpu", "max", "-smp", String(processors), "-m", `${memoryMiB}M`],
    ...["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"],
    ...(canSandbox(qemu) ? ["-sandbox", "on"] : []),
    ...["-kernel", kernel, "-initrd", initramfs, "-append", line],
    ...["-chardev", "stdio,id=answers,signal=off", "-device", "virtio-serial-pci"],
    ...["-device", "virtserialport,chardev=answers,name=kfdoc"],
    ...["-serial", `file:${consolePath(folder)}`],
    ...["-device", "isa-debug-exit,iobase=0xf4,iosize=0x04"],
  ];
}

const consolePath = (folder: string) => join(folder, "console");

function readEnd(path: string, most: number): string {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, most));
      readSync(file, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString("utf8").replaceAll("\r", "");
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}

/** USER_HZ of x86-64. */
const TICKS_PER_SECOND = 100;

/** User and system time of a process: fields 14 and 15 of its stat (proc(5)), counted behind the name in brackets. */
function processorSeconds(pid: number | undefined): number | undefined {
  try {
    const [, after = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const [user, system] = after.split(" ").slice(11, 13).map(Number);
    return ((user ?? 0) + (system ?? 0)) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

const limits = `ulimit -t ${CPU_SECONDS} 2>/dev/null; ulimit -f ${CONSOLE_BLOCKS} 2>/dev/null; ulimit -c 0 2>/dev/null`;

/**
 * Starts a guest and hands on each line that it says, until it ends by itself or has to be ended. When `onLine` returns
 * true the guest is told that it may end.
 */
export function runGuest(machine: GuestMachine, onLine: (line: string) => boolean): Promise<GuestEnd> {
  const { qemu, folder, bootSeconds, quietSeconds } = machine;
  return new Promise((resolve, reject) => {
    const command = ["-c", `${limits}; exec "$0" "$@"`, qemu, ...qemuArguments(machine)];
    // An open standard input, for a guest whose host reads no more can write no more.
    const child = spawn("/bin/sh", command, { cwd: folder, stdio: "pipe" });
    let wasSilent = false;
    let stderr = "";
    let processor: number | undefined;
    const end = () => child.kill("SIGKILL");
    const endSilent = () => {
      wasSilent = true;
      end();
    };
    let timer = setTimeout(endSilent, bootSeconds * 1000);
    process.once("exit", end);
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = `${stderr}${chunk}`.slice(-STDERR_BYTES);
    });
    const lines = createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("line", (line) => {
      clearTimeout(timer);
      timer = setTimeout(endSilent, quietSeconds * 1000);
      if (!onLine(line)) return;
      processor = processorSeconds(child.pid);
      child.stdin.write("\n");
    });
    // A guest that ended before it read that needs no answer.
    child.stdin.on("error", () => {});
    const finish = () => {
      clearTimeout(timer);
      process.off("exit", end);
    };
    child.on("error", (error) => {
      finish();
      reject(error);
    });
    child.on("close", () => {
      finish();
      const console = readEnd(consolePath(folder), CONSOLE_BYTES);
      resolve({ stderr: stderr.trim(), console, wasSilent, processorSeconds: processor });
    });
  });
}
