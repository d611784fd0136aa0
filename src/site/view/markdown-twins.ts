import { kfuncFlags } from "../../core/uapi/kfunc-flags.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { readPage } from "../../node/pages/read-page.ts";
import { plainMarkdown } from "../markdown/plain-markdown.ts";
import { titled } from "../markdown/titled.ts";
import { pagePath, sitePath } from "../paths.ts";
import { type ArticleKind, articlePage, listArticles } from "./article-view.ts";
import { errnoViews } from "./errno-view.ts";
import { everythingMarkdown } from "./everything-markdown.ts";
import { exampleMarkdown } from "./example-markdown.ts";
import { kfuncMarkdown } from "./kfunc-markdown.ts";
import { messageViews } from "./message-view.ts";
import { flagPage, pageFacts, programTypePage } from "./page-facts.ts";
import { programTypeNames } from "./program-type-names.ts";

/** A page as Markdown of its own, for programs that read; other pages are turned into Markdown once they are there. */
export interface MarkdownTwin {
  /** The address of the page. */
  readonly href: string;
  text(): string;
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

const proseOf = (model: SiteModel, path: string) => plainMarkdown(readPage(path)?.text ?? "", { model });

const kfuncTwins = (model: SiteModel): MarkdownTwin[] =>
  model.kfuncs.map((kfunc) => ({
    href: pagePath("kfunc", kfunc.name),
    text: () => kfuncMarkdown(model, kfunc),
  }));

const articleTwins = (model: SiteModel, kind: ArticleKind): MarkdownTwin[] =>
  listArticles(kind).map((article) => ({
    href: article.href,
    text: () => titled(article.title, article.summary, proseOf(model, articlePage(kind, article.slug))),
  }));

const exampleTwins = ({ examples }: SiteModel): MarkdownTwin[] =>
  examples.map((example) => ({
    href: pagePath("example", example.key),
    text: () => exampleMarkdown(example),
  }));

const flagTwins = (model: SiteModel): MarkdownTwin[] =>
  kfuncFlags.map((flag) => {
    const summary = pageFacts("flag", flagPage(flag))?.summary ?? "";
    const carriers = model.kfuncs.filter(({ flags }) => flags.includes(flag)).map(({ name }) => `\`${name}\``);
    const text = () => titled(flag, summary, proseOf(model, flagPage(flag)), list(carriers));
    return { href: pagePath("flag", flag), text };
  });

const programTypeTwins = (model: SiteModel): MarkdownTwin[] =>
  programTypeNames.map(({ name, href }) => {
    const summary = pageFacts("program-type", programTypePage(name))?.summary ?? "";
    const callable = model.kfuncs
      .filter(({ programTypes }) => programTypes.includes(name))
      .map((kfunc) => `\`${kfunc.name}\``);
    const text = () => titled(name, summary, proseOf(model, programTypePage(name)), list(callable));
    return { href, text };
  });

const errnoTwins = (model: SiteModel): MarkdownTwin[] =>
  errnoViews(model).map(({ value, summary, href, families }) => {
    const cases = model.kfuncs.flatMap(({ name, errors = [] }) =>
      errors
        .filter((error) => error.value === value)
        .map(({ when }) => `\`${name}\`: ${plainMarkdown(when, { model })}`),
    );
    return {
      href,
      text: () => titled(value, summary, families.length > 0 ? list(cases) : ""),
    };
  });

const messageTwins = (model: SiteModel): MarkdownTwin[] =>
  messageViews(model).map(({ words, summary, href, sample, rules }) => ({
    href,
    text: () =>
      titled(
        words,
        summary,
        sample === undefined ? "" : `As a kernel wrote it: \`${sample}\``,
        list(rules.map(({ title, explanation, why = "" }) => `${title}: ${explanation?.remedy ?? why}`)),
      ),
  }));

const everythingTwin = (model: SiteModel): MarkdownTwin => ({
  href: sitePath("everything/"),
  text: () => titled("Everything on one page", everythingMarkdown(model)),
});

/** All pages whose Markdown is made from what they were made of. */
export function markdownTwins(model: SiteModel): MarkdownTwin[] {
  return [
    ...articleTwins(model, "guide"),
    ...articleTwins(model, "concept"),
    ...kfuncTwins(model),
    ...exampleTwins(model),
    ...programTypeTwins(model),
    ...flagTwins(model),
    ...errnoTwins(model),
    ...messageTwins(model),
    everythingTwin(model),
  ];
}
