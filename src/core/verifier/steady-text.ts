/** Kernel addresses differ from boot to boot, and the BTF ids of kfuncs from build to build. */
export const steadyText = (text: string): string =>
  text.replace(/0x[0-9a-f]{16}\b/g, "0x…").replace(/\b(call [A-Za-z_]\w*)#\d+/g, "$1");
