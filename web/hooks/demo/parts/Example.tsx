// One example: what it is, the example itself at work, what it said, and how it is written.
import { useEffect } from "react";
import type { ReactNode } from "react";
import { clear, useLines } from "./said";

interface Props {
  title: string;
  says: ReactNode;
  /** What has to be chosen before. */
  needs?: ReactNode;
  /** The example's source, as it stands in its file. */
  source?: string;
  children?: ReactNode;
}

export function Example({ title, says, needs, source, children }: Props) {
  return (
    <article>
      <h2>{title}</h2>
      <p className="lead">{says}</p>
      {needs && <div className="needs">{needs}</div>}
      {children && <div className="stage">{children}</div>}
      <Said />
      {source && (
        <details className="source">
          <summary>How it is written</summary>
          <pre>
            <code>{source}</code>
          </pre>
        </details>
      )}
    </article>
  );
}

function Said() {
  const lines = useLines();
  useEffect(() => clear, []);
  if (!lines.length) return null;
  return (
    <section className="said" aria-label="Console">
      <h3>Said to the console</h3>
      <ol>
        {lines.map(({ number, text, isError }) => (
          <li key={number} className={isError ? "error" : undefined}>
            {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
