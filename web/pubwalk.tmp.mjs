import { chromium } from "playwright-core";
const B = process.env.B ?? "http://127.0.0.1:18411";
const out = "/tmp/pubdemo/shots/";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });
const pages = JSON.parse(process.env.PAGES ?? "[]");
for (const [width, height] of [[360, 780], [1440, 900]]) {
  const ctx = await browser.newContext({ locale: process.env.LOC ?? "zh-CN", viewport: { width, height }, javaScriptEnabled: process.env.JS !== "0" });
  const page = await ctx.newPage();
  page.on("console", (m) => { if (m.type() === "error") console.log("console:", page.url(), m.text()); });
  for (const [name, path] of pages) for (const lang of ["", "/en"]) {
    await page.goto(B + lang + path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth).catch(() => 0);
    if (over > 0) console.log("overflow", name, width, lang, over);
    await page.screenshot({ path: `${out}${name}-${width}-${lang ? "en" : "zh"}.png`, fullPage: true });
  }
  await ctx.close();
}
await browser.close();
