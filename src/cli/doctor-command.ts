import { resolve } from "node:path";
import { Command } from "commander";
import { examineContent } from "../node/doctor/examine-content.ts";
import { canBuild, examineMachine } from "../node/doctor/examine-machine.ts";
import { printMachine } from "../node/doctor/print-machine.ts";
import { thisMachine } from "../node/set-up/machine.ts";
import { cacheOption, contentOption } from "./project-folders.ts";

function runDoctor({ cache, content }: { readonly cache: string; readonly content: string }): void {
  const examined = examineMachine(thisMachine(), resolve(cache));
  console.log(printMachine(examined));
  for (const line of examineContent(resolve(content))) console.log(line);
  if (!canBuild(examined)) process.exitCode = 1;
}

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("says what this machine has and lacks, and the command that brings it")
    .addOption(contentOption())
    .addOption(cacheOption())
    .action(runDoctor);
}
