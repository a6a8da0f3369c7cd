// The batch page's example writes `<value>`, an element that HTML does not have.
import type { HTMLAttributes } from "react";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      value: HTMLAttributes<HTMLElement>;
    }
  }
}
