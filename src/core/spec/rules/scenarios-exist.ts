import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Span } from "../../diagnostics/source.ts";
import { listSome } from "../../words/list-some.ts";
import { type Content, isExamplePath, keyOf } from "../content.ts";

/** Past this many, examples and scenarios are counted. */
const mostListed = 12;

/** `shown_by` leads to an example and a scenario of it. */
export function scenariosExist(content: Content): Diagnostic[] {
  return content.kfuncs.flatMap(({ value, spanOf }) =>
    (value.errors ?? []).flatMap(({ shown_by }, index) =>
      shown_by ? check(content, shown_by, spanOf(["errors", index, "shown_by"])) : [],
    ),
  );
}

function check(content: Content, reference: string, place: Span): Diagnostic[] {
  const [key = "", scenario = ""] = reference.split("#", 2);
  if (isUnread(content, key)) return [];
  const example = content.examples.find((candidate) => candidate.key === key);
  if (!example) return [unknownExample(content, key, scenario, place)];
  const names = example.file.value.scenarios.map(({ name }) => name);
  if (names.includes(scenario)) return [];
  const close = nearest(scenario, names);
  return [
    errorAt(place, "spec/unknown-scenario", `The example ${key} has no scenario ${scenario}`, {
      notes:
        close === undefined
          ? [{ message: `it has ${listSome(names, mostListed)}`, place: example.file.spanOf(["scenarios"], "key") }]
          : [],
      help: close ? `did you mean ${key}#${close}?` : `name one of its scenarios, or add ${scenario} to it`,
    }),
  ];
}

function isUnread({ unread = [] }: Content, key: string): boolean {
  return unread.some(({ path }) => isExamplePath(path) && keyOf(path) === key);
}

/** What there is instead: the examples of the same folder, or else all of them. */
function othersThan(key: string, keys: readonly string[]): string {
  if (keys.length === 0) return "there are no examples yet";
  const folder = key.slice(0, key.indexOf("/") + 1);
  const beside = folder === "" ? [] : keys.filter((other) => other.startsWith(folder));
  const [whose, listed] = beside.length > 0 ? [` of ${folder}`, beside] : ["", keys];
  return `the examples${whose} are ${listSome(listed, mostListed)}`;
}

function unknownExample({ examples }: Content, key: string, scenario: string, place: Span): Diagnostic {
  const keys = examples.map((example) => example.key);
  const close = nearest(key, keys);
  return errorAt(place, "spec/unknown-scenario", `There is no example ${key}`, {
    notes: close === undefined ? [{ message: othersThan(key, keys) }] : [],
    help: close ? `did you mean ${close}#${scenario}?` : `add content/examples/${key}.yaml`,
  });
}
