import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** A comment behind the page: the version of the site that it is of, and a digest of its HTML. */
const stampOf = (version: number, html: string) =>
  `<!--kfdoc ${version} ${createHash("sha256").update(html).digest("hex")}-->`;

interface Kept {
  readonly version: number;
  readonly status: number;
  readonly html: string;
}

/** An open page asks so for what it is now. */
const QUESTION = "x-kfdoc-version";

/** Stamps pages with what they were made of. A page that was just opened asks for its own HTML: that is kept, and drawn only once. */
export class PageStamps {
  readonly #kept = new Map<string, Kept>();
  readonly #version: () => number;

  constructor(version: () => number) {
    this.#version = version;
  }

  /** Something else than the content changed. */
  forget(): void {
    this.#kept.clear();
  }

  stamp(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? "";
    const kept = this.#kept.get(url);
    this.#kept.delete(url);
    const isQuestion = request.headers[QUESTION] !== undefined;
    const version = this.#version();
    if (isQuestion && kept?.version === version) {
      response.writeHead(kept.status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      response.end(kept.html);
      return true;
    }
    this.#collect(response, (html) => {
      const stamped = `${html}${stampOf(version, html)}`;
      if (!isQuestion) this.#kept.set(url, { version, status: response.statusCode, html: stamped });
      return stamped;
    });
    return false;
  }

  /** Holds back head and body until the end; only HTML is changed. */
  #collect(response: ServerResponse, finish: (html: string) => string): void {
    const chunks: Buffer[] = [];
    const [end, head] = [response.end.bind(response), response.writeHead.bind(response)];
    const keep = (chunk: unknown) => {
      if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    response.writeHead = ((status: number, headers: OutgoingHttpHeaders | string = {}) => {
      response.statusCode = status;
      if (typeof headers === "string") return response;
      for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
      return response;
    }) as ServerResponse["writeHead"];
    response.write = ((chunk: unknown) => {
      keep(chunk);
      return true;
    }) as ServerResponse["write"];
    response.end = ((chunk?: unknown) => {
      keep(chunk);
      const body = Buffer.concat(chunks);
      const isHtml = String(response.getHeader("content-type") ?? "").startsWith("text/html");
      if (isHtml) response.removeHeader("content-length");
      response.writeHead = head;
      return end(isHtml ? finish(body.toString("utf8")) : body);
    }) as ServerResponse["end"];
  }
}
