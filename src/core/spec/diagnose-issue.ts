import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { badKey, meantKey, missingKey, oneKey, unknownKey } from "./diagnose-key.ts";
import { isUnquotedVersion, unknownName, unquotedVersion, wrongType } from "./diagnose-value.ts";
import type { Issue } from "./flatten-issues.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import { printPath, valueAt } from "./path.ts";
import type { Shape } from "./schema-shape.ts";

/** The issues as findings, each on the narrowest place, with the words of the format that it breaks. */
export function diagnoseIssues(issues: readonly Issue[], yaml: ParsedYaml, shape: Shape): Diagnostic[] {
  return withoutEchoes(issues, yaml, shape).map((issue) => diagnose(issue, yaml, shape));
}

/** A key that is missing because it is misspelt is found once, as the misspelt one. */
function withoutEchoes(issues: readonly Issue[], yaml: ParsedYaml, shape: Shape): Issue[] {
  const meant = issues.flatMap(({ kind, path }) => {
    const key = kind === "unknown-key" ? meantKey(path, yaml, shape) : undefined;
    return key === undefined ? [] : [printPath([...path.slice(0, -1), key])];
  });
  return issues.filter((issue) => !(isMissing(issue, yaml) && meant.includes(printPath(issue.path))));
}

/** Whether nothing stands at the path, not even an empty value. */
function isMissing(issue: Issue, yaml: ParsedYaml): boolean {
  return issue.path.length > 0 && valueAt(yaml.value, issue.path) === undefined;
}

function diagnose(issue: Issue, yaml: ParsedYaml, shape: Shape): Diagnostic {
  if (isMissing(issue, yaml)) return missingKey(issue.path, yaml, shape);
  switch (issue.kind) {
    case "unknown-key":
      return unknownKey(issue.path, yaml, shape);
    case "bad-key":
      return badKey(issue.path, issue.expected, yaml);
    case "unknown-name":
      return unknownName(issue.path, issue.values, yaml);
    case "one-key":
      return oneKey(issue.path, yaml, shape);
    case "wrong-type":
      return isUnquotedVersion(issue.path, yaml)
        ? unquotedVersion(issue.path, yaml)
        : wrongType(issue.path, issue.expected, yaml, shape);
  }
}
