/** A kernel that is not built as the importer knows kernels to be: it says so instead of leaving something out. */
export class KernelUnreadable extends Error {}
