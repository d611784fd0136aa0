/** A command line of kfdoc as a contributor types it: npm puts no command of a checkout on the PATH. */
export const kfdocCommand = (words = ""): string => `npx kfdoc${words === "" ? "" : ` ${words}`}`;
