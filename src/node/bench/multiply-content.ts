import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type LinuxRecord, printRecord } from "../../core/spec/record.ts";
import { UsageError } from "../reports/usage-error.ts";

/** The most that a folder may grow: file names get a number of two figures. */
const MOST = 99;

interface Growth {
  /** The content folder that is copied. */
  readonly from: string;
  /** A folder that is not there. */
  readonly to: string;
  readonly times: number;
  /** Gives every copy of an example a text of its own, so that no object and no outcome is found in a cache. */
  readonly vary: boolean;
}

const copyName = (name: string, copy: number) => `${name}-copy-${copy}`;

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A folder of examples under another name, with the files as they are; the text behind C that varies changes no line. */
function copyExamples({ from, to, vary }: Growth, copy: number): void {
  for (const path of globSync("examples/*/*", { cwd: from })) {
    const text = readFileSync(join(from, path), "utf8");
    const folder = copyName(basename(dirname(path)), copy);
    const varied = vary && path.endsWith(".bpf.c") ? `${text}\nint copy_of SEC(".data") = ${copy};\n` : text;
    write(join(to, "examples", folder, basename(path)), varied);
  }
}

/** Articles link as those they are copies of, and each has a title of its own. */
function copyArticles({ from, to }: Growth, copy: number): void {
  for (const path of globSync("{concepts,guides}/*.md", { cwd: from })) {
    const text = readFileSync(join(from, path), "utf8").replace(/^(title: .*)$/m, `$1 ${copy}`);
    write(join(to, dirname(path), `${copyName(basename(path, ".md"), copy)}.md`), text);
  }
}

/** What is on record of an example is on record of each copy. */
function growRecords({ from, to, times }: Growth): void {
  for (const path of globSync("record/*.json", { cwd: from })) {
    const record = JSON.parse(readFileSync(join(from, path), "utf8")) as LinuxRecord;
    const scenarios = Object.entries(record.scenarios).flatMap(([key, run]) => {
      const [folder = "", ...rest] = key.split("/");
      const copies = Array.from({ length: times - 1 }, (_, at) => [copyName(folder, at + 1), ...rest].join("/"));
      return [key, ...copies].map((each) => [each, run] as const);
    });
    write(join(to, path), printRecord({ ...record, scenarios: Object.fromEntries(scenarios) }));
  }
}

/**
 * Writes a content folder so many times as large as another, to measure what grows with it: examples, scenarios, records and
 * articles are there so many times. Specs and pages of kfuncs stay as many as the kernels have kfuncs.
 */
export function multiplyContent(growth: Growth): void {
  const { from, to, times } = growth;
  if (existsSync(to)) throw new UsageError(`${to} is there already`, "Name a new folder.");
  if (times < 1 || times > MOST)
    throw new UsageError(`${times} is not from 1 to ${MOST}`, "Name how many times as large.");
  cpSync(from, to, { recursive: true });
  for (let copy = 1; copy < times; copy++) {
    copyExamples(growth, copy);
    copyArticles(growth, copy);
  }
  growRecords(growth);
}
