import { inflateSync } from "node:zlib";
import { z } from "zod";

/** ClientState as lib/clientstate.ts of compiler-explorer reads it, as far as a session with a compiler goes. */
const flag = z.boolean().optional();
const clientState = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: z.number(),
      language: z.string(),
      source: z.string(),
      compilers: z.array(
        z.strictObject({
          id: z.string(),
          options: z.string(),
          filters: z.strictObject({
            binary: flag,
            commentOnly: flag,
            demangle: flag,
            directives: flag,
            execute: flag,
            intel: flag,
            labels: flag,
            trim: flag,
            debugCalls: flag,
          }),
        }),
      ),
    }),
  ),
});

/** As lib/handlers/route-api.ts reads the address: compressed where the first byte says so. */
export function openLink(href: string): z.infer<typeof clientState> {
  const path = /^https:\/\/godbolt\.org\/clientstate\/([\w-]+)$/.exec(href)?.[1];
  const bytes = Buffer.from(decodeURIComponent(path ?? ""), "base64");
  const isCompressed = ((bytes.at(0) ?? 0) & 0x0f) === 0x8;
  return clientState.parse(JSON.parse((isCompressed ? inflateSync(bytes) : bytes).toString()));
}
