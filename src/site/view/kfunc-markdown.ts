import type { ErrorModel, KfuncModel, ParameterModel, SiteModel } from "../../node/build/site-model.ts";
import { readPage } from "../../node/pages/read-page.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import { availabilityLine } from "./availability-line.ts";
import { availabilityView } from "./availability-view.ts";
import { pathInC } from "./path-in-c.ts";
import { phraseText } from "./phrase.ts";

/** Without front matter, `[[names]]` as code and placed examples as links; headings go `shift` levels down. */
export function plainMarkdown(text: string, shift = 0): string {
  return text
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/\[\[([^[\]\n]*)\]\]/g, "`$1`")
    .replace(
      /^::example\{name="([^"]+)"[^}]*\}$/gm,
      (_, key: string) => `[Example ${key}](${pagePath("example", key)})`,
    )
    .replace(/^#{1,5} /gm, (marks) => `${"#".repeat(shift)}${marks}`)
    .trim();
}

const inline = (text: string) => plainMarkdown(text).replace(/\s*\n\s*/g, " ");

const cell = (text: string) => inline(text).replaceAll("|", "\\|");

function parameterLines({ name, type, text, members }: ParameterModel): string[] {
  const own = `- \`${name}\` (\`${type}\`)${text === undefined ? "" : `: ${inline(text)}`}`;
  return [
    own,
    ...members.map((each) => `  - \`${each.name}\` (\`${each.type}\`, ${each.direction}): ${inline(each.text)}`),
  ];
}

function errorLines(errors: readonly ErrorModel[], { params }: KfuncModel): string[] {
  const row = ({ value, via, when, shown_by, not_shown }: ErrorModel) => {
    const shown = shown_by === undefined ? `not shown: ${not_shown ?? ""}` : `[${shown_by}](${scenarioPath(shown_by)})`;
    const arrives = via ? `\`${pathInC(via, params)}\`` : "returned";
    return `| \`${value === "NULL" ? value : `-${value}`}\` | ${arrives} | ${cell(when)} | ${cell(shown)} |`;
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

/** The page of a kfunc as Markdown: its sections below a heading of the given level. */
export function kfuncMarkdown(model: SiteModel, kfunc: KfuncModel, level = 1): string {
  const { name, spec, params, errors, flags, declaration, page } = kfunc;
  const marks = "#".repeat(level);
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${marks}# ${title}`, lines.join("\n")];
  const usage = readPage(page);
  return [
    `${marks} ${name}`,
    ...(spec.summary === undefined ? [] : [inline(spec.summary)]),
    availabilityLine(kfunc).map(phraseText).join(" · "),
    `\`\`\`c\n${declaration}\n\`\`\``,
    ...section("Parameters", params.flatMap(parameterLines)),
    ...section("Return value", spec.returns === undefined ? [] : [inline(spec.returns)]),
    ...section("Errors", errors?.length ? errorLines(errors, kfunc) : []),
    ...section("Flags", flags.length > 0 ? [flags.map((flag) => `\`${flag}\``).join(", ")] : []),
    ...section("Availability", availabilityLines(model, kfunc)),
    ...section("Usage", usage ? [plainMarkdown(usage.text, level)] : []),
    ...section("Examples", exampleLines(model, kfunc)),
  ].join("\n\n");
}
