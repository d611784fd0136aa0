import { kfuncFlags } from "../../core/uapi/kfunc-flags.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { readPage } from "../../node/pages/read-page.ts";
import { plainMarkdown } from "../markdown/plain-markdown.ts";
import { pagePath, sitePath } from "../paths.ts";
import { type ArticleKind, listArticles } from "./article-view.ts";
import { errnoViews } from "./errno-view.ts";
import { exampleMarkdown } from "./example-markdown.ts";
import { kfuncMarkdown } from "./kfunc-markdown.ts";
import { messageViews } from "./message-view.ts";
import { flagPage, pageFacts, programTypePage } from "./page-facts.ts";
import { programTypeNames } from "./program-type-names.ts";

/** A page as Markdown, for programs that read. */
export interface MarkdownTwin {
  /** What its page is about, as a heading of `llms.txt`. */
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  /** The address of the page; the twin's is `markdownPath`. */
  readonly href: string;
  text(): string;
}

/** `/kfuncs/bpf_x.md` is the twin of `/kfuncs/bpf_x/`. */
export const markdownPath = (href: string): string => href.replace(/\/$/, ".md");

const titled = (title: string, summary: string, ...parts: readonly string[]) =>
  [`# ${title}`, ...[summary, ...parts].filter((part) => part !== "")].join("\n\n");

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

const proseOf = (model: SiteModel, path: string) => plainMarkdown(readPage(path)?.text ?? "", { model });

const kfuncTwins = (model: SiteModel): MarkdownTwin[] =>
  model.kfuncs.map((kfunc) => ({
    kind: "Kfuncs",
    title: kfunc.name,
    summary: kfunc.spec.summary ?? "",
    href: pagePath("kfunc", kfunc.name),
    text: () => kfuncMarkdown(model, kfunc),
  }));

const articleTwins = (model: SiteModel, kind: ArticleKind, title: string): MarkdownTwin[] =>
  listArticles(kind).map((article) => ({
    ...article,
    kind: title,
    text: () => titled(article.title, article.summary, proseOf(model, `${kind}s/${article.slug}.md`)),
  }));

const exampleTwins = ({ examples }: SiteModel): MarkdownTwin[] =>
  examples.map((example) => ({
    kind: "Examples",
    title: example.title,
    summary: example.summary,
    href: pagePath("example", example.key),
    text: () => exampleMarkdown(example),
  }));

const flagTwins = (model: SiteModel): MarkdownTwin[] =>
  kfuncFlags.map((flag) => {
    const summary = pageFacts("flag", flagPage(flag))?.summary ?? "";
    const carriers = model.kfuncs.filter(({ flags }) => flags.includes(flag)).map(({ name }) => `\`${name}\``);
    const text = () => titled(flag, summary, proseOf(model, flagPage(flag)), list(carriers));
    return { kind: "Flags", title: flag, summary, href: pagePath("flag", flag), text };
  });

const programTypeTwins = (model: SiteModel): MarkdownTwin[] =>
  programTypeNames.map(({ name, href }) => {
    const summary = pageFacts("program-type", programTypePage(name))?.summary ?? "";
    const callable = model.kfuncs
      .filter(({ programTypes }) => programTypes.includes(name))
      .map((kfunc) => `\`${kfunc.name}\``);
    const text = () => titled(name, summary, proseOf(model, programTypePage(name)), list(callable));
    return { kind: "Program types", title: name, summary, href, text };
  });

const errnoTwins = (model: SiteModel): MarkdownTwin[] =>
  errnoViews(model).map(({ value, summary, href, families }) => {
    const cases = model.kfuncs.flatMap(({ name, errors = [] }) =>
      errors
        .filter((error) => error.value === value)
        .map(({ when }) => `\`${name}\`: ${plainMarkdown(when, { model })}`),
    );
    return {
      kind: "Error values",
      title: value,
      summary,
      href,
      text: () => titled(value, summary, families.length > 0 ? list(cases) : ""),
    };
  });

const messageTwins = (model: SiteModel): MarkdownTwin[] =>
  messageViews(model).map(({ words, summary, href, sample, rules }) => ({
    kind: "Verifier messages",
    title: words,
    summary,
    href,
    text: () =>
      titled(
        words,
        summary,
        sample === undefined ? "" : `As a kernel wrote it: \`${sample}\``,
        list(rules.map(({ title, explanation, why = "" }) => `${title}: ${explanation?.remedy ?? why}`)),
      ),
  }));

const known = new WeakMap<SiteModel, readonly MarkdownTwin[]>();

function findTwins(model: SiteModel): MarkdownTwin[] {
  return [
    ...articleTwins(model, "guide", "Guides"),
    ...articleTwins(model, "concept", "Concepts"),
    ...kfuncTwins(model),
    ...exampleTwins(model),
    ...programTypeTwins(model),
    ...flagTwins(model),
    ...errnoTwins(model),
    ...messageTwins(model),
  ];
}

/** All pages that have a twin, in the order in which `llms.txt` lists them. */
export function markdownTwins(model: SiteModel): readonly MarkdownTwin[] {
  const twins = known.get(model) ?? findTwins(model);
  known.set(model, twins);
  return twins;
}

const hrefs = new WeakMap<SiteModel, ReadonlySet<string>>();

/** The twin of the page at an address, or undefined where it has none. */
export function twinOf(model: SiteModel, href: string): string | undefined {
  const all = hrefs.get(model) ?? new Set(markdownTwins(model).map((twin) => twin.href));
  hrefs.set(model, all);
  return all.has(href) ? markdownPath(href) : undefined;
}

/** `kfuncs/bpf_x`: the path of a twin below the site's base, without its ending. */
export const twinSlug = ({ href }: MarkdownTwin): string => href.slice(sitePath("/").length).replace(/\/$/, "");
