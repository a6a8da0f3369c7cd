// Numbers and times in words.

const whole = new Intl.NumberFormat("en");
const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const ofDay = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

export const number = (value) => whole.format(value);

/** Words of others within a sentence: a direction that they switch ends where they end. */
export const within = (words) => (/[\u202a-\u202e\u2066-\u2069]/.test(words) ? `\u2068${words}\u2069` : words);

export const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

export function bytes(count) {
  if (count < 1000) return plural(count, "byte");
  const [value, unit] = count < 1e6 ? [count / 1e3, "kB"] : count < 1e9 ? [count / 1e6, "MB"] : [count / 1e9, "GB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

export const size = (width, height) => `${number(width)} × ${number(height)}`;

export function seconds(ms) {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const total = Math.round(ms / 1000);
  if (total < 60) return `${total} s`;
  const minutes = Math.floor(total / 60);
  const [most, least] = minutes < 60 ? [`${minutes} min`, `${total % 60} s`] : [`${number(Math.floor(minutes / 60))} h`, `${minutes % 60} min`];
  return least.startsWith("0 ") ? most : `${most} ${least}`;
}

export const left = (ms) => (ms < 1500 ? "a moment left" : `about ${seconds(Math.max(1000, ms)).replace(/\.\d/, "")} left`);

export const time = (iso) => moment.format(new Date(iso));

/** To the second. */
export const exactly = (iso) => exact.format(new Date(iso));
export const timeOfDay = (date) => ofDay.format(date);

/** A day without a time, as it stands. */
export const day = (iso) => date.format(new Date(iso));

/** Slow ones are told by the minute. */
export function pace(perSecond, word = "item") {
  if (perSecond >= 10) return `${number(Math.round(perSecond))} ${word}s/s`;
  return perSecond >= 1 ? `${perSecond.toFixed(1)} ${word}s/s` : `${plural(Math.round(perSecond * 60), word)}/min`;
}

/** `3:05`, `1:02:03`: as a clock beside a recording. */
export function clock(secs) {
  const total = Math.max(0, Math.round(secs));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60].map((part) => String(part));
  const end = rest.padStart(2, "0");
  return hours === "0" ? `${minutes}:${end}` : `${hours}:${minutes.padStart(2, "0")}:${end}`;
}

export const share = (part) => `${Math.round(part * 100)} %`;
