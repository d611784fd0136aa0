import { describe, expect, test } from "vitest";
import { kfuncChecks } from "../../../src/core/kernel/checks/checks.ts";
import { checkCases, fileScope } from "../../cases/kfuncs/checks.ts";
import { casePrograms, faultOf } from "../../drivers/run-program.ts";

describe("checks around kfunc calls", () => {
  const run = casePrograms(checkCases, ({ body }) => body, { fileScope });

  test.each(checkCases)("refuse $name", ({ name, rule, line, message = "", origin, options }) => {
    const fault = faultOf(run(name, options));
    expect(fault).toMatchObject({ rule, message: expect.stringContaining(message) });
    expect(fault.at.text).toContain(line);
    expect(fault.origin?.at.text ?? "").toContain(origin ?? "");
  });

  test("each says what it demands, under a name of its own", () => {
    expect(new Set(kfuncChecks.map(({ name }) => name)).size).toBe(kfuncChecks.length);
    for (const { description } of kfuncChecks) expect(description).toMatch(/^[A-Z].*\.$/);
  });
});
