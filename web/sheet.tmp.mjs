import { chromium } from "playwright-core";
import { readFileSync } from "fs";
const names = process.argv.slice(3); const cols = Number(process.env.COLS ?? 4); const w = Number(process.env.W ?? 420); const max = Number(process.env.MAX ?? 1400);
const html = `<body style="margin:0;display:grid;grid-template-columns:repeat(${cols},${w}px);gap:8px;align-items:start;background:#888">` + names.map(n=>`<div style="max-height:${max}px;overflow:hidden"><div style="font:12px sans-serif">${n}</div><img style="width:100%" src="data:image/png;base64,${readFileSync("/tmp/pubdemo/shots/"+n+".png").toString("base64")}"></div>`).join("")+"</body>";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const p = await b.newPage({ viewport: { width: cols*(w+8), height: 400 } }); await p.setContent(html); await p.screenshot({ path: process.argv[2], fullPage: true }); await b.close();
