import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ask } from "../../../src/node/drafts/ask.ts";

const terminal = () => Object.assign(new PassThrough(), { isTTY: true });

test("asks on a terminal until something is answered", async () => {
  const [input, output] = [terminal(), terminal()];
  const typed = ["\r", "bpf_key_put\r"];
  output.on("data", (text: Buffer) => {
    if (text.includes("Which kfunc?") && !text.includes("bpf")) input.write(typed.shift() ?? "");
  });
  expect(await ask("Which kfunc?", ["bpf_key_put"], { input, output })).toBe("bpf_key_put");
});

test("asks nobody where there is no terminal", async () => {
  expect(await ask("Which kfunc?", [], { input: new PassThrough(), output: terminal() })).toBeUndefined();
});
