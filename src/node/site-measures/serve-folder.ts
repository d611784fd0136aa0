import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { askedPath, belowBase } from "../http/asked-path.ts";
import { contentTypeOf } from "../http/content-type.ts";

/** What hosts send as it is: it is compressed already. */
const compressed = new Set([".woff2", ".png", ".gz", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"]);

/** The folder of files with a digest of what they hold in their names, which hosts let browsers keep. */
const STEADY = "_astro/";

/** What a server does beside handing out a folder's files. */
export interface Serving {
  /** The path that the folder is served below, with a slash at both ends. */
  readonly base?: string;
  /** Whether files are sent compressed. */
  readonly compress?: boolean;
  /** Milliseconds between two of a page's pieces, which are `pieces` in number; without it a page is sent whole. */
  readonly slow?: { readonly pieces: number; readonly pause: number };
  /** Files beside those of the folder, by their path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Is told what pages post, to whatever path. */
  readonly posted?: (text: string) => void;
}

export interface Served {
  /** Without a slash at its end. */
  readonly url: string;
  readonly server: Server;
}

async function sendInPieces(response: ServerResponse, bytes: Uint8Array, slow: NonNullable<Serving["slow"]>) {
  const size = Math.ceil(bytes.length / slow.pieces);
  for (let at = 0; at < bytes.length; at += size) {
    response.write(bytes.subarray(at, at + size));
    await pause(slow.pause);
  }
  response.end();
}

interface Found {
  readonly status: number;
  /** Of a file; its ending says what it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The file at an address, and 404.html where there is none. */
async function findFile(folder: string, address: string, { base = "/", files = {} }: Serving): Promise<Found> {
  const asked = askedPath(address);
  if (asked === undefined) return { status: 400, name: "400.txt", bytes: Buffer.from("The address is malformed.\n") };
  const path = normalize(asked);
  const own = files[path];
  if (own !== undefined) return { status: 200, name: path, bytes: Buffer.from(own) };
  const below = belowBase(path, base);
  const name = below === "" || below?.endsWith("/") ? `${below}index.html` : below;
  const bytes = name === undefined ? undefined : await readFile(join(folder, name)).catch(() => undefined);
  if (name !== undefined && bytes) return { status: 200, name, bytes };
  return { status: 404, name: "404.html", bytes: await readFile(join(folder, "404.html")) };
}

async function answer(folder: string, serving: Serving, request: IncomingMessage, response: ServerResponse) {
  if (request.method === "POST") {
    serving.posted?.(await text(request));
    response.end();
    return;
  }
  const { status, name, bytes } = await findFile(folder, request.url ?? "/", serving);
  const ending = extname(name);
  const squeezes = serving.compress === true && !compressed.has(ending);
  response.writeHead(status, {
    "content-type": contentTypeOf(name),
    ...(name.startsWith(STEADY) && { "cache-control": "max-age=31536000, immutable" }),
    ...(squeezes && { "content-encoding": "gzip" }),
  });
  if (serving.slow && ending === ".html") await sendInPieces(response, bytes, serving.slow);
  else response.end(squeezes ? gzipSync(bytes) : bytes);
}

/** Serves a folder as a static host does: a folder is its index.html, an unknown path is 404.html. */
export async function serveFolder(folder: string, serving: Serving = {}): Promise<Served> {
  const server = createServer((request, response) => void answer(folder, serving, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
