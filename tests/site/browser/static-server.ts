import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** What a server has beside a folder. */
interface Beside {
  /** Files by their path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Is told what pages post, to whatever path. */
  readonly posted?: (text: string) => void;
}

/** Serves a folder as a static host does: a folder is its index.html, an unknown path is 404.html. */
export async function serveFolder(
  folder: string,
  { files = {}, posted = () => undefined }: Beside = {},
): Promise<{ url: string; server: Server }> {
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      posted(await text(request));
      response.end();
      return;
    }
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const bytes = files[path] ?? (await readFile(file).catch(() => undefined));
    response.writeHead(bytes ? 200 : 404, {
      "content-type": types[bytes ? extname(file) : ".html"] ?? "application/octet-stream",
    });
    response.end(bytes ?? (await readFile(join(folder, "404.html"))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
