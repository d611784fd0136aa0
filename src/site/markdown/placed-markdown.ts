import type { LeafDirective } from "mdast-util-directive";
import type { SiteModel } from "../../node/build/site-model.ts";
import type { KfuncFilter } from "../../node/pages/listed-kfuncs.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import { regionSource } from "../view/example-view.ts";
import type { KfuncRow } from "../view/kfunc-row.ts";
import { type KfuncColumn, kfuncColumns, placedKfuncs } from "../view/placed-kfuncs-view.ts";

/** What stands in a column of a table on the site, in words. */
const cells: { readonly [Column in KfuncColumn]: (row: KfuncRow) => string } = {
  since: ({ since, until }) => (until ? `${since}, up to ${until}` : since),
  flags: ({ flags }) => flags.map(({ name }) => `\`${name}\``).join(", "),
  types: ({ programTypes: { shown, all } }) => (all ? all.words : shown.map(({ name }) => name).join(", ")),
  page: ({ isDescribed }) => (isDescribed ? "written" : "facts"),
};

/** A table of kfuncs: a line for each, with what the table on the site says in its columns. */
function kfuncTable(model: SiteModel, filter: KfuncFilter): string {
  const { rows, columns } = placedKfuncs(model, filter);
  const line = (parts: readonly string[]) => `| ${parts.map((part) => part.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(["Kfunc", ...columns.map((column) => kfuncColumns[column])]),
    line(["---", ...columns.map(() => "---")]),
    ...rows.map((row) => line([`[\`${row.name}\`](${row.href})`, ...columns.map((column) => cells[column](row))])),
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
