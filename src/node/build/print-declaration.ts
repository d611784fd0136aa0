import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";

const WIDTH = 100;

function declare(type: string, name: string): string {
  return type.endsWith("*") ? `${type}${name}` : `${type} ${name}`;
}

/** The declaration to copy, `extern … __ksym;`, broken where it is longer than a line, aligned with spaces. */
export function printKsymDeclaration({ name, signature: { returns, params } }: KfuncSpec): string {
  const head = `extern ${declare(returns, name)}(`;
  const words = params.length === 0 ? ["void"] : params.map((param) => declare(param.type, param.name));
  const single = `${head}${words.join(", ")}) __ksym;`;
  if (single.length <= WIDTH) return single;
  return `${head}${words.join(`,\n${" ".repeat(head.length)}`)}) __ksym;`;
}
