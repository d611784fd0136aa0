import { execFile } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { project, type Replacement, replaceIn } from "../build/content-copy.ts";

const folder = resolve(import.meta.dirname, "../../cases/verify/replay-window");

/** Run in the copy: what a verification finds when the guest answers as Linux 7.3.4 did. */
const script = `
import { verify } from "./src/node/verify/verify.ts";
import { readRecordedJobs, replay } from "./tests/drivers/recorded-jobs.ts";
const guest = readRecordedJobs(process.argv[2]);
const { diagnostics } = await verify({
  content: "content", cache: process.argv[3], kernels: [guest.kernel], runJobs: replay(guest),
  progress: async (_title, work) => await work(),
});
const found = diagnostics.filter(({ code }) => code === "verify/difference");
console.log(JSON.stringify(found.map(({ message, notes }) => [message, ...notes.map(({ message: note }) => note)])));
`;

/** The project's own source with texts of it replaced, in a folder of its own. */
async function verifyBroken(replacements: readonly Replacement[]): Promise<string[][]> {
  const copy = temporaryFolder();
  for (const part of ["src", "package.json", "content/kernels", "content/kfuncs", "tests/drivers/recorded-jobs.ts"]) {
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
  cpSync(join(folder, "examples"), join(copy, "content/examples"), { recursive: true });
  symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));
  replaceIn(copy, replacements);
  writeFileSync(join(copy, "verify.ts"), script);
  const args = [join(copy, "verify.ts"), join(folder, "guest.json"), sharedCache];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: copy });
  return JSON.parse(stdout) as string[][];
}

const xfrm = "src/core/kernel/kfuncs/xfrm.ts";
const dynptr = "src/core/kernel/kfuncs/dynptr.ts";

/** Models broken on purpose, each in its source; what one does wrong, the other has no part in. */
const cases = [
  {
    name: "an errno",
    file: xfrm,
    from: 'fail("ENOENT")',
    to: 'fail("ESRCH")',
    finding: [
      "unknown-spi: Linux 7.3.4 and the emulator differ in opts.error after call 5, bpf_xdp_get_xfrm_state",
      "Linux 7.3.4: -ENOENT (-2)",
      "the emulator: -ESRCH (-3)",
    ],
  },
  {
    name: "bytes that are copied",
    file: dynptr,
    from: "copySlice(p.offset + Number(offset), length)",
    to: "copySlice(p.offset + Number(offset) - 1, length)",
    finding: [
      "esp-header-across-fragments: Linux 7.3.4 and the emulator differ in the global xfrm_replay_window after the run",
      "Linux 7.3.4: 128",
      "the emulator: 0",
    ],
  },
];

let found: Promise<string[][]> | undefined;

test.each(cases)(
  "a model broken in $name is found: scenario, call and both values",
  async ({ file, from, finding }) => {
    expect(readFileSync(join(project, file), "utf8").split(from)).toHaveLength(2);
    found ??= verifyBroken(cases);
    expect(await found).toContainEqual(finding);
  },
);
