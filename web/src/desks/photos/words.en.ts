import desk from "../../../words/en/desk.ftl?raw";
import host from "../../../words/en/host.ftl?raw";
import photos from "../../../words/en/photos.ftl?raw";

export default [desk, host, photos];
