import { createInterface } from "node:readline/promises";

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Asks on a terminal until something is answered; undefined where nobody could answer. `known` completes with the Tab key. */
export async function ask(
  question: string,
  known: Iterable<string>,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<string | undefined> {
  if (!input.isTTY || !output.isTTY) return undefined;
  const names = [...known];
  const completer = (typed: string): [string[], string] => [names.filter((name) => name.startsWith(typed)), typed];
  const reader = createInterface({ input, output, completer });
  try {
    for (;;) {
      const answer = (await reader.question(`${question} `)).trim();
      if (answer !== "") return answer;
    }
  } finally {
    reader.close();
  }
}
