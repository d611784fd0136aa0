import { readFileSync } from "node:fs";
import type { LinuxKernel, LinuxResult } from "../../src/node/linux/job.ts";
import type { JobRunner } from "../../src/node/verify/linux-engine.ts";

/** What a real guest answered, kept as JSON: bytes as { hex }, 64-bit integers as { integer }. */
export interface RecordedJobs {
  readonly kernel: LinuxKernel;
  /** By the job's name. */
  readonly results: Readonly<Record<string, LinuxResult>>;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("hex" in value) return Uint8Array.from(Buffer.from(String(value.hex), "hex"));
  return "integer" in value ? BigInt(String(value.integer)) : value;
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString("hex") };
  return typeof value === "bigint" ? { integer: value.toString() } : value;
}

export const readRecordedJobs = (path: string | URL): RecordedJobs =>
  JSON.parse(readFileSync(path, "utf8"), revive) as RecordedJobs;

export const printRecordedJobs = (jobs: RecordedJobs): string => `${JSON.stringify(jobs, plain, 1)}\n`;

/** A runner that answers as the guest did, and not at all where it was not asked. */
export function replay({ results }: RecordedJobs): JobRunner {
  return async (_kernel, jobs) =>
    jobs.map(({ name }) => results[name] ?? { kind: "lost", reason: "nothing of it was recorded", console: "" });
}
