import { deflateSync } from "node:zlib";
import { codeFlags } from "../clang/flags.ts";
import type { InlinedExample } from "./inline-headers.ts";
import { includingText, type SelfContained, selfContainedText } from "./self-contained.ts";

const SITE = "https://godbolt.org";

/** The clang that examples are tested with, as Compiler Explorer has it for C (etc/config/c.amazon.properties). */
export const explorerCompiler = { id: "cbpfclang1910", name: "BPF clang 19.1.0" } as const;

/**
 * The longest address that is offered, in characters. Compiler Explorer states no limit; CloudFront, which serves it, takes
 * 8,192 bytes.
 */
export const LONGEST_LINK = 8000;

/** What its page hides: directives and unused labels, of which `-g` makes most of the assembly. */
const filters = {
  binary: false,
  commentOnly: true,
  demangle: false,
  directives: true,
  execute: false,
  intel: false,
  labels: true,
  trim: false,
  debugCalls: false,
} as const;

/**
 * The address at which Compiler Explorer opens some C with the compiler and the flags of examples. It holds the state in the form that
 * `/clientstate/` takes (docs/API.md and lib/clientstate.ts of compiler-explorer): JSON, compressed by zlib, in the alphabet of base64 that
 * needs no escapes in an address, which Node's decoder takes for base64.
 */
export function explorerLink(source: string): string {
  const compiler = { id: explorerCompiler.id, options: codeFlags.join(" "), filters };
  const state = { sessions: [{ id: 1, language: "c", source, compilers: [compiler] }] };
  return `${SITE}/clientstate/${deflateSync(JSON.stringify(state), { level: 9 }).toString("base64url")}`;
}

export interface ExplorerLink {
  readonly href: string;
  /** Its page fetches the declarations from this site. */
  readonly includes: boolean;
}

/** What an example is opened from: the link that holds all of it, or where that is too long its program, for one that includes the rest. */
export type ExplorerSource = { readonly href: string } | { readonly program: InlinedExample };

export function explorerSource(whole: SelfContained): ExplorerSource {
  const href = explorerLink(selfContainedText(whole));
  return href.length <= LONGEST_LINK ? { href } : { program: whole.program };
}

/**
 * The link that opens an example's C. What is too long for one includes its declarations from `declarations`, an address on this
 * site: Compiler Explorer's page fetches such includes itself, by https and where the host allows other sites to (CORS), as GitHub Pages does.
 */
export function linkToExplorer(source: ExplorerSource, declarations: string | undefined): ExplorerLink | undefined {
  if ("href" in source) return { href: source.href, includes: false };
  if (!declarations?.startsWith("https://")) return undefined;
  const href = explorerLink(includingText(source.program, declarations));
  return href.length <= LONGEST_LINK ? { href, includes: true } : undefined;
}
