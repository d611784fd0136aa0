import { createHash } from "node:crypto";
import type { AstroIntegration } from "astro";
import { rewriteFiles } from "./rewrite-files.ts";

/** Scripts that stand in the page; data that scripts read is not run, and needs no hash. */
const inlineScript = /<script(?![^>]*\ssrc=)(?![^>]*type="application\/(?:ld\+)?json")[^>]*>([\s\S]*?)<\/script>/g;

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/**
 * What a page may load and run: files of this site, and the scripts that the build wrote into it, by their hashes. The emulator and
 * search compile WebAssembly. Styles may stand in the page: code blocks give each word its colour so.
 */
export function contentPolicy(html: string): string {
  const hashes = new Set(Array.from(html.matchAll(inlineScript), (match) => hashOf(match[1] ?? "")));
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join("; ");
}

/** The page with its policy before anything that the policy is about. */
export function withPolicy(html: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(html)}">`;
  return html.replace(/<meta charset="utf-8"\s*\/?>/i, (charset) => `${charset}${meta}`);
}

/** Writes a Content-Security-Policy into every page, once all pages are there. */
export const contentSecurityPolicy = (): AstroIntegration => ({
  name: "content-security-policy",
  hooks: {
    "astro:build:done": ({ dir }) => rewriteFiles(dir, ".html", withPolicy),
  },
});
