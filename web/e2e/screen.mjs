// `npm run screen -- BASE CODE [LINES]`: the tests' own helpers are TypeScript, so the bundler runs them.
import { runnerImport } from "vite";

const [base, code, lines = "40"] = process.argv.slice(2);
if (!base || !code) throw new Error("npm run screen -- BASE CODE [LINES]");
const { module } = await runnerImport(new URL("screen.ts", import.meta.url).pathname, {
  configFile: false,
});
console.log(JSON.stringify(await module.measure(base, code, Number(lines))));
