/** Something that the set-up installs is not there: neither an author's error nor a bug. */
export class MissingTool extends Error {
  constructor(name: string, reasons: readonly string[]) {
    super([`${name} is missing; \`npm run setup\` installs it.`, ...reasons].join("\n  "));
  }
}
