import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { inParallel } from "../processes/in-parallel.ts";
import { buildAgent } from "./agent.ts";
import { type AgentResult, parseAgentLine } from "./answer.ts";
import { type CoreTypes, coreTypes } from "./core-types.ts";
import { type GuestEnd, runGuest } from "./guest.ts";
import { baseImage, jobsImage } from "./guest-image.ts";
import type { GuestReport, JobPhase, LinuxJob, LinuxKernel, LinuxOptions, LinuxResult } from "./job.ts";
import { LinuxUnavailable } from "./linux-unavailable.ts";
import { findQemu } from "./machine-tools.ts";
import { readResult } from "./read-result.ts";

/** With more guests than this a machine of two processors only gets slower; each takes its memory whole. */
const MOST_GUESTS = 2;
/** Fewer jobs than this are done sooner than another guest has booted. */
const JOBS_WORTH_A_GUEST = 10;
const MEMORY_MIB = 512;
const JOB_SECONDS = 20;
/** Emulation on a machine that is busy with other things. */
const BOOT_SECONDS = 90;
/** Beyond a job's own time: the agent ends a job by itself, unless the kernel does not let it. */
const GRACE_SECONDS = 10;
/** Boots in a row without any answer, after which no more are tried. */
const MOST_FRUITLESS_BOOTS = 2;

/** What is the same for all guests of a run. */
interface Yard {
  readonly qemu: string;
  readonly kernel: LinuxKernel;
  readonly agent: Uint8Array;
  readonly types: CoreTypes | undefined;
  readonly seconds: number;
  readonly onGuest: (report: GuestReport) => void;
}

interface Boot {
  /** By the number of the job in this boot. */
  readonly results: ReadonlyMap<number, LinuxResult>;
  /** The job that was at work when the guest ended, and at what. */
  readonly open: { readonly job: number; readonly during: JobPhase } | undefined;
  /** The agent came up. */
  readonly isReady: boolean;
  readonly end: GuestEnd;
}

/** Jobs of one guest want as many. */
const processorsOf = (job: LinuxJob | undefined): number => job?.processors ?? 1;

const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** Follows what the agent of one guest says. */
class Transcript {
  readonly results = new Map<number, LinuxResult>();
  readonly #jobs: readonly LinuxJob[];
  readonly #seconds: number;
  readonly #start = performance.now();
  open: Boot["open"];
  bootSeconds: number | undefined;

  constructor(jobs: readonly LinuxJob[], seconds: number) {
    this.#jobs = jobs;
    this.#seconds = seconds;
  }

  /** Returns whether it was the last line. */
  take(text: string): boolean {
    const line = parseAgentLine(text);
    if (line) this.#takeLine(line);
    return line?.end !== undefined;
  }

