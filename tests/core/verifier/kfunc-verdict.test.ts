import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { reachedInstructions, readKfuncVerdict } from "../../../src/core/verifier/kfunc-verdict.ts";

/** What real kernels answered to a program that calls one kfunc; the log by lines. */
interface Recorded {
  readonly kfunc: string;
  readonly form: string;
  readonly slot: number;
  readonly verdict: string;
  readonly because: string;
  readonly errno: number;
  readonly log: readonly string[];
}

const folder = new URL("../../cases/kfunc-verdicts/", import.meta.url);
const recorded = readdirSync(folder).flatMap((name) => {
  const answers = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Recorded[];
  return answers.map((answer) => ({ release: name.replace(".json", ""), ...answer }));
});

const answerOf = ({ errno, log }: Recorded) => ({ errno, log: log.join("\n") });

test.each(recorded)("Linux $release: $kfunc in $form is $verdict: $because", (each) => {
  const { kind, because } = readKfuncVerdict(answerOf(each), each);
  expect([kind, because.split("\n")[0]]).toEqual([each.verdict, each.because]);
});

test("every kind of verdict is among the recorded ones, in more than one release where it can be", () => {
  const kinds = new Set(recorded.map(({ release, verdict, because }) => `${release} ${verdict} ${because}`));
  expect([...kinds].filter((each) => each.endsWith("barred sleepable"))).toHaveLength(3);
  expect([...kinds].filter((each) => each.includes("barred registration"))).toHaveLength(3);
  expect(new Set(recorded.map(({ verdict }) => verdict))).toEqual(
    new Set(["allowed", "barred", "unloadable", "unknown"]),
  );
});

describe("nothing is guessed", () => {
  const [refused] = recorded.filter(({ because }) => because === "registration");
  const excused = recorded.filter(({ verdict, because }) => verdict === "allowed" && because === "arguments");

  test.each(excused)("$release: other words about the arguments of $kfunc in $form are unknown", (each) => {
    const call = each.log.findIndex((line) => /^\d+: /.test(line) && line.includes(`call ${each.kfunc}#`));
    const log = [...each.log.slice(0, call + 1), "something that no release has said so far"].join("\n");
    expect(readKfuncVerdict({ errno: each.errno, log }, each).kind).toBe("unknown");
  });

  test.each(excused)("$release: the words count at the call of $kfunc alone, in $form", (each) => {
    expect(readKfuncVerdict(answerOf(each), { ...each, kfunc: "bpf_another" }).kind).toBe("unknown");
    expect(readKfuncVerdict(answerOf(each), { ...each, slot: each.slot + 1 }).kind).toBe("unknown");
  });

  test("words from before the first instruction are not taken for words about the call", () => {
    if (!refused) throw new Error("no refusal is recorded");
    const log = refused.log.filter((line) => !/^\d+: /.test(line)).join("\n");
    expect(readKfuncVerdict({ errno: 13, log }, refused).kind).toBe("unknown");
    expect(reachedInstructions({ errno: 13, log })).toBe(false);
    expect(reachedInstructions(answerOf(refused))).toBe(true);
  });

  test("a load that fails without a log is unknown", () => {
    expect(readKfuncVerdict({ errno: 22, log: "" }, { kfunc: "bpf_another", slot: 0 }).kind).toBe("unknown");
  });
});
