// What the page says by itself: messages, announcements for those who listen, how the connection stands.

import { at, make } from "./dom.js";

const MOST = 3;
const NEWS_MS = 8000;

/** `tone`: `problem` stays until it is dismissed, `news` goes by itself. */
export function say(words, tone = "problem") {
  const close = make("button", { type: "button" }, "Dismiss");
  const message = make("p", { "data-tone": tone }, words, " ", close);
  close.addEventListener("click", () => message.remove());
  if (tone === "news") setTimeout(() => message.remove(), NEWS_MS);
  const messages = at("messages");
  messages.append(message);
  while (messages.children.length > MOST) messages.firstChild.remove();
}

export function announce(words) {
  at("announcer").textContent = words;
}

export function sayConnection(words) {
  if (at("connection-words").textContent !== words) at("connection-words").textContent = words;
}
