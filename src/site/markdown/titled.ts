/** A page in Markdown: its title, its summary and its parts, of which those that say nothing are left out. */
export const titled = (title: string, ...parts: readonly string[]): string =>
  [`# ${title}`, ...parts.filter((part) => part !== "")].join("\n\n");
