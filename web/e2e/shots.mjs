// `npm run shots`: the tests' own helpers are TypeScript, so the bundler runs them.
import { runnerImport } from "vite";

const { module } = await runnerImport(new URL("shots.ts", import.meta.url).pathname, {
  configFile: false,
});
console.log(`${await module.shoots(process.argv.slice(2))} pictures in web/shots`);
