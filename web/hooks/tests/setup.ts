// A busy machine is slow, not wrong: what is waited for may take its time.
import { configure } from "@testing-library/react";

configure({ asyncUtilTimeout: 10_000 });
