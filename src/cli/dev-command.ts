import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { showPath, showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { explainFailure } from "../node/reports/explain-failure.ts";
import { printChange } from "../node/reports/print-change.ts";
import { paletteFor } from "../node/reports/print-report.ts";
import { progressFor } from "../node/reports/progress.ts";
import type { Pass } from "../node/watch/check-again.ts";
import { cacheOption, contentOption, project } from "./project-folders.ts";
import { untilStopped } from "./until-stopped.ts";

interface DevFlags {
  readonly content: string;
  readonly cache: string;
  readonly host?: string;
  readonly port: number;
}

async function runDev({ content, cache, host, port }: DevFlags, command: Command): Promise<void> {
  const { refuseTakenPort } = await import("../dev/refuse-taken-port.ts");
  if (command.getOptionValueSource("port") === "cli") await refuseTakenPort(port, host);
  const { serveLive } = await import("../dev/dev-server.ts");
  const folder = resolve(content);
  let told: readonly Diagnostic[] = [];
  console.log("Checking everything; then the site is served, and follows each save. Ctrl-C ends it.");
  const options = {
    project,
    content: folder,
    cache: resolve(cache),
    port,
    ...(host !== undefined && { host }),
    progress: progressFor({}, process.env),
    tellPass: ({ report, changed, seconds }: Pass) => {
      const findings = showPlaces(distinctFindings(report.diagnostics), folder);
      const names = changed.map(showPath(folder));
      console.log(printChange(told, findings, names, seconds, new Date(), paletteFor(process.stdout)));
      told = findings;
    },
    tellServing: (addresses: readonly string[]) => console.log(addresses.join("\n")),
    tellFailure: (failure: unknown) => console.log(explainFailure(failure, process.env)),
  };
  await untilStopped((stop) => serveLive({ ...options, stop }));
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InvalidArgumentError("It is a number from 0 to 65535.");
}

export function devCommand(): Command {
  return new Command("dev")
    .description("serves the site, and brings it up to date with each save of a spec, a page or an example")
    .addOption(
      new Option("--port <number>", "where it is served; where none is named, the next free one")
        .argParser(portNumber)
        .default(4321),
    )
    .option("--host <address>", "for other machines too: an address of this one, or 0.0.0.0 for all")
    .addOption(contentOption())
    .addOption(cacheOption())
    .action(runDev);
}
