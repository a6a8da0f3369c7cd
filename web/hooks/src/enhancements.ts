// What is known of the sizes of one image: which jobs there are, how each stands, when all have ended.
import { CONNECTION_LOST } from "../../core/index.js";
import type { Callsheet } from "../../core/index.js";
import type { WatchEvent } from "../../core/types.js";
import { ask } from "./asking.js";
import type { Answer } from "./asking.js";
import { cancelJob } from "./cancelling.js";
import { enhancement, hasEnded } from "./dialect.js";
import type { JobStatus } from "./dialect.js";
import { after, UNKNOWN } from "./following.js";
import type { Standing } from "./following.js";
import { Keys } from "./keys.js";
import type { EnhancementTier } from "./types.js";

type Started = Answer<"/api/images/parallel-enhance", "post">["jobs"];

export interface Snapshot {
  jobs: JobStatus[];
  isStarting: boolean;
}

export class Enhancements {
  private readonly jobs = new Map<string, { standing: Standing; shown: JobStatus }>();
  private readonly keys = new Keys();
  private readonly listeners = new Set<() => void>();
  private starting = 0;
  private cancelling = false;
  private completed = false;
  private latest: Snapshot = { jobs: [], isStarting: false };

  constructor(
    readonly client: Callsheet,
    readonly imageId: string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.latest;

  async start(tiers: EnhancementTier[]): Promise<void> {
    const body = { imageId: this.imageId, tiers };
    this.cancelling = false;
    this.count(1);
    try {
      const { jobs } = await this.keys.once(body, (idempotencyKey) =>
        ask(this.client, "post", "/api/images/parallel-enhance", { body, idempotencyKey }),
      );
      this.begin(jobs);
    } finally {
      this.count(-1);
    }
    if (this.cancelling) await this.cancel();
  }

  /** Whatever is open at the server, and whatever is just being started. */
  async cancel(): Promise<void> {
    this.cancelling = this.starting > 0;
    const open = [...this.jobs].filter(([, { standing }]) => !isOver(standing)).map(([id]) => id);
    await Promise.all(open.map((id) => cancelJob(this.client, id)));
  }

  /** The job as it is now, or null where the event says nothing new. */
  take(event: WatchEvent): JobStatus | null {
    const id = event.name === "refused" ? event.jobId : event.job.id;
    const known = id === null ? undefined : this.jobs.get(id);
    if (!known) return null;
    const standing = after(known.standing, event, this.client.wire.baseUrl);
    if (standing === known.standing) return null;
    const shown = shownAs(standing, known.shown);
    this.jobs.set(shown.jobId, { standing, shown });
    this.changed();
    return shown;
  }

  /** True once for each start: when the last of the jobs has ended. One that is out of reach has not. */
  completesNow(): boolean {
    const over = [...this.jobs.values()].every(({ standing }) => isOver(standing));
    const now = over && !this.completed;
    this.completed ||= over;
    return now;
  }

  /** A new start forgets what has ended, and keeps what has not. */
  private begin(started: Started): void {
    for (const [id, { standing }] of this.jobs) if (isOver(standing)) this.jobs.delete(id);
    for (const { jobId, tier, status } of started) {
      const shown = { jobId, tier, status, progress: 0, connectionLost: false };
      this.jobs.set(jobId, { standing: UNKNOWN, shown });
    }
    this.completed = false;
  }

  private count(change: number): void {
    this.starting += change;
    this.changed();
  }

  private changed(): void {
    const jobs = [...this.jobs.values()].map(({ shown }) => shown);
    this.latest = { jobs, isStarting: this.starting > 0 };
    this.listeners.forEach((listener) => listener());
  }
}

function shownAs({ job, connectionLost, refusal }: Standing, before: JobStatus): JobStatus {
  if (refusal) return { ...before, status: "FAILED", error: refusal.message };
  if (connectionLost) return { ...before, status: "FAILED", error: CONNECTION_LOST, connectionLost };
  return job ? enhancement(job, before.tier) : before;
}

function isOver({ job, connectionLost, refusal }: Standing): boolean {
  return refusal !== null || (job !== null && !connectionLost && hasEnded(job));
}
