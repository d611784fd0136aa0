import type { LeafDirective } from "mdast-util-directive";
import type { SiteModel } from "../../node/build/site-model.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import { regionSource } from "../view/example-view.ts";
import { placedKfuncs } from "../view/placed-kfuncs-view.ts";

/** A table of kfuncs: a line for each, with what the table on the site says in its columns. */
function kfuncTable(model: SiteModel, filter: Parameters<typeof placedKfuncs>[1]): string {
  const { rows, columns } = placedKfuncs(model, filter);
  const cells = {
    since: {
      title: "Since",
      of: (row: (typeof rows)[number]) => `${row.since}${row.until ? `, up to ${row.until}` : ""}`,
    },
    flags: {
      title: "Flags",
      of: (row: (typeof rows)[number]) => row.flags.map(({ name }) => `\`${name}\``).join(", "),
    },
    types: {
      title: "Program types",
      of: ({ programTypes: { shown, all } }: (typeof rows)[number]) =>
        all ? all.words : shown.map(({ name }) => name).join(", "),
    },
    page: { title: "Page", of: ({ isDescribed }: (typeof rows)[number]) => (isDescribed ? "written" : "facts") },
  };
  const line = (parts: readonly string[]) => `| ${parts.map((part) => part.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(["Kfunc", ...columns.map((column) => cells[column].title)]),
    line(["---", ...columns.map(() => "---")]),
    ...rows.map((row) => line([`[\`${row.name}\`](${row.href})`, ...columns.map((column) => cells[column].of(row))])),
  ].join("\n");
}

function placedExample(
  model: SiteModel,
  key: string,
  scenario: string | undefined,
  region: string | undefined,
): string {
  const example = model.examples.find((candidate) => candidate.key === key);
  if (example && region !== undefined) {
    return `From [${example.sourceFile}](${pagePath("example", key)}):\n\n\`\`\`c\n${regionSource(example, region)}\n\`\`\``;
  }
  if (scenario === undefined) return `[Example ${key}](${pagePath("example", key)})`;
  return `[Example ${key}, ${scenario}](${scenarioPath(`${key}#${scenario}`)})`;
}

/** What a directive places, as Markdown: a table, code, or a link to what the site shows. */
export function placedMarkdown(model: SiteModel, { name, attributes }: LeafDirective): string {
  const given = attributes ?? {};
  if (name === "kfuncs") return kfuncTable(model, given);
  return placedExample(model, given.name ?? "", given.scenario ?? undefined, given.region ?? undefined);
}
