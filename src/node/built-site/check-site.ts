import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { Source, Span } from "../../core/diagnostics/source.ts";
import { isInTag } from "./in-tag.ts";
import { hasPlace, type PagePlaces, readPlaces } from "./page-places.ts";
import { hasReferences, type Reference, readReferences } from "./references.ts";

/** A site as it was written, before it is published. */
export interface WrittenSite {
  readonly folder: string;
  /** How the folder is named in what is printed. */
  readonly shownAs: string;
  /** The path that it will be served under, with a slash at both ends. */
  readonly base: string;
  /** Its address, if that is known. */
  readonly site?: string | undefined;
  /** Markdown that its pages are made of: what is wrong there can be mended there. */
  readonly sources: readonly Source[];
}

/** Stands for the host where none is known. */
const somewhere = "http://site.invalid";

interface SiteFiles {
  readonly names: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** By the name of a page's file. */
  readonly places: ReadonlyMap<string, PagePlaces>;
}

function foldersOf(names: Iterable<string>): Set<string> {
  const folders = new Set([""]);
  for (const name of names) {
    for (let end = name.lastIndexOf("/"); end > 0; end = name.lastIndexOf("/", end - 1))
      folders.add(name.slice(0, end));
  }
  return folders;
}

const isPage = (name: string) => name.endsWith(".html");

function readSite(folder: string): SiteFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = new Set(
    entries.map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll(sep, "/"),
    ),
  );
  const places = new Map(
    [...names].filter(isPage).map((name) => [name, readPlaces(readFileSync(join(folder, name), "utf8"))]),
  );
  return { names, folders: foldersOf(names), places };
}

/** The address of a file: that of a page is its folder. */
const addressOf = (name: string, base: string) => `${base}${name.replace(/(^|\/)index\.html$/, "$1")}`;

/** What is wrong with a target that the file `from` leads to; undefined where it is right, or not of this site. */
function wrongTarget(
  { target, isPrefix = false }: Reference,
  from: string,
  { names, folders, places }: SiteFiles,
  { base, site }: WrittenSite,
): string | undefined {
  const origin = site === undefined ? somewhere : new URL(site).origin;
  const address = new URL(addressOf(from, base), origin);
  if (!URL.canParse(target, address.href)) return "is no address";
  const url = new URL(target, address);
  if (url.origin !== origin) return undefined;
  const path = decodeURIComponent(url.pathname);
  if (!path.startsWith(base)) return `leads out of ${base}, where the site is served`;
  const name = path.slice(base.length);
  const file = name === "" || name.endsWith("/") ? `${name}index.html` : name;
  if (isPrefix && folders.has(name.replace(/\/$/, ""))) return undefined;
  if (!names.has(file)) return "leads nowhere";
  const page = places.get(file);
  const fragment = decodeURIComponent(url.hash.slice(1));
  if (fragment === "" || !page || hasPlace(page, fragment)) return undefined;
  return `leads to a page that has no #${fragment}`;
}

/** The link where an author wrote it, or undefined where our own code did. */
function authorsPlace(target: string, { sources, base }: WrittenSite): Span | undefined {
  const written = target.startsWith(base) ? `/${target.slice(base.length)}` : target;
  for (const source of sources) {
    const found = source.text.indexOf(`](${written})`);
    if (found >= 0) return { source, start: found + 2, end: found + 2 + written.length };
  }
  return undefined;
}

interface Finding {
  readonly target: string;
  readonly span: Span;
  readonly wrong: string;
  /** Further files with the same target. */
  others: number;
}

function linkDiagnostic({ target, span, wrong, others }: Finding, site: WrittenSite): Diagnostic {
  const written = authorsPlace(target, site);
  const notes = others === 0 ? [] : [{ message: `${others} more ${others === 1 ? "file has" : "files have"} it` }];
  const help = written
    ? "correct the address, or write [[name]], which links by name"
    : "the address is written by a page of src/site; correct it there";
  return errorAt(written ?? span, "site/link", `${target} ${wrong}`, { notes, help });
}

function repeatedIds(name: string, { repeated }: PagePlaces, source: Source): Diagnostic[] {
  return [...repeated].map(([id, start]) => {
    const end = source.text.indexOf(">", start) + 1;
    const help = "give one of the two another id: a link finds the first alone";
    return errorAt({ source, start, end }, "site/id", `The id ${id} stands twice on ${name}`, { help });
  });
}

/** Adds what is wrong in one file; a target that several files have is one finding. */
function collect(
  name: string,
  source: Source,
  files: SiteFiles,
  site: WrittenSite,
  findings: Map<string, Finding>,
): void {
  const references = new Map(readReferences(name, source.text).map((each) => [each.target, each]));
  for (const [target, reference] of references) {
    const wrong = wrongTarget(reference, name, files, site);
    if (wrong === undefined || (isPage(name) && !isInTag(source.text, reference.start))) continue;
    const key = target.startsWith("#") ? `${name}${target}` : target;
    const known = findings.get(key);
    const { start } = reference;
    if (known) known.others++;
    else findings.set(key, { target, span: { source, start, end: start + target.length }, wrong, others: 0 });
  }
}

/** Links and places of a written site that do not fit each other: in pages, their Markdown twins, feeds and llms.txt. */
export function checkSite(site: WrittenSite): Diagnostic[] {
  const files = readSite(site.folder);
  const findings = new Map<string, Finding>();
  const diagnostics: Diagnostic[] = [];
  for (const name of [...files.names].filter(hasReferences).sort()) {
    const source = { path: `${site.shownAs}/${name}`, text: readFileSync(join(site.folder, name), "utf8") };
    collect(name, source, files, site, findings);
    const places = files.places.get(name);
    if (places) diagnostics.push(...repeatedIds(name, places, source));
  }
  return [...[...findings.values()].map((finding) => linkDiagnostic(finding, site)), ...diagnostics];
}
