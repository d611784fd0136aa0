import { basename } from "node:path";
import { readCText } from "../clang/c-text.ts";

/** What libbpf's headers define, as one run of the preprocessor found it: conditions are decided. */
export interface LibbpfText {
  /** `#define` lines by the macro's name, in the header's own words. */
  readonly macros: ReadonlyMap<string, string>;
  /** Declarations by what they declare, in the order of the headers. */
  readonly declarations: readonly Declaration[];
  /** What the headers say of their authors and licence, a line each. */
  readonly notices: readonly string[];
}

export interface Declaration {
  readonly text: string;
  /** Functions, variables and enumerators by their bare names, `struct x` and `enum x`. */
  readonly declares: readonly string[];
}

const marker = /^# (\d+) "((?:\\.|[^"\\])*)"/;
const define = /^[^\S\n]*#[^\S\n]*define[^\S\n]+(\w+)/;

/** The directive that begins in this line, from 0, with the lines that it goes on in. */
function directiveAt(lines: readonly string[], first: number): string {
  let last = first;
  while (/\\\s*$/.test(lines[last] ?? "")) last++;
  // libbpf ends some with a backslash before an empty line.
  return lines
    .slice(first, last + 1)
    .join("\n")
    .replace(/[\s\\]+$/, "");
}

/** Splits C without directives into what ends at a semicolon, or at the brace that ends a function. */
function splitDeclarations(text: string): string[] {
  const found: string[] = [];
  const scanned = readCText(text, { literals: false }).text;
  let [from, depth] = [0, 0];
  const take = (end: number) => {
    found.push(text.slice(from, end).trim());
    from = end;
  };
  for (let at = 0; at < scanned.length; at++) {
    const character = scanned[at];
    if (character === "{" || character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "}") {
      depth--;
      const isFunction = /^[^{]*\)[^;]*\{/.test(scanned.slice(from, at));
      if (depth === 0 && isFunction) take(at + 1);
    } else if (character === ";" && depth === 0) take(at + 1);
  }
  return found;
}

const attributes = /__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)/g;

function declaredBy(text: string): string[] {
  const plain = text.replace(attributes, " ");
  const tagged = /^(?:typedef\s+)?(struct|union|enum)\s+(\w+)\s*\{/.exec(plain);
  const names = tagged ? [`${tagged[1]} ${tagged[2]}`] : [];
  if (/^enum\b/.test(plain)) {
    const body = plain.slice(plain.indexOf("{") + 1);
    return [...names, ...[...body.matchAll(/(\w+)\s*(?:=[^,}]*)?[,}]/g)].map(([, name = ""]) => name)];
  }
  const declarator = /\(\s*\*\s*(?:const\s+)?(\w+)\s*\)\s*\(/.exec(plain) ?? /(\w+)\s*\(/.exec(plain);
  return declarator?.[1] !== undefined && !tagged ? [...names, declarator[1]] : names;
}

/** Reads what `clang -E -dD` printed of an example; `headers` are libbpf's by their file name. */
export function readLibbpfText(printed: string, headers: ReadonlyMap<string, string>): LibbpfText {
  const macros = new Map<string, string>();
  const used = new Set<string>();
  let code = "";
  let header: { readonly name: string; readonly lines: readonly string[] } | undefined;
  let line = 0;
  const open = (path: string) => {
    const name = /\/bpf\/[^/]+$/.test(path) ? basename(path) : "";
    const text = headers.get(name);
    if (text !== undefined && header?.name !== name) used.add(name);
    header = text === undefined ? undefined : header?.name === name ? header : { name, lines: text.split("\n") };
  };
  for (const row of printed.split("\n")) {
    const found = marker.exec(row);
    if (found) {
      open(found[2] ?? "");
      line = Number(found[1]);
      continue;
    }
    if (header) {
      const name = define.exec(row)?.[1];
      if (name !== undefined) {
        const own = directiveAt(header.lines, line - 1);
        macros.set(name, define.exec(own)?.[1] === name ? own : row);
      } else if (!row.startsWith("#")) code += `${row}\n`;
    }
    line++;
  }
  const declarations = splitDeclarations(code).map((text) => ({ text, declares: declaredBy(text) }));
  const notices = new Set([...used].flatMap((name) => noticesOf(headers.get(name) ?? "")));
  return { macros, declarations, notices: [...notices] };
}

function noticesOf(text: string): string[] {
  const lines = text.split("\n", 20).filter((each) => /SPDX-License-Identifier|Copyright/.test(each));
  return lines.map((each) => each.replace(/^[\s/*]+|[\s*/]+$/g, ""));
}
