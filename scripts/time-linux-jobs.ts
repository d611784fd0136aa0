/**
 * Measures how long a guest takes over so many jobs, of the content's scenarios over and over:
 * `npm run time-linux-jobs -- 7.3 1 50 300`. Figures are wall seconds; on a busy machine they tell little.
 */
import { join, resolve } from "node:path";
import { checkStages } from "../src/node/build/build.ts";
import { Store } from "../src/node/cache/store.ts";
import { fetchKernel } from "../src/node/linux/fetch-kernel.ts";
import type { GuestReport, LinuxJob, LinuxKernel } from "../src/node/linux/job.ts";
import { LinuxUnavailable } from "../src/node/linux/linux-unavailable.ts";
import { runLinuxJobs } from "../src/node/linux/run-linux-jobs.ts";
import { runScript } from "../src/node/reports/run-script.ts";
import { linuxJob } from "../src/node/verify/linux-job.ts";
import { planRuns } from "../src/node/verify/plan-runs.ts";

const root = join(import.meta.dirname, "..");
const cache = resolve(root, ".cache/kfdoc");
const content = join(root, "content");

async function contentJobs(): Promise<readonly LinuxJob[]> {
  const stages = await checkStages({ content, cache, progress: async (_, work) => await work() }, new Store(cache));
  if (!stages.built) throw new LinuxUnavailable("The content can't be built", "Run `npm run check`");
  const { examples, linked, kernel } = stages.built;
  return planRuns(examples, linked).map((run) => linuxJob(run, kernel.btf));
}

async function time(kernel: LinuxKernel, jobs: readonly LinuxJob[], count: number): Promise<void> {
  const repeated = Array.from({ length: count }, (_, index) => jobs[index % jobs.length]).filter(
    (job) => job !== undefined,
  );
  const guests: GuestReport[] = [];
  const started = performance.now();
  const results = await runLinuxJobs(
    kernel,
    repeated.map((job, index) => ({ ...job, name: `${job.name} ${index}` })),
    { cache, onGuest: (report) => guests.push(report) },
  );
  const seconds = (performance.now() - started) / 1000;
  const processor = guests.reduce((sum, { processorSeconds = 0 }) => sum + processorSeconds, 0).toFixed(1);
  const answered = results.filter(({ kind }) => kind === "ran" || kind === "rejected").length;
  const boots = guests.map(({ bootSeconds = 0 }) => bootSeconds.toFixed(1)).join(" and ");
  console.log(
    `${count} jobs: ${seconds.toFixed(1)} s in ${guests.length} guests, ${boots} s of them until the first job; ${processor} s of processor time; ${answered} answered`,
  );
}

await runScript(async () => {
  const [release = "7.3", ...counts] = process.argv.slice(2);
  const kernel = fetchKernel(release, cache, console.log);
  const jobs = await contentJobs();
  for (const count of counts.length > 0 ? counts.map(Number) : [1, 50, 300]) await time(kernel, jobs, count);
  return 0;
});
