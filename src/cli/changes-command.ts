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
  else console.error(`No kernel is another one than at ${commit}`);
}

export function changesCommand(): Command {
  return new Command("changes")
    .description("prints what imported or verified kernels do otherwise than at a commit, as Markdown")
    .argument("[commit]", "what the content folder is compared with", "HEAD")
    .addOption(contentOption())
    .action(runChanges);
}
