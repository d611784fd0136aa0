import type { SiteModel } from "../node/build/site-model.ts";
import { type ArticleKind, listArticles } from "./view/article-view.ts";
import { usedFlags } from "./view/flag-view.ts";
import { kfuncsBySubsystem } from "./view/kfunc-row.ts";
import { usedProgramTypes } from "./view/program-type-view.ts";

interface SidebarLink {
  readonly label: string;
  readonly link: string;
}

interface SidebarGroup {
  readonly label: string;
  readonly collapsed?: boolean;
  readonly items: SidebarLink[];
}

const articles = (kind: ArticleKind): SidebarLink[] =>
  listArticles(kind).map(({ slug, title }) => ({ label: title, link: `/${kind}s/${slug}/` }));

/** Starlight's sidebar: kfuncs by subsystem first, then what surrounds them. Links are from the site's root. */
export function sidebar(model: SiteModel): (SidebarLink | SidebarGroup)[] {
  const kfuncs = kfuncsBySubsystem(model.kfuncs).map(({ subsystem, rows }) => ({
    label: subsystem,
    items: rows.map(({ name }) => ({ label: name, link: `/kfuncs/${name}/` })),
  }));
  const groups: SidebarGroup[] = [
    { label: "Guides", items: articles("guide") },
    { label: "Concepts", items: articles("concept") },
    { label: "Examples", items: model.examples.map(({ key, title }) => ({ label: title, link: `/examples/${key}/` })) },
    { label: "Flags", items: usedFlags(model).map((flag) => ({ label: flag, link: `/flags/${flag}/` })) },
    {
      label: "Program types",
      collapsed: true,
      items: usedProgramTypes(model).map((type) => ({ label: type, link: `/program-types/${type}/` })),
    },
  ];
  return [
    { label: "All kfuncs", link: "/" },
    ...kfuncs,
    ...groups.filter(({ items }) => items.length > 0),
    {
      label: "Findings",
      items: [
        { label: "Fault rules", link: "/faults/" },
        { label: "Diagnostics", link: "/diagnostics/" },
      ],
    },
  ];
}
