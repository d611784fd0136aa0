import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const project = resolve(import.meta.dirname, "../..");
const server = join(dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json")), "bin");

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly items?: readonly unknown[];
    readonly uri?: string;
    readonly diagnostics?: readonly Problem[];
  };
  readonly result?: unknown;
}

export interface Problem {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface Labelled {
  readonly label: string;
}

/**
 * The YAML language server that editors run, spoken to over its standard input and output (LSP). It gets the settings that an
 * editor without any of ours has: a file says by its first line which schema it follows.
 */
export class YamlServer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #problems = new Map<string, (problems: readonly Problem[]) => void>();
  #read = Buffer.alloc(0);
  #last = 0;

  constructor() {
    this.#child = spawn(process.execPath, [join(server, "yaml-language-server"), "--stdio"], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#child.stdout?.on("data", (chunk: Buffer) => {
      this.#read = Buffer.concat([this.#read, chunk]);
      this.#takeMessages();
    });
  }

  async start(): Promise<void> {
    await this.#ask("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(project).href,
      capabilities: { textDocument: { hover: { contentFormat: ["plaintext"] } }, workspace: { configuration: false } },
    });
    this.#tell("initialized", {});
  }

  stop(): void {
    this.#child.kill();
  }

  /** Opens a text as if it were the file at the path, and waits for what the server finds wrong. */
  open(path: string, text: string): Promise<readonly Problem[]> {
    const uri = pathToFileURL(join(project, path)).href;
    return new Promise((done) => {
      this.#problems.set(uri, done);
      this.#tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    });
  }

  /** What is proposed at a place, counted from 0. */
  async complete(path: string, line: number, character: number): Promise<string[]> {
    const answer = (await this.#ask("textDocument/completion", this.#place(path, line, character))) as
      | readonly Labelled[]
      | { readonly items: readonly Labelled[] }
      | null;
    const items = answer === null ? [] : "items" in answer ? answer.items : answer;
    return items.map(({ label }) => label);
  }

  async hover(path: string, line: number, character: number): Promise<string> {
    const answer = (await this.#ask("textDocument/hover", this.#place(path, line, character))) as {
      readonly contents: string | { readonly value: string };
    } | null;
    if (!answer) return "";
    return typeof answer.contents === "string" ? answer.contents : answer.contents.value;
  }

  #place(path: string, line: number, character: number) {
    return { textDocument: { uri: pathToFileURL(join(project, path)).href }, position: { line, character } };
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((done) => {
      this.#waiting.set(id, done);
      this.#send({ id, method, params });
    });
  }

  #tell(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin?.write(body);
  }

  #takeMessages(): void {
    for (;;) {
      const end = this.#read.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(this.#read.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || this.#read.length < end + 4 + length) return;
      const message = JSON.parse(this.#read.subarray(end + 4, end + 4 + length).toString()) as Message;
      this.#read = this.#read.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result }: Message): void {
    if (method === undefined && id !== undefined) {
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    } else if (method === "textDocument/publishDiagnostics") {
      this.#problems.get(params?.uri ?? "")?.(params?.diagnostics ?? []);
    } else if (id !== undefined) {
      // It asks for settings, of which there are none, and to be told of changes.
      this.#send({ id, result: method === "workspace/configuration" ? (params?.items ?? []).map(() => ({})) : null });
    }
  }
}
