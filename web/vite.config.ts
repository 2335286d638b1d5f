import { defineConfig } from "vite";

// Old in-app browsers still open these pages: nesting and light-dark() are
// lowered for them. Nothing is inlined as data:, the content policy refuses it.
export default defineConfig({
  base: "/",
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: ["chrome88", "firefox90", "safari14"],
    cssTarget: ["chrome88", "firefox90", "safari14"],
    rollupOptions: {
      input: ["src/site.css", "src/site.ts"],
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
