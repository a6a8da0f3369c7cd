// `callsheet up` as its users run it, on ports and in a folder of its own.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync, readlinkSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.js";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
export const PHOTO = join(ROOT, "callsheet/demo/photo.jpg");
const PYTHON = process.env.PYTHON ?? join(ROOT, ".venv/bin/python");
const OURS = { from: 20_000, to: 32_000 }; // none that a system hands out by itself: a killed API finds its port free
const ESTABLISHED = "01";

export class Up {
  private constructor(
    private readonly process: ChildProcess,
    private readonly data: string,
    readonly port: number,
  ) {}

  static async start(): Promise<Up> {
    const data = await mkdtemp(join(tmpdir(), "callsheet-hooks-"));
    const [port, temporal, ui] = [await freePort(), await freePort(), await freePort()];
    const ports = ["--port", port, "--temporal-port", temporal, "--ui-port", ui].map(String);
    const command = ["-m", "callsheet.cli", "up", "--data", data, ...ports];
    const child = spawn(PYTHON, command, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
    const up = new Up(child, data, port);
    await up.ready();
    return up;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async ask(method: string, path: string, body?: unknown): Promise<any> {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(this.url + path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
    return response.json();
  }

  /** A batch that takes minutes, since its owner allows ten calls in one; its job id. */
  async slowBatch(count: number): Promise<string> {
    const photo = new Blob([readFileSync(PHOTO)]);
    const imageIds = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const form = new FormData();
        form.append("file", photo, `photo-${index}.jpg`);
        const response = await fetch(`${this.url}/api/images`, { method: "POST", body: form });
        return (await response.json()).imageId as string;
      }),
    );
    const body = { imageIds, rateLimitPerMinute: 10, text: false };
    return (await this.ask("POST", "/api/batch/annotations/start", body)).jobId;
  }

  /** Until the API finds everything that it needs. */
  async ready(): Promise<void> {
    await until(async () => (await fetch(`${this.url}/readyz`).catch(() => null))?.status === 200, "ready");
  }

  /** Ends the API at once, as a crash does, and waits for the next one. */
  async killApi(): Promise<void> {
    const before = this.apiPid();
    process.kill(before, "SIGKILL");
    await until(() => this.apiPid() !== before, "another API process");
    await this.ready();
  }

  /** The connections that the API process has open now. */
  connections(): number {
    const pid = this.apiPid();
    const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`)));
    const here = `:${this.port.toString(16).toUpperCase().padStart(4, "0")}`;
    const rows = readFileSync(`/proc/${pid}/net/tcp`, "utf8").trim().split("\n").slice(1);
    return rows
      .map((row) => row.trim().split(/\s+/))
      .filter(([, local = "", , state]) => local.endsWith(here) && state === ESTABLISHED)
      .filter((fields) => sockets.has(`socket:[${fields[9]}]`)).length;
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await gone;
    await rm(this.data, { recursive: true, force: true });
  }

  private apiPid(): number {
    return JSON.parse(readFileSync(join(this.data, "pids.json"), "utf8")).processes.api?.[0] ?? 0;
  }
}

export async function freePort(): Promise<number> {
  for (;;) {
    const port = OURS.from + Math.floor(Math.random() * (OURS.to - OURS.from));
    const probe = createServer();
    const free = await new Promise<boolean>((answer) => {
      probe.once("error", () => answer(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)));
    });
    if (free) return port;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ""; // closed while we looked
  }
}
