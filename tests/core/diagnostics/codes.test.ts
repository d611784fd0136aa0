import { expect, test } from "vitest";
import { diagnosticCodes } from "../../../src/core/diagnostics/codes.ts";

test.each(Object.entries(diagnosticCodes))("%s is explained in whole sentences", (code, { title, explanation }) => {
  expect(code).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
  expect(title).toMatch(/^\S.*[^.]$/);
  expect(explanation).toMatch(/^\S.*\.$/);
});
