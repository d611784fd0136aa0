import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { isBelow } from "../content/is-below.ts";
import { UsageError } from "../reports/usage-error.ts";

/**
 * What a command line means by a folder, an example or a scenario: `xfrm/replay-window#leak`, or the path of one of an
 * example's files, `content/examples/xfrm/replay-window.bpf.c`. A header is of all examples of its folder.
 */
export const nameOfTarget = (target: string): string =>
  target
    .replace(/^(.*\/)?examples\/(?=.)/, "")
    .replace(/\/[^/#]+\.h(?=$|#)/, "")
    .replace(/(\.bpf\.c|\.yaml)(?=$|#)/, "")
    .replace(/\/$/, "");

/** The same of a path that leads, from the folder one is in, to a file or folder below the content's examples. */
export function targetIn(content: string, target: string): string {
  const [path = "", ...scenario] = target.split("#");
  if (!existsSync(path)) return nameOfTarget(target);
  const examples = join(content, "examples");
  const file = resolve(path);
  if (isBelow(file, examples) && file !== resolve(examples)) {
    const inside = relative(examples, file).split(sep).join("/");
    return nameOfTarget([inside, ...scenario].join("#"));
  }
  if (!/\.(c|h|yaml)$/.test(path)) return nameOfTarget(target);
  throw new UsageError(
    `${path} is no file of an example: those stand in ${examples}`,
    "Name the content folder with --content, or compile the file yourself and run the object: prog.o.",
  );
}
