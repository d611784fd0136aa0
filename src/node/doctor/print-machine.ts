import { canBuild, type Examined, type Purpose } from "./examine-machine.ts";

const headings: Readonly<Record<Purpose, string>> = {
  build: "For npm run check and npm run build:",
  tests: "For npm test:",
  verify: "For npm run verify:",
};

const verdicts = { true: "Builds can be made here.", false: "No build can be made here as long as that is missing." };

function printOne({ name, found, why, reasons, remedy }: Examined): string[] {
  if (found !== undefined) return [`  ${name}: ${found}`];
  return [`  ${name} is missing: ${why}.`, ...reasons.map((reason) => `    ${reason}`), `    ${remedy}`];
}

/** What a machine has and lacks, by what it is for. */
export function printMachine(examined: readonly Examined[]): string {
  const groups = (Object.keys(headings) as Purpose[]).map((purpose) => {
    const own = examined.filter((each) => each.purpose === purpose);
    return [headings[purpose], ...own.flatMap(printOne)].join("\n");
  });
  return [...groups, verdicts[`${canBuild(examined)}`]].join("\n\n");
}
