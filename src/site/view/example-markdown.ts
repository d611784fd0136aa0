import { blankRegionMarks } from "../../core/spec/regions.ts";
import type { ExampleModel, ScenarioModel } from "../../node/build/site-model.ts";
import type { CallFailure } from "./call-failure.ts";
import type { Phrase } from "./phrase.ts";
import { scenarioView } from "./scenario-view.ts";
import { selfContainedView } from "./self-contained-view.ts";

const markdownOf = (phrases: readonly Phrase[]): string =>
  phrases.map(({ text, code }) => (code ? `\`${text}\`` : text)).join("");

function failureText({ kfunc, returned, stored }: CallFailure): string {
  const values = stored.map(({ path, value }) => ` and stored \`${path} = ${value}\``);
  return `Error value: \`${kfunc}\` returned \`${returned}\`${values.join("")}.`;
}

/** A scenario as its box shows it: what is set up, and what came of it. */
function scenarioText(example: ExampleModel, scenario: ScenarioModel): string {
  const view = scenarioView(example, scenario);
  const { name, summary, variant, input, gap, ending, fault, recordedBy, returns, failures, engines } = view;
  const setUp = [...(variant ? [`compiled with \`-D${variant}\``] : []), ...input];
  const lines = [
    ...(setUp.length > 0 ? setUp : ["nothing set up"]).map((line) => `Input: ${line}`),
    ...(fault ? [`Fault (\`${fault.rule}\`) in line ${fault.place.line}: ${fault.message}`] : []),
    ...(gap === undefined ? [] : [`Not run in the emulator: ${gap}.`]),
    ...(ending ? [`Ran in the emulator: ${markdownOf(ending)}`] : []),
    ...(recordedBy && returns ? [`Returned \`${returns}\` in ${recordedBy}.`] : []),
    ...failures.map(failureText),
    ...engines.lines,
  ];
  return [`### ${name}`, summary, lines.map((line) => `- ${line}`).join("\n")].join("\n\n");
}

/** The page of an example as Markdown. */
export function exampleMarkdown(example: ExampleModel): string {
  const { title, summary, programType, source, compileCommand, scenarios } = example;
  const whole = selfContainedView(example);
  return [
    `# ${title}`,
    summary,
    `Program type: \`${programType}\``,
    `\`\`\`c\n${blankRegionMarks(source).trimEnd()}\n\`\`\``,
    `Compile: \`${compileCommand}\``,
    ...(whole ? [`Without includes: [${whole.file}](${whole.href}). Compile: \`${whole.compileCommand}\``] : []),
    `## Scenarios`,
    ...scenarios.map((scenario) => scenarioText(example, scenario)),
  ].join("\n\n");
}
