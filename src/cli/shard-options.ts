import { InvalidArgumentError, Option } from "commander";
import { kfdocCommand } from "../core/words/kfdoc-command.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { parseShard, reportName, type Shard } from "../node/shards/shard.ts";

function shard(text: string): Shard {
  const parsed = parseShard(text);
  if (parsed) return parsed;
  throw new InvalidArgumentError("It is a part such as 2/4: the second of four.");
}

export const shardOption = () =>
  new Option(
    "--shard <part>",
    `does one part of the work, such as 2/4, and writes a report for ${kfdocCommand("merge")}`,
  ).argParser(shard);

export const reportOption = (command: string) =>
  new Option(
    "--report <file>",
    `where the report of --shard is written (default: ${reportName(command, { index: 2, count: 4 })})`,
  );

export const reportFile = (command: string, shard: Shard, named: string | undefined): string =>
  named ?? reportName(command, shard);

/** A report is what a shard writes. */
export function refuseReport({ report, shard: part }: { readonly report?: string; readonly shard?: Shard }): void {
  if (report !== undefined && !part)
    throw new UsageError("--report is of a shard", "Name the part, such as --shard 2/4.");
}
