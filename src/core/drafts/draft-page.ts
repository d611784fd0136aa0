import { MARKER } from "../spec/unwritten.ts";

/** A page with the sections that kfuncs' pages have. Its marks make up the length of a page, so that only they are found wrong. */
export function draftPage(name: string, example: string | undefined): string {
  const placed = example === undefined ? "" : `\n\n::example{name="${example}"}`;
  return `${MARKER} what a program could not do without \`${name}\`, in two or three sentences: begin with the reader's task.

## When to use it

${MARKER} in which situation this is the right kfunc, and when a helper, a map or another kfunc is the better choice.

## How to use it

${MARKER} in order, what a program does before the call, what it passes, looks at afterwards, and gives back.${placed}

## Pitfalls

- ${MARKER} what goes wrong for a beginner, and what the verifier says to it.
- ${MARKER} what the implementation does that its name does not tell, with a footnote to the kernel's source.

## On kernels without it

${MARKER} what a program does on a kernel that lacks the kfunc, or why nothing takes its place.
`;
}
