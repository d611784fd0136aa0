import { declare, type Prototype } from "./prototype.ts";

const WIDTH = 80;

/**
 * The declaration to copy, `extern … __ksym;`: on one line of 80 columns where it fits, else a parameter a line behind
 * one tab, so that no line is wide for the sake of alignment. A weak one has other attributes.
 */
export function printKsymDeclaration(name: string, { returns, params }: Prototype, attributes = "__ksym"): string {
  const head = `extern ${declare(returns, name)}(`;
  const words = params.length === 0 ? ["void"] : params.map((param) => declare(param.type, param.name));
  const single = `${head}${words.join(", ")}) ${attributes};`;
  if (single.length <= WIDTH) return single;
  return `${head}\n\t${words.join(",\n\t")}) ${attributes};`;
}
