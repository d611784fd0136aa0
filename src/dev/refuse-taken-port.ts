import { createServer } from "node:net";
import { UsageError } from "../node/reports/usage-error.ts";

/** False where it cannot be known, too: an address that is none of this machine is left to the server. */
function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"));
    server.listen({ port, host }, () => server.close(() => resolve(false)));
  });
}

/** Throws `UsageError` where the port is taken at any of the addresses at which Vite would pass over it. */
export async function refuseTakenPort(port: number, host = "localhost"): Promise<void> {
  for (const address of ["0.0.0.0", "::", host]) {
    if (!(await isTaken(port, address))) continue;
    throw new UsageError(
      `Port ${port} is taken`,
      "Name another by --port, or none: then it is the first free one from 4321.",
    );
  }
}
