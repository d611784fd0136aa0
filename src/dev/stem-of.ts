/** A file without its ending: spec and page, or C and scenarios, stand and fall together. */
export const stemOf = (path: string) => path.replace(/(\.bpf)?\.[a-z]+$/, "");
