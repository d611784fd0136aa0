import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAgent } from "./agent.ts";
import { parseAgentLine } from "./answer.ts";
import { fileEntry, writeCpio } from "./cpio.ts";
import { type GuestEnd, runGuest } from "./guest.ts";
import { machineImage } from "./guest-image.ts";
import type { LinuxKernel } from "./job.ts";
import { LinuxUnavailable } from "./linux-unavailable.ts";
import { findQemu } from "./machine-tools.ts";
import { type ProbeAnswer, type ProbePlan, writeProbeFile } from "./probe.ts";

const MEMORY_MIB = 768;
/** Each load takes fresh pages, and a fifth of its time went into clearing them. */
const parameters = ["init_on_alloc=0"];
/** Emulation on a machine that is busy with other things. */
const BOOT_SECONDS = 120;
/** A program in some hundred forms takes one second, alone on a machine. */
const QUIET_SECONDS = 60;
/** Boots in a row that answered no program, after which the first one left is given up. */
const MOST_FRUITLESS_BOOTS = 2;

export interface ProbeReport {
  /** As the kernel that was booted names itself. */
  readonly kernel: string;
  /** By the place of the program in the plan: answers in the order of the forms; absent where no guest survived it. */
  readonly answers: readonly (readonly ProbeAnswer[] | undefined)[];
  readonly boots: number;
  /** The ends of the consoles of guests that died. */
  readonly deaths: readonly string[];
}

interface Line {
  readonly ready?: string;
  readonly end?: number;
  readonly missing?: string;
  readonly answer?: number;
  readonly errno?: number;
  readonly log?: string;
  readonly program?: number;
  readonly answers?: string;
}

/** Follows what the agent of one guest says. */
class Transcript {
  readonly #known: ProbeAnswer[] = [];
  /** Of programs, in order, from the first of this boot. */
  readonly answered: ProbeAnswer[][] = [];
  readonly #forms: number;
  readonly #onProgram: () => void;
  readonly missing: string[] = [];
  kernel: string | undefined;

  constructor(forms: number, onProgram: () => void) {
    this.#forms = forms;
    this.#onProgram = onProgram;
  }

  /** Returns whether it was the last line. */
  take(text: string): boolean {
    const line: Line | undefined = parseAgentLine<Line>(text);
    if (line?.ready !== undefined) this.kernel = line.ready;
    if (line?.missing !== undefined) this.missing.push(line.missing);
    if (line?.answer === this.#known.length) this.#known.push({ errno: line.errno ?? -1, log: line.log ?? "" });
    if (line?.program === this.answered.length) this.#takeProgram(line.answers ?? "");
    return line?.end !== undefined;
  }

  #takeProgram(hex: string): void {
    const bytes = Buffer.from(hex, "hex");
    const numbers = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16LE(index * 2));
    const answers = numbers.flatMap((number) => this.#known[number] ?? []);
    if (answers.length !== this.#forms) return;
    this.answered.push(answers);
    this.#onProgram();
  }
}

/** What is the same for all guests of a run. */
interface Yard {
  readonly qemu: string;
  readonly kernel: LinuxKernel;
  readonly base: Buffer;
  readonly plan: ProbePlan;
  readonly onProgram: () => void;
}

async function boot(yard: Yard, from: number): Promise<{ transcript: Transcript; end: GuestEnd }> {
  const { qemu, kernel, base, plan } = yard;
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-probe-"));
  const transcript = new Transcript(plan.forms.length, yard.onProgram);
  try {
    const initramfs = join(folder, "initramfs");
    writeFileSync(initramfs, Buffer.concat([base, writeCpio([fileEntry("probe", writeProbeFile(plan, from))])]));
    const times = { bootSeconds: BOOT_SECONDS, quietSeconds: QUIET_SECONDS };
    const image = kernel.unpacked ?? kernel.image;
    const machine = { qemu, kernel: image, initramfs, parameters, folder, memoryMiB: MEMORY_MIB };
    const end = await runGuest({ ...machine, ...times }, (line) => transcript.take(line));
    return { transcript, end };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Loads each program of the plan in each of its forms in a real kernel under QEMU; none is run. Where a guest dies another
 * goes on from the program that was at work. Throws `LinuxUnavailable` where something is not installed or nothing boots.
 */
export async function runProbe(
  kernel: LinuxKernel,
  plan: ProbePlan,
  { cache, onProgram = () => {} }: { cache: string; onProgram?: () => void },
): Promise<ProbeReport> {
  const qemu = findQemu();
  if (qemu === undefined) throw new LinuxUnavailable("QEMU is missing", "Run `npm run setup -- --verify`");
  const yard = { qemu, kernel, base: machineImage(await buildAgent(cache), kernel.modules), plan, onProgram };
  const answers: (ProbeAnswer[] | undefined)[] = [];
  const deaths: string[] = [];
  let [boots, fruitless, name] = [0, 0, kernel.version];
  while (answers.length < plan.programs.length) {
    const { transcript, end } = await boot(yard, answers.length);
    boots++;
    name = transcript.kernel ?? name;
    if (transcript.missing.length > 0) {
      const message = `${name} has no types of ${transcript.missing.join(", ")}`;
      throw new LinuxUnavailable(message, end.console);
    }
    answers.push(...transcript.answered);
    if (answers.length === plan.programs.length) break;
    deaths.push(end.console || end.stderr);
    fruitless = transcript.answered.length > 0 ? 0 : fruitless + 1;
    if (fruitless < MOST_FRUITLESS_BOOTS) continue;
    if (transcript.kernel === undefined) throw new LinuxUnavailable("The guest does not come up", deaths.at(-1) ?? "");
    answers.push(undefined);
    fruitless = 0;
  }
  return { kernel: name, answers, boots, deaths };
}
