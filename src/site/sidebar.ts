import { Derived } from "../core/derived/derived.ts";
import { kfuncFlags } from "../core/uapi/kfunc-flags.ts";
import type { SiteModel } from "../node/build/site-model.ts";
import { pagesVersion } from "../node/pages/read-page.ts";
import { type ArticleKind, listArticles } from "./view/article-view.ts";
import { folderId } from "./view/examples-view.ts";
import { byFamily, type Family, familyId } from "./view/families.ts";
import { programTypeNames, readableName } from "./view/program-type-names.ts";

export interface SidebarLink {
  readonly label: string;
  readonly link: string;
}

export interface SidebarGroup {
  readonly label: string;
  readonly collapsed?: boolean;
  readonly items: SidebarEntry[];
}

export type SidebarEntry = SidebarLink | SidebarGroup;

const articles = (kind: ArticleKind): SidebarLink[] =>
  listArticles(kind).map(({ slug, title }) => ({ label: title, link: `/${kind}s/${slug}/` }));

const families = new Derived<readonly Family<string>[]>();

/** Families with the names of their kfuncs, in order. */
const familiesOf = (model: SiteModel): readonly Family<string>[] =>
  families.of([model, pagesVersion()], () => groupByFamily(model));

const groupByFamily = (model: SiteModel): Family<string>[] =>
  byFamily(model, model.kfuncs, ({ subsystem }) => subsystem).map(({ members, ...family }) => ({
    ...family,
    members: members.map(({ name }) => name).sort(),
  }));

/** Families as links, the one that holds the kfunc of the page as a group: several hundred links on every page weigh. */
function familyEntries(model: SiteModel, kfunc: string | undefined): SidebarEntry[] {
  return familiesOf(model).map(({ family, title, members }) => {
    if (kfunc === undefined || !members.includes(kfunc)) return { label: title, link: `/kfuncs/#${familyId(family)}` };
    return { label: title, items: members.map((name) => ({ label: name, link: `/kfuncs/${name}/` })) };
  });
}

/** Folders as links, the one that holds the example of the page as a group. */
function exampleEntries(model: SiteModel, key: string | undefined): SidebarEntry[] {
  if (model.examples.length === 0) return [];
  const folders = byFamily(model, model.examples, ({ subsystem }) => subsystem);
  const entries = folders.map(({ family, title, members }): SidebarEntry => {
    if (!members.some((member) => member.key === key)) return { label: title, link: `/examples/#${folderId(family)}` };
    return { label: title, items: members.map((each) => ({ label: each.title, link: `/examples/${each.key}/` })) };
  });
  return [{ label: "All examples", link: "/examples/" }, ...entries];
}

/** What a page is about, so that the sidebar opens there. */
export interface PageSubject {
  readonly kfunc?: string | undefined;
  /** Its key. */
  readonly example?: string | undefined;
}

/** Starlight's sidebar for a page. Links are from the site's root. */
export function sidebar(model: SiteModel, { kfunc, example }: PageSubject = {}): SidebarEntry[] {
  const groups: SidebarGroup[] = [
    { label: "Guides", items: articles("guide") },
    { label: "Concepts", items: articles("concept") },
    { label: "Kfuncs", items: [{ label: "All kfuncs", link: "/kfuncs/" }, ...familyEntries(model, kfunc)] },
    { label: "Examples", collapsed: true, items: exampleEntries(model, example) },
    {
      label: "Program types",
      collapsed: true,
      items: [
        { label: "All program types", link: "/program-types/" },
        ...programTypeNames.map((type) => ({ label: readableName(type), link: `/program-types/${type.name}/` })),
      ],
    },
    {
      label: "Flags",
      collapsed: true,
      items: [
        { label: "All flags", link: "/flags/" },
        ...kfuncFlags.map((flag) => ({ label: flag, link: `/flags/${flag}/` })),
      ],
    },
    {
      label: "Releases",
      collapsed: true,
      items: [
        { label: "All releases", link: "/releases/" },
        ...model.kernels.map(({ release }) => ({ label: `Linux ${release}`, link: `/releases/${release}/` })),
      ],
    },
    {
      label: "Reference",
      items: [
        { label: "Availability matrix", link: "/availability/" },
        { label: "Structs", link: "/structs/" },
        { label: "Error values", link: "/errors/" },
        { label: "Verifier messages", link: "/verifier-messages/" },
        { label: "Coverage", link: "/coverage/" },
        { label: "The emulator", link: "/emulator/" },
        { label: "Fault rules", link: "/faults/" },
        { label: "Diagnostics", link: "/diagnostics/" },
        { label: "Everything on one page", link: "/everything/" },
      ],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
