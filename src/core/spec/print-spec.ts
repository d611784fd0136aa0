import type { KfuncSpec } from "./kfunc-spec.ts";

const head = "# yaml-language-server: $schema=../../schema/kfunc.schema.json";

/** The spec of a kfunc of which nothing is written yet: what the kernel facts do not say of it, as text of a YAML file. */
export function printNewSpec({ name, since }: Pick<KfuncSpec, "name" | "since">): string {
  const commit = since?.commit === undefined ? "" : `, commit: ${quoteDigits(since.commit)}`;
  const lines = [head, `name: ${name}`, ...(since ? [`since: { version: "${since.version}"${commit} }`] : [])];
  return `${lines.join("\n")}\n`;
}

/** A commit id that YAML would read as a number is quoted. */
const quoteDigits = (commit: string) => (/^\d+(e\d+)?$/.test(commit) ? `"${commit}"` : commit);
