// A small server that speaks the wire as Callsheet does: what it says, and when it hangs up, is for tests to say.
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Job } from "../../src/index.js";
import { job } from "./jobs.js";

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  text: string;
  body: any; // whatever a client sent
}

export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Handler = (asked: Asked) => Reply | Promise<Reply>;

const ENDS = ["completed", "failed", "cancelled"];
const RUN = "00000000abcd";

export class Scripted {
  readonly asked: Asked[] = [];
  private readonly jobs = new Map<string, Job>();
  private readonly streams = new Map<ServerResponse, string[]>();
  private readonly handlers = new Map<string, Handler>();
  private readonly http: Server;

  private constructor() {
    this.http = createServer((request, response) => void this.serve(request, response));
  }

  static async start(): Promise<Scripted> {
    const server = new Scripted();
    await new Promise<void>((ready) => server.http.listen(0, "127.0.0.1", ready));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** How many streams are open now. */
  get open(): number {
    return this.streams.size;
  }

  /** What was asked with that method at a path that begins so. */
  questions(method: string, path: string): Asked[] {
    return this.asked.filter((one) => one.method === method && one.path.startsWith(path));
  }

  on(route: string, handler: Handler): void {
    this.handlers.set(route, handler);
  }

  /** As if there had never been anything special about that route. */
  off(route: string): void {
    this.handlers.delete(route);
  }

  add(id: string, patch: Partial<Job> = {}): Job {
    this.jobs.set(id, job(id, patch));
    return this.jobs.get(id)!;
  }

  /** The next version of a job, told to whoever listens. */
  say(id: string, patch: Partial<Job>, name = "update"): void {
    const before = this.jobs.get(id)!;
    const version = before.version + 1;
    const updatedAt = new Date(Date.parse(before.updatedAt) + 1000).toISOString();
    const ended = ENDS.includes(patch.status ?? "");
    const now = { ...before, ...patch, version, updatedAt, completedAt: ended ? updatedAt : null };
    this.jobs.set(id, now);
    for (const [stream, ids] of this.streams) {
      if (ids.includes(id)) this.tell(stream, ids, ended ? now.status : name, now);
    }
  }

  /** Hangs up on everybody who listens. */
  cut(): void {
    for (const stream of this.streams.keys()) stream.destroy();
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((gone) => this.http.close(gone));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const url = new URL(request.url!, this.url);
    const method = request.method!;
    const asked = { method, path: url.pathname + url.search, headers: request.headers, text, body: parsed(text) };
    this.asked.push(asked);
    const handler = this.handlers.get(`${method} ${url.pathname}`);
    if (handler) return answer(response, await handler(asked));
    if (url.pathname === "/v1/events") return this.listen(response, url.searchParams.getAll("job"));
    return answer(response, this.byItself(method, url.pathname));
  }

  private byItself(method: string, path: string): Reply {
    const [, id = "", verb] = /^\/v1\/jobs\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const known = this.jobs.get(id);
    if (!known) return { status: 404, body: { code: "job-not-found", detail: "Job not found" } };
    if (method === "POST" && verb === "cancel") {
      if (ENDS.includes(known.status))
        return { status: 409, body: { code: "job-terminal", detail: "It has ended." } };
      this.say(id, { status: "cancelled" });
    }
    return { body: this.jobs.get(id) };
  }

  private listen(response: ServerResponse, ids: string[]): void {
    const known = ids.filter((id) => this.jobs.has(id));
    if (!known.length) return answer(response, { status: 404, body: { detail: "Job not found" } });
    response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", Connection: "close" });
    response.write("retry: 5\n\n");
    this.streams.set(response, ids);
    response.on("close", () => this.streams.delete(response));
    for (const id of known) {
      const one = this.jobs.get(id)!;
      this.tell(response, ids, ENDS.includes(one.status) ? one.status : "snapshot", one);
    }
  }

  private tell(stream: ServerResponse, ids: string[], name: string, one: Job): void {
    if (stream.writableEnded) return;
    stream.write(`id: ${one.id}:${RUN}-${one.version}\nevent: ${name}\ndata: ${JSON.stringify(one)}\n\n`);
    if (!ids.every((id) => ENDS.includes(this.jobs.get(id)?.status ?? "completed"))) return;
    stream.end(`id: end\nevent: end\ndata: ${JSON.stringify({ jobs: ids })}\n\n`);
  }
}

function answer(response: ServerResponse, { status = 200, body, headers = {} }: Reply): void {
  const type = status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead(status, { "Content-Type": type, ...headers }).end(JSON.stringify(body ?? {}));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("latin1");
}
