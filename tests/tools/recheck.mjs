// Examines JavaScript's regular expressions, a JSON list on the standard input, and prints a JSON list of verdicts.
// The package recheck is found from the working directory.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";

const { check } = createRequire(`${process.cwd()}/`)("recheck");
const patterns = JSON.parse(readFileSync(0, "utf8"));
const verdicts = new Array(patterns.length);
let next = 0;

async function work() {
  while (next < patterns.length) {
    const at = next++;
    const { status, complexity, attack } = await check(patterns[at], "u", { timeout: 20000 });
    verdicts[at] = { status, complexity: complexity?.type ?? "", pumps: attack?.pumps ?? [], suffix: attack?.suffix ?? "" };
  }
}

await Promise.all(cpus().map(work));
process.stdout.write(JSON.stringify(verdicts), () => process.exit(0));
