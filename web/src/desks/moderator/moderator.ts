// The moderator's desk: takes over from the plain queue.
import { mount } from "svelte";
import { pageData, takeOver } from "../../desk/entry/entry";
import { speakOf } from "../../desk/words";
import type { DeskData } from "../../wire/desk";
import Whole from "./Whole.svelte";
import { Desk } from "./store/desk.svelte";

const words = { "zh-CN": () => import("./words.zh"), en: () => import("./words.en") };

void takeOver(words, (target) => {
  const data = pageData<DeskData>();
  speakOf(data.letters === null ? "question" : "letter");
  mount(Whole, { target, props: { desk: new Desk(data) } });
});
