import erased from "../../words/zh-CN/erased.ftl?raw";
import live from "../../words/zh-CN/live.ftl?raw";
import standing from "../../words/zh-CN/standing.ftl?raw";
import shown from "../../words/zh-CN/public.ftl?raw";

export default [shown, live, erased, standing];
