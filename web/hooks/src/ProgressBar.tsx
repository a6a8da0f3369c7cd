// A bar that says how far something is, to eyes and to screen readers.
import type { ReactNode } from "react";

export interface ProgressBarProps {
  /** Percent, 0 to 100; anything else is brought within. Left out or null: it is not known how far. */
  value?: number | null;
  /** What is on its way, for who cannot see the bar. */
  label?: string;
  className?: string;
}

/**
 * A bar of `div`s with the classes `progress-bar-container` and `progress-bar`, so that any stylesheet fits.
 *
 * @example
 * <ProgressBar value={(completedCount / jobs.length) * 100} label="Enhancing" />
 */
export function ProgressBar({ value, label = "Progress", className }: ProgressBarProps): ReactNode {
  const known = typeof value === "number" && Number.isFinite(value);
  const percent = known ? Math.min(100, Math.max(0, value)) : 0;
  return (
    <div
      className={className ? `progress-bar-container ${className}` : "progress-bar-container"}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(percent) : undefined}
    >
      <div className="progress-bar" style={{ width: `${percent}%` }} />
    </div>
  );
}
