import type { LinkTarget } from "../node/pages/links.ts";

/** Where the site is served, with a slash at both ends, as `node/pages/site-place.ts` makes it. */
const base = (): string => import.meta.env?.BASE_URL ?? "/";

/** A path of this site, below its base. */
export const sitePath = (path: string): string => `${base()}${path.replace(/^\//, "")}`;

/** A page's place below the base, as its files are named: `kfuncs/bpf_x` for `/kfuncs/bpf_x/`, `index` for the front page. */
export const pageSlug = (href: string): string => href.slice(base().length).replace(/\/$/, "") || "index";

/** The Markdown twin of the page at an address: `/kfuncs/bpf_x.md` is that of `/kfuncs/bpf_x/`. */
export const twinPath = (href: string): string => sitePath(`${pageSlug(href)}.md`);

/** The Open Graph picture of the page at an address. */
export const picturePath = (href: string): string => sitePath(`pictures/${pageSlug(href)}.png`);

const folders = {
  kfunc: "kfuncs",
  flag: "flags",
  "program-type": "program-types",
  fault: "faults",
  diagnostic: "diagnostics",
  guide: "guides",
  concept: "concepts",
  example: "examples",
  struct: "structs",
  errno: "errors",
  "verifier-message": "verifier-messages",
  release: "releases",
  availability: "availability",
} as const;

export type PageKind = keyof typeof folders;

/** The page about one named thing; an example's name is its key. */
export const pagePath = (kind: PageKind, name: string): string => sitePath(`${folders[kind]}/${name}/`);

export const targetPath = ({ kind, name }: LinkTarget): string => pagePath(kind, name);

/** The id of a scenario on every page that shows it. */
export const scenarioId = (key: string, scenario: string): string => `${exampleId(key)}-${scenario}`;

export const exampleId = (key: string): string => key.replace("/", "-");

/** The page and anchor of a `<subsystem>/<example>#<scenario>`. */
export function scenarioPath(reference: string): string {
  const [key = "", scenario = ""] = reference.split("#");
  return `${pagePath("example", key)}#${scenarioId(key, scenario)}`;
}

/** The stepper of a `<subsystem>/<example>#<scenario>`, before the first step. */
export function watchPath(reference: string): string {
  const [key = "", scenario = ""] = reference.split("#");
  return `${pagePath("example", key)}#watch=${scenario}&step=0`;
}

/** A commit of the kernel, by its id. */
export const commitUrl = (id: string): string => `https://git.kernel.org/torvalds/c/${id}`;

/** A release's log about a `<subsystem>/<example>#<scenario>`, as text. */
export const logPath = (reference: string, release: string): string => sitePath(`logs/${logFile(reference, release)}`);

export const logFile = (reference: string, release: string): string => `${reference.replace("#", "/")}/${release}.txt`;
