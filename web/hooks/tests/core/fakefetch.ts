// A `fetch` that a test answers by hand: each stream stays open until the test, or the core, ends it.
import type { Job } from "../../../core/types.js";

const RUN = "00000000abcd";

export class FakeStream {
  ended = false;
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly response: Response;

  constructor(
    readonly address: URL,
    readonly headers: Headers,
    signal: AbortSignal,
  ) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.controller = controller),
      cancel: () => void (this.ended = true),
    });
    signal.addEventListener("abort", () => this.end());
    this.response = new Response(body, { headers: { "Content-Type": "text/event-stream; charset=utf-8" } });
  }

  get jobs(): string[] {
    return this.address.searchParams.getAll("job");
  }

  say(text: string): void {
    this.controller.enqueue(new TextEncoder().encode(text));
  }

  tell(name: string, job: Job): void {
    const id = name === "detail" ? "" : `id: ${job.id}:${RUN}-${job.version}\n`;
    this.say(`${id}event: ${name}\ndata: ${JSON.stringify(job)}\n\n`);
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.controller.close();
  }
}

/** Answers to plain questions by path; what has none is a job that is not there. `away`: nobody answers. */
export class FakeFetch {
  readonly streams: FakeStream[] = [];
  readonly questions: { address: URL; init: RequestInit }[] = [];
  readonly answers = new Map<string, unknown>();
  away = false;
  /** What streams are answered with instead. */
  refusal: { code: string; status: number } | null = null;

  get open(): FakeStream[] {
    return this.streams.filter((stream) => !stream.ended);
  }

  get newest(): FakeStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error("Nobody has connected yet.");
    return stream;
  }

  fetch: typeof globalThis.fetch = async (asked, init = {}) => {
    const address = new URL(String(asked), "http://page.test");
    if (this.away) throw new TypeError("fetch failed");
    if (address.pathname === "/v1/events" && this.refusal) return Response.json(this.refusal, { status: this.refusal.status });
    if (address.pathname === "/v1/events") {
      const stream = new FakeStream(address, new Headers(init.headers), init.signal!);
      this.streams.push(stream);
      return stream.response;
    }
    this.questions.push({ address, init });
    const answer = this.answers.get(address.pathname);
    if (answer instanceof Response) return answer;
    if (answer !== undefined) return Response.json(answer);
    return Response.json({ code: "job-not-found", detail: "Job not found." }, { status: 404 });
  };
}

export function job(id: string, version = 1, status: Job["status"] = "running"): Job {
  const percent = status === "completed" ? 100 : version * 10;
  return { id, kind: "enhancement", owner: "local", status, percent, version, createdAt: "2026-01-02T03:04:05Z" };
}

/** Until all that can go on without a timer has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
