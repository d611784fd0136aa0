import { MARKER } from "../spec/unwritten.ts";

/** A page with the sections that kfuncs' pages have. Its marks are long enough for a page, so that only they are found wrong. */
export function draftPage(name: string, example: string | undefined): string {
  const placed = example === undefined ? "" : `\n\n::example{name="${example}"}`;
  return `${MARKER} say in two or three sentences what a program could not do without \`${name}\`, and what it is for. Begin with the
reader's task, not with the kernel.

## When to use it

${MARKER} name the situation in which this is the right kfunc, and what else there is: a helper, a map, another kfunc. Say when
that is the better choice.

## How to use it

${MARKER} tell in order what a program does before the call, what it passes, what it looks at after it, and what it gives back.${placed}

## Pitfalls

- ${MARKER} list what goes wrong for a beginner, and what the verifier says to it.
- ${MARKER} list what the implementation does that its name does not tell, with a footnote to the kernel's source.

## On kernels without it

${MARKER} say what a program does on a kernel that lacks the kfunc, or why nothing takes its place.
`;
}
