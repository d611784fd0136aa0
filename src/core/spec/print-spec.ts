import type { StatedPrototype } from "./kfunc-spec.ts";

const head = "# yaml-language-server: $schema=../../schema/kfunc.schema.json";

/** The spec of a kfunc of which nothing is written yet, as text of a YAML file: the kernel facts say the rest. */
export const printNewSpec = (name: string): string => `${head}\nname: ${name}\n`;

/** What YAML 1.2 reads as something else than text, though it is made of words. */
const misread = /^(true|false|null|yes|no|on|off|~|[-+]?[\d.]+(e[-+]?\d+)?|0[xo][\da-f]+)$/i;

/** A text as YAML within a line or brackets; quoted where YAML would read something else. */
export function printScalar(text: string): string {
  return /^(?:\w|-[A-Z])[\w .*-]*$/.test(text) && !misread.test(text) ? text : JSON.stringify(text);
}

/** A text between braces or brackets, where a comma or a colon would end it. */
export const printFlowScalar = (text: string): string =>
  /[,:#]/.test(text) ? JSON.stringify(text) : printScalar(text);

/** A signature for every release, or one for each range, the newest first. */
export type PrintedSignature = readonly (StatedPrototype & { readonly since?: string; readonly until?: string })[];

/** The key `signature` with what it holds, without the last newline. */
export function printSignature(rows: PrintedSignature): string {
  const [first] = rows;
  if (rows.length === 1 && first) return ["signature:", ...printPrototype(first).map((line) => `  ${line}`)].join("\n");
  const printed = rows.flatMap((row) => {
    const bounds = (["since", "until"] as const).flatMap((key) => (row[key] ? [`${key}: "${row[key]}"`] : []));
    return [...bounds, ...printPrototype(row)].map((line, index) => `${index === 0 ? "  - " : "    "}${line}`);
  });
  return ["signature:", ...printed].join("\n");
}

function printPrototype({ returns, params }: StatedPrototype): string[] {
  const list = params.map(({ name, type }) => `  - { name: ${printScalar(name)}, type: ${printScalar(type)} }`);
  return [`returns: ${printScalar(returns)}`, ...(list.length === 0 ? ["params: []"] : ["params:", ...list])];
}
