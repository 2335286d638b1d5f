import { svelte } from "@sveltejs/vite-plugin-svelte";
import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vite";

/** Each desk is a folder of `src/desks` with an entry of its own name; public pages load none of them. */
const desks = (existsSync("src/desks") ? readdirSync("src/desks") : [])
  .map((desk) => `src/desks/${desk}/${desk}.ts`)
  .filter((entry) => existsSync(entry));

// Old in-app browsers still open these pages: nesting and light-dark() are
// lowered for them. Nothing is inlined as data:, the content policy refuses it.
export default defineConfig({
  base: "/",
  publicDir: false,
  plugins: [svelte()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    // the player of live pictures, which is fetched only when somebody presses play
    chunkSizeWarningLimit: 650,
    target: ["chrome88", "firefox90", "safari14"],
    cssTarget: ["chrome88", "firefox90", "safari14"],
    rollupOptions: {
      input: ["src/site.css", "src/site.ts", "src/live/live.ts", "src/stage/stage.ts", ...desks],
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
