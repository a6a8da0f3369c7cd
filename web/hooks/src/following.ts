// What every hook stands on: listening to jobs for as long as a component is there, each state once.
import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { JobEvent, WatchEvent } from "../../core/types.js";
import { hasEnded, withLinks } from "./dialect.js";
import { useCallsheet } from "./provider.js";
import type { Job } from "./types.js";

/** What is known of one job. */
export interface Standing {
  job: Job | null;
  /** Nobody answers just now; `job` is as it was heard of last. */
  connectionLost: boolean;
  /** The server will not tell of it: it is not there, or not yours. */
  refusal: Error | null;
}

export const UNKNOWN: Standing = { job: null, connectionLost: false, refusal: null };

/** The newest of what a component was given last, for callbacks that outlive a render. */
export function useNewest<T>(value: T): RefObject<T> {
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  return newest;
}

/** Hears of these jobs while the component is there; a job that stays in the list is not left in between. */
export function useWatches(ids: readonly string[], listener: (event: WatchEvent) => void): void {
  const client = useCallsheet();
  const newest = useNewest(listener);
  const all = JSON.stringify(ids);
  useEffect(() => {
    const watched = JSON.parse(all) as string[];
    const stops = watched.map((id) => client.watch(id, (event) => newest.current(event)));
    return () => stops.forEach((stop) => stop());
  }, [client, all, newest]);
}

/** The standing that an event leads to, or the same one where it says nothing new. */
export function after(before: Standing, event: WatchEvent, baseUrl: string): Standing {
  if (event.name === "refused") return { ...before, refusal: event.error };
  if (event.name === "lost") return { job: heardLast(before, event, baseUrl), connectionLost: true, refusal: null };
  const job = withLinks(jobOf(event), baseUrl);
  if (before.job && !before.connectionLost && isKnown(before.job, job, event)) return before;
  return { job, connectionLost: false, refusal: null };
}

export interface Following extends Standing {
  /** Nothing more will come. */
  isOver: boolean;
  /** For what was learnt another way than by listening. */
  take: (event: WatchEvent) => void;
}

/**
 * One job, until it has ended. `told` hears of each state once, StrictMode and reconnects included; `listening`
 * says whether the stream is wanted at all.
 */
export function useFollowing(
  jobId: string | null,
  told: (now: Standing, before: Standing) => void,
  listening = true,
): Following {
  const { wire } = useCallsheet();
  const kept = useRef<{ jobId: string | null; standing: Standing }>({ jobId, standing: UNKNOWN });
  const [shown, show] = useState(kept.current);
  const standing = shown.jobId === jobId ? shown.standing : UNKNOWN;
  const { job, connectionLost, refusal } = standing;
  const isOver = refusal !== null || (job !== null && !connectionLost && hasEnded(job));

  const take = (event: WatchEvent) => {
    const before = kept.current.jobId === jobId ? kept.current.standing : UNKNOWN;
    const now = after(before, event, wire.baseUrl);
    if (now === before) return;
    kept.current = { jobId, standing: now };
    show(kept.current);
    told(now, before);
  };
  useWatches(jobId !== null && listening && !isOver ? [jobId] : [], take);
  return { ...standing, isOver, take };
}

/** The document of the API is stricter than the core, which passes on whatever a server says. */
function jobOf(event: JobEvent): Job {
  return event.job as Job;
}

function heardLast(before: Standing, event: JobEvent, baseUrl: string): Job {
  return before.job ?? withLinks(jobOf(event), baseUrl);
}

function isKnown(known: Job, news: Job, event: JobEvent): boolean {
  if (known === news) return true;
  if (hasEnded(known)) return hasEnded(news) && known.completedAt === news.completedAt;
  if (event.name === "reset") return false;
  return isOlder(news, known) || JSON.stringify(known) === JSON.stringify(news);
}

function isOlder(news: Job, known: Job): boolean {
  if (hasEnded(news)) return false;
  if (news.version === known.version) return news.percent < known.percent;
  return Date.parse(news.updatedAt) < Date.parse(known.updatedAt);
}
