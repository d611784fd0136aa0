import type { ErrorModel, KfuncModel, ParameterModel, SiteModel } from "../../node/build/site-model.ts";
import { readPage } from "../../node/pages/read-page.ts";
import { plainMarkdown } from "../markdown/plain-markdown.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import { availabilityLine } from "./availability-line.ts";
import { availabilityView } from "./availability-view.ts";
import { pathInC } from "./path-in-c.ts";
import { phraseText } from "./phrase.ts";

/** Puts a text of Markdown on one line. */
type Inline = (text: string) => string;

const inlineOf =
  (model: SiteModel): Inline =>
  (text) =>
    plainMarkdown(text, { model }).replace(/\s*\n\s*/g, " ");

const cell = (text: string) => text.replaceAll("|", "\\|");

function parameterLines({ name, type, text, members }: ParameterModel, inline: Inline): string[] {
  const own = `- \`${name}\` (\`${type}\`)${text === undefined ? "" : `: ${inline(text)}`}`;
  return [
    own,
    ...members.map((each) => `  - \`${each.name}\` (\`${each.type}\`, ${each.direction}): ${inline(each.text)}`),
  ];
}

function errorLines(errors: readonly ErrorModel[], { params }: KfuncModel, inline: Inline): string[] {
  const row = ({ value, via, when, shown_by, not_shown }: ErrorModel) => {
    const shown =
      shown_by === undefined ? `not shown: ${inline(not_shown ?? "")}` : `[${shown_by}](${scenarioPath(shown_by)})`;
    const arrives = via ? `\`${pathInC(via, params)}\`` : "returned";
    return `| \`${value === "NULL" ? value : `-${value}`}\` | ${arrives} | ${cell(inline(when))} | ${cell(shown)} |`;
  };
  return ["| Value | Arrives in | When | Shown by |", "| --- | --- | --- | --- |", ...errors.map(row)];
}

function availabilityLines(model: SiteModel, kfunc: KfuncModel): string[] {
  return availabilityView(model.kernels, kfunc).rows.map(({ types, spans }) => {
    const answers = spans.map(({ word, releases }) => `${word.toLowerCase()} in ${releases}`);
    return `- ${types.map(({ name }) => `\`${name}\``).join(", ")}: ${answers.join(", ")}`;
  });
}

function exampleLines({ examples }: SiteModel, kfunc: KfuncModel): string[] {
  return examples
    .filter(({ key }) => kfunc.examples.some((each) => each.key === key))
    .map(({ key, title, summary }) => `- [${title}](${pagePath("example", key)}): ${summary}`);
}

/** The page of a kfunc as Markdown: its sections below a heading of the given level; `notes` stands before the names of its footnotes. */
export function kfuncMarkdown(model: SiteModel, kfunc: KfuncModel, { level = 1, notes = "" } = {}): string {
  const { name, spec, params, errors, flags, declaration, page } = kfunc;
  const marks = "#".repeat(level);
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${marks}# ${title}`, lines.join("\n")];
  const usage = readPage(page);
  const inline = inlineOf(model);
  return [
    `${marks} ${name}`,
    ...(spec.summary === undefined ? [] : [inline(spec.summary)]),
    availabilityLine(kfunc).map(phraseText).join(" · "),
    `\`\`\`c\n${declaration}\n\`\`\``,
    ...section(
      "Parameters",
      params.flatMap((param) => parameterLines(param, inline)),
    ),
    ...section("Return value", spec.returns === undefined ? [] : [inline(spec.returns)]),
    ...section("Errors", errors?.length ? errorLines(errors, kfunc, inline) : []),
    ...section("Flags", flags.length > 0 ? [flags.map((flag) => `\`${flag}\``).join(", ")] : []),
    ...section("Availability", availabilityLines(model, kfunc)),
    ...section("Usage", usage ? [plainMarkdown(usage.text, { model, shift: level, notes })] : []),
    ...section("Examples", exampleLines(model, kfunc)),
  ].join("\n\n");
}