  #takeLine(line: AgentResult): void {
    if (line.ready !== undefined) this.bootSeconds = secondsSince(this.#start);
    const job = this.#jobs[line.job ?? -1];
    if (line.job === undefined || !job || this.results.has(line.job)) return;
    if (line.phase !== undefined) this.open = { job: line.job, during: line.phase as JobPhase };
    if (line.kind === undefined) return;
    const during = this.open?.job === line.job ? this.open.during : "set-up";
    this.results.set(line.job, readResult(line, { job, during, seconds: this.#seconds }));
    this.open = undefined;
  }
}

async function boot({ qemu, kernel, agent, types, seconds, onGuest }: Yard, jobs: readonly LinuxJob[]): Promise<Boot> {
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-guest-"));
  const started = performance.now();
  const transcript = new Transcript(jobs, seconds);
  let end: GuestEnd | undefined;
  try {
    const initramfs = join(folder, "initramfs");
    writeFileSync(initramfs, Buffer.concat([baseImage(kernel, agent, jobs), jobsImage(jobs, types, seconds)]));
    const times = { bootSeconds: BOOT_SECONDS, quietSeconds: seconds + GRACE_SECONDS };
    const machine = {
      qemu,
      kernel: kernel.unpacked ?? kernel.image,
      initramfs,
      folder,
      memoryMiB: MEMORY_MIB,
      processors: processorsOf(jobs[0]),
      ...times,
    };
    end = await runGuest(machine, (line) => transcript.take(line));
    const { results, open } = transcript;
    return { results, open, isReady: transcript.bootSeconds !== undefined, end };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    onGuest({
      kernel: kernel.version,
      jobs: jobs.length,
      answered: transcript.results.size,
      bootSeconds: transcript.bootSeconds,
      seconds: secondsSince(started),
      processorSeconds: end?.processorSeconds,
    });
  }
}

/** What became of the job during which a guest ended. */
function blame({ during }: { during: JobPhase }, { wasSilent, console }: GuestEnd, seconds: number): LinuxResult {
  return wasSilent ? { kind: "timed-out", seconds, during } : { kind: "crashed", during, console };
}

function whyLost({ end }: Boot): LinuxResult {
  const reason = end.stderr || (end.wasSilent ? "The guest did not come up in time" : "The guest ended by itself");
  return { kind: "lost", reason, console: end.console };
}

/** The jobs of one boot that came to a result, and the one that was at work when the guest ended. */
async function bootFor(yard: Yard, jobs: readonly LinuxJob[]) {
  const booted = await boot(yard, jobs);
  const { open, end } = booted;
  const guilty = open && jobs[open.job];
  return {
    answered: jobs.flatMap((job, index) => {
      const result = booted.results.get(index);
      return result ? [[job, result] as const] : [];
    }),
    blamed: guilty && ([guilty, blame(open, end, yard.seconds)] as const),
    isReady: booted.isReady,
    whyLost: whyLost(booted),
  };
}

/**
 * Boots again, without the job that was at work when the guest ended, until every job has a result. A job counts as one
 * that brings the kernel down only when it does so alone in a guest, too: another may have left the cause behind.
 */
async function runShare(yard: Yard, jobs: readonly LinuxJob[]): Promise<Map<LinuxJob, LinuxResult>> {
  const results = new Map<LinuxJob, LinuxResult>();
  const suspects: LinuxJob[] = [];
  let fruitless = 0;
  for (let pending = jobs; pending.length > 0; pending = pending.filter((job) => !results.has(job))) {
    const { answered, blamed, isReady, whyLost } = await bootFor(yard, pending);
    for (const [job, result] of [...answered, ...(blamed ? [blamed] : [])]) results.set(job, result);
    if (blamed?.[1].kind === "crashed" && pending.length > 1) suspects.push(blamed[0]);
    fruitless = answered.length > 0 || blamed ? 0 : fruitless + 1;
    if (fruitless < MOST_FRUITLESS_BOOTS) continue;
    // Where the agent came up, what it said last may have gone down with the guest: the first job was at work then.
    for (const job of isReady ? pending.slice(0, 1) : pending) results.set(job, whyLost);
  }
  for (const job of suspects) {
    for (const [, result] of (await bootFor(yard, [job])).answered) results.set(job, result);
  }
  return results;
}

/** Deals the jobs out in turn, so that each guest has as many of each kind. */
function deal(jobs: readonly LinuxJob[], guests: number): LinuxJob[][] {
  return Array.from({ length: guests }, (_, guest) => jobs.filter((_, index) => index % guests === guest));
}

/** Jobs by the machine that they need, each group in as many shares as are worth a guest, but not more than `most`. */
function sharesOf(jobs: readonly LinuxJob[], most: number): LinuxJob[][] {
  const machines = [...new Set(jobs.map(processorsOf))].map((count) =>
    jobs.filter((job) => processorsOf(job) === count),
  );
  return machines.flatMap((group) => deal(group, Math.min(most, Math.ceil(group.length / JOBS_WORTH_A_GUEST))));
}

/**
 * Runs every job in a real kernel under QEMU, as an ordinary user; results in the order of the jobs, one for each. A job
 * that hangs or brings the kernel down has that as its result, and the others are run all the same. Throws
 * `LinuxUnavailable` where something is not installed.
 */
export async function runLinuxJobs(
  kernel: LinuxKernel,
  jobs: readonly LinuxJob[],
  {
    cache,
    guests = Math.min(MOST_GUESTS, availableParallelism()),
    jobSeconds = JOB_SECONDS,
    onGuest = () => {},
  }: LinuxOptions,
): Promise<LinuxResult[]> {
  if (jobs.length === 0) return [];
  const qemu = findQemu();
  if (qemu === undefined) throw new LinuxUnavailable("QEMU is missing", "Run `npm run setup -- --verify`");
  const agent = await buildAgent(cache);
  const types = await coreTypes(
    kernel,
    jobs.map(({ object }) => object),
    cache,
  );
  const yard: Yard = { qemu, kernel, agent, types, seconds: jobSeconds, onGuest };
  const all = await inParallel(sharesOf(jobs, guests), (share) => runShare(yard, share), guests);
  const none: LinuxResult = { kind: "lost", reason: "No guest answered", console: "" };
  return jobs.map((job) => all.find((results) => results.has(job))?.get(job) ?? none);
}
