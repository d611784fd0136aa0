import { expect, test } from "vitest";
import { statementText } from "../../src/site/view/statement-text.ts";

test.each([
  ["a line of its own", "\ta = f(b);\n\tg();", "a = f(b);"],
  ["a call over two lines", "\ta = f(b,\n\t      c);\n\tg();", "a = f(b, c);"],
  ["a call that opens at the end", "\tf(\n\t\ta,\n\t\tb\n\t);\n", "f(a, b );"],
  ["an assignment that goes on", "a =\n\tf(b);", "a = f(b);"],
  ["a condition, without what it guards", "if (a &&\n    b)\n\treturn 0;", "if (a && b)"],
  ["a parenthesis in a string", 'f("(", a);\ng();', 'f("(", a);'],
  ["a parenthesis in a comment", "f(a); /* ( */\ng();", "f(a); /* ( */"],
  ["the end of a function", "}\n", "}"],
  ["what a directive cuts", "f(a,\n#ifdef X\nb);", "f(a, …"],
  ["no end", `f(\n${"a,\n".repeat(20)}`, `f(${"a, ".repeat(6)}a, …`],
])("%s", (_, source, text) => expect(statementText(source, 1)).toBe(text));

test("it begins in the line that is asked for", () => expect(statementText("a;\nb(c,\nd);", 2)).toBe("b(c, d);"));
test("a line that there is not is nothing", () => expect(statementText("a", 7)).toBe(""));
