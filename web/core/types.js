// The shapes that pass through the core, for type checkers alone: there is nothing here to run.

/**
 * One job as `/v1` tells it; `percent` is 100 only when completed, `etaMs` milliseconds. Fields that a newer server
 * adds are passed on.
 * @typedef {object} Job
 * @property {string} id
 * @property {string} kind
 * @property {string} owner
 * @property {string | null} [group]
 * @property {Status} status
 * @property {number} percent
 * @property {string | null} [stage]
 * @property {string | null} [stageLabel]
 * @property {string | null} [detail]
 * @property {Counts | null} [counts]
 * @property {number | null} [milestone]
 * @property {number | null} [etaMs]
 * @property {string | null} [waitingFor]
 * @property {{ charged: number, refunded: number }} [credits]
 * @property {Record<string, unknown>} [input]
 * @property {Record<string, unknown> | null} [result]
 * @property {{ code: string, message: string, retryable: boolean } | null} [error]
 * @property {number} [attempt]
 * @property {string | null} [retryOf]
 * @property {string} createdAt
 * @property {string | null} [startedAt]
 * @property {string | null} [updatedAt]
 * @property {string | null} [completedAt]
 * @property {number} version
 * @property {Record<string, string | null>} [links]
 */

/** @typedef {"pending" | "running" | "completed" | "failed" | "cancelled"} Status */
/** @typedef {{ total: number, processed: number, succeeded: number, failed: number, skipped: number }} Counts */

/**
 * What a listener hears of a job. `lost`: nobody answers just now, the job is shown as failed until somebody does.
 * @typedef {object} JobEvent
 * @property {"snapshot" | "update" | "detail" | "reset" | "completed" | "failed" | "cancelled" | "lost"} name
 * @property {Job} job
 * @property {string | null} id the frame's own id, null for what is not durable
 * @property {boolean} connectionLost
 */

/**
 * The server will not tell of it: the last thing that is heard.
 * @typedef {object} RefusedEvent
 * @property {"refused"} name
 * @property {string | null} jobId null where everything of the owner was asked for
 * @property {Error} error
 */

/** @typedef {JobEvent | RefusedEvent} WatchEvent */
/** @typedef {(event: WatchEvent) => void} Listener */
/** @typedef {"idle" | "connecting" | "live" | "reconnecting" | "polling" | "lost"} ConnectionState */
/** @typedef {(state: ConnectionState, waitMs: number) => void} ConnectionListener */

/**
 * How patient a watcher is; milliseconds. A stream is silent for `silenceMs` only when it is dead. One that does not
 * even begin within `openingMs` is held up by something in between.
 * @typedef {object} Pace
 * @property {number} firstMs
 * @property {number} longestMs
 * @property {number} reconnects
 * @property {number} silenceMs
 * @property {number} openingMs
 * @property {number} pollMs
 * @property {(ms: number) => number} jitter
 * @property {(ms: number, signal: AbortSignal) => Promise<unknown>} sleep ends early with the signal
 */

/** @typedef {Record<string, string>} Headers */

/**
 * @typedef {object} Settings
 * @property {string} [baseUrl] where the server is, without a slash at the end; the page's own origin without one
 * @property {Headers | (() => Headers | Promise<Headers>)} [headers] sent with everything: an API key, an owner
 * @property {typeof globalThis.fetch} [fetch]
 * @property {Partial<Pace>} [pace]
 */

/**
 * @typedef {object} Question
 * @property {unknown} [body] sent as JSON
 * @property {FormData} [form]
 * @property {Record<string, unknown>} [query] lists become several, what is null or undefined is left out
 * @property {Headers} [headers]
 * @property {string} [idempotencyKey]
 * @property {AbortSignal} [signal]
 */

export {};
