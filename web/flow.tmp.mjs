import { chromium } from "playwright-core";
import { AxeBuilder } from "@axe-core/playwright";
const B = "http://127.0.0.1:18411", R = process.argv[2], out = "/tmp/pubdemo/shots/";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const axe = async (page, name) => { const r = await new AxeBuilder({ page }).analyze(); for (const v of r.violations) console.log("axe", name, v.id, v.nodes.map(n => n.target.join(" ")).slice(0, 4)); };
for (const [w, h, lang, loc] of [[360, 780, "", "zh-CN"], [1440, 900, "/en", "en"]]) {
  const ctx = await browser.newContext({ viewport: { width: w, height: h }, locale: loc });
  const page = await ctx.newPage();
  page.on("console", m => { if (m.type() === "error") console.log("console", page.url(), m.text()); });
  const shot = async n => { await axe(page, n); const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (over > 0) console.log("overflow", n, w, over); await page.screenshot({ path: `${out}f-${n}-${w}.png`, fullPage: true }); };
  await page.goto(`${B}${lang}/r/${R}/ask`); await shot("ask");
  await page.fill("#text", "长".repeat(1001)); await page.fill("#name", "周明远"); await page.click(".button--main"); await shot("askerr");
  await page.fill("#text", "x".repeat(1000)); await page.fill("#name", "a".repeat(40)); await page.click(".button--main"); console.log(page.url()); await shot("receipt");
  await page.click("summary"); await shot("change");
  await page.waitForTimeout(3200);
  await page.goto(`${B}${lang}/r/${R}/ask`); await page.fill("#text", "能不能开夜班车？" + w); await page.click(".button--main"); console.log(page.url()); await shot("receipt2");
  await page.goto(`${B}${lang}/mine`); await shot("mine2");
  for (const [n, p] of [["home", "/"], ["room", `/r/${R}`], ["roomq", `/r/${R}?view=questions`], ["record", `/r/${R}/record`], ["line", `/r/${R}/l/3`], ["q", `/r/${R}/q/1`], ["find", "/find"], ["rules", "/rules"], ["reading", "/reading"], ["archive", "/archive"], ["gone", "/r/1"], ["ann", `/r/${process.argv[3]}`], ["annask", `/r/${process.argv[3]}/ask`], ["annrec", `/r/${process.argv[3]}/record`]]) { await page.goto(B + lang + p); await shot(n); }
  await ctx.close();
}
await browser.close();
