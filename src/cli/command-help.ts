import type { Command } from "commander";
import { kfdocCommand } from "../core/words/kfdoc-command.ts";

/** What `--help` of a command says beyond what is declared to commander. */
interface CommandHelp {
  /** What is typed after the program's name, and what it is for. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  /** When it ends with 1; 0 and 2 mean the same everywhere. */
  readonly fails: string;
}

const content = "there is an error in the content, or a tool is missing";

/** By the words that lead to a command; the program's own stands under no word. */
const help: Readonly<Record<string, CommandHelp>> = {
  "": {
    examples: [
      ["doctor", "what this machine has and lacks"],
      ["new kfunc bpf_get_kmem_cache", "a spec, a page and an example to fill in"],
      ["run dynptr/read-header", "what an example does"],
      ["check", "everything that is wrong with the content, with places and remedies"],
      ["explain audit/flags", "what a finding means"],
      ["build", "the pages, in dist/"],
    ],
    fails: "what was asked for did not come out as it should",
  },
  build: {
    examples: [
      ["build", "this project's pages, in dist/"],
      ["build --content ../my-docs --out ../my-site", "those of another folder"],
    ],
    fails: `${content}: the pages stay as they were`,
  },
  changes: {
    examples: [
      ["changes", "after an import or verify: what changed since the last commit"],
      ["changes origin/main > report.md", "since a branch; nothing is printed where no kernel is another one"],
    ],
    fails: "never",
  },
  check: {
    examples: [
      ["check", "all findings, for a reader"],
      ["check --fix", "first mends what is beyond doubt, and shows what changed"],
      ["check --watch content/kfuncs/xfrm", "those of a folder, again after every save; Ctrl-C ends it with 0"],
      ["check --format sarif > findings.sarif", "for a program"],
      ["check --shard 2/4", "one part of it, on one of four machines"],
    ],
    fails: `${content}, or there are more warnings than --max-warnings`,
  },
  completion: {
    examples: [
      ["completion bash > ~/.local/share/bash-completion/completions/kfdoc", "for bash"],
      ["completion zsh > ~/.zfunc/_kfdoc", "for zsh, where fpath holds ~/.zfunc"],
      ["completion fish > ~/.config/fish/completions/kfdoc.fish", "for fish"],
    ],
    fails: "never",
  },
  coverage: {
    examples: [
      ["coverage", "how far each family is documented"],
      ["coverage xfrm", "what each kfunc of a family has and lacks"],
      ["coverage --update", "keeps what was added"],
    ],
    fails: content,
  },
  dev: {
    examples: [
      ["dev", "the site at http://localhost:4321/; a save is there at once, and what is wrong with it too"],
      ["dev --content ../my-docs --port 8080", "that of another folder, elsewhere"],
      ["dev --host 0.0.0.0", "for other machines too: to whoever reaches this one, with the sources of the project"],
    ],
    fails: "a tool is missing or no port is free; Ctrl-C ends it with 0, whatever is wrong with the content",
  },
  doctor: {
    examples: [["doctor", "versions, and a command for each thing that is missing"]],
    fails: "something is missing that a build needs",
  },
  explain: {
    examples: [
      ["explain", "all codes and rules"],
      ["explain page/link", "a finding of check"],
      ["explain unreleased-reference", "a fault of a run"],
      ["explain -ENOENT", "an error, by its name or number: which kfuncs give it, and when"],
      ["explain 'Unreleased reference id=2'", "a message of the kernel's verifier"],
    ],
    fails: "never",
  },
  merge: {
    examples: [
      ["merge kfdoc-check-*.json", "what all shards found, where their reports were gathered"],
      ["merge reports/ --format github", "for a program"],
      ["merge kfdoc-verify-*.json --update-record", "writes content/record from what all shards saw"],
    ],
    fails: "a report is missing, there twice or of another run, or what was merged fails",
  },
  new: {
    examples: [
      ["new kfunc bpf_get_kmem_cache", "all that a kfunc lacks"],
      ["new example task/parent --kfunc bpf_task_from_pid", "one example"],
    ],
    fails: "what was drafted does not run, or the content can't be read",
  },
  "new kfunc": {
    examples: [
      ["new kfunc", "asks which one, on a terminal"],
      ["new kfunc bpf_get_kmem_cache", "spec, page and example"],
      ["new kfunc bpf_get_kmem_cache --no-example", "spec and page"],
    ],
    fails: "the drafted example does not run, or the content can't be read",
  },
  "new example": {
    examples: [
      ["new example task/parent --kfunc bpf_task_from_pid", "a program with one call"],
      ["new example xdp/size --kfunc bpf_dynptr_from_xdp bpf_dynptr_size", "one with two"],
    ],
    fails: "the draft does not run, or the content can't be read",
  },
  run: {
    examples: [
      ["run xfrm/replay-window", "every scenario of an example"],
      ["run xfrm/replay-window#leak --trace", "one, step by step"],
      ["run prog.o --program count --packet in.pcap --json", "an object of your own"],
    ],
    fails:
      "a scenario does not do what is expected of it, an object's program breaks a rule, or something can't be run",
  },
  verify: {
    examples: [
      ["verify xfrm/replay-window", "one example in the newest kernel with facts"],
      ["verify --kernel 6.12 --kernel 7.3", "everything in two kernels"],
      ["verify --update-record", "writes content/record"],
      ["verify --shard 2/4", "one part of it, on one of four machines"],
    ],
    fails: "Linux and the emulator differ, or a scenario does not do what is expected of it",
  },
};

function printHelp({ examples, fails }: CommandHelp): string {
  const typed = examples.map(([line, says]) => [kfdocCommand(line), says] as const);
  const width = Math.max(...typed.map(([line]) => line.length));
  const lines = typed.map(([line, says]) => `  ${line.padEnd(width)}  ${says}`);
  const codes = [
    "  0  it came out right",
    `  1  ${fails}`,
    "  2  the command line is wrong, or names what is not there (or, to be written, what is)",
  ];
  return ["", "Examples:", ...lines, "", "Exit codes:", ...codes].join("\n");
}

/** Adds examples and exit codes to a command and to all below it. */
export function addHelp(command: Command, path = ""): void {
  const own = help[path];
  if (own) command.addHelpText("after", printHelp(own));
  for (const each of command.commands) addHelp(each, `${path} ${each.name()}`.trim());
}
