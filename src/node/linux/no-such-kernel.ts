import { LinuxUnavailable } from "./linux-unavailable.ts";

/** The command line names a kernel that is not there. */
export class NoSuchKernel extends LinuxUnavailable {}
