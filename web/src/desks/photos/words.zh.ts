import desk from "../../../words/zh-CN/desk.ftl?raw";
import host from "../../../words/zh-CN/host.ftl?raw";
import photos from "../../../words/zh-CN/photos.ftl?raw";

export default [desk, host, photos];
