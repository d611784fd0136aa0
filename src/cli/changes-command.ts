import { resolve } from "node:path";
import { Command } from "commander";
import { findChanges } from "../node/changes/find-changes.ts";
import { printChanges } from "../node/changes/print-changes.ts";
import { currentSnapshot, snapshotAt } from "../node/changes/snapshot.ts";
import { contentOption } from "./project-folders.ts";

interface ChangesFlags {
  readonly content: string;
}

function runChanges(commit: string, { content }: ChangesFlags): void {
  const folder = resolve(content);
  const changes = findChanges(snapshotAt(folder, commit), currentSnapshot(folder));
  if (changes.length > 0) console.log(printChanges(changes));
  else console.error(`The kernels are those of ${commit}: there is nothing to compare`);
}

export function changesCommand(): Command {
  return new Command("changes")
    .description("prints, as Markdown, what changed in kernels that were imported or verified since a commit")
    .argument("[commit]", "what the content folder is compared with", "HEAD")
    .addOption(contentOption())
    .action(runChanges);
}
