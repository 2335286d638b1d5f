import erased from "../../words/en/erased.ftl?raw";
import live from "../../words/en/live.ftl?raw";
import standing from "../../words/en/standing.ftl?raw";
import shown from "../../words/en/public.ftl?raw";

export default [shown, live, erased, standing];
