//! The house behind its real door, and browsers that fill in its plain forms.

use crate::house::House;
use reqwest::{Client, StatusCode, Url, cookie::Jar, redirect::Policy};
use std::{net::SocketAddr, sync::Arc};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    auth::Auth,
    files::Files,
    http::{self, App, Door, DoorConfig, Probes},
    kernel::{limits::Limits, principal::Principal},
    notices::Notices,
    similar::Similar,
    wire::keys::{Key, Keys},
};

pub struct Site {
    pub address: SocketAddr,
    app: App,
    door: Arc<Door>,
    stop: CancellationToken,
}

pub struct Browser {
    client: Client,
    base: String,
}

#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    /// Where it leads, without scheme and host.
    pub to: String,
    pub body: String,
}

impl Site {
    /// Serves the house; rates are off.
    pub fn open(house: &House) -> Site {
        Site::bringing(house, house.files())
    }

    /// The same with ways out.
    pub fn telling(house: &House, notices: Notices) -> Site {
        Site::with(house, house.files(), notices)
    }

    /// The same with another way in for files.
    pub fn bringing(house: &House, files: Files) -> Site {
        Site::with(house, files, crate::doors::closed(house))
    }

    fn with(house: &House, files: Files, notices: Notices) -> Site {
        let mut config = DoorConfig::default();
        let limits = &mut config.limits;
        for rate in [&mut limits.reads_per_second, &mut limits.writes_per_second, &mut limits.connection_per_second] {
            *rate = 0;
        }
        let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
        let door = Door::new(config, keys.clone());
        let auth = Auth::new(house.db.clone(), &Limits::default(), jiff::tz::TimeZone::UTC);
        let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
        let similar = Similar::new(house.db.clone(), &Limits::default());
        let (db, desk) = (house.db.clone(), house.desk.clone());
        let archive = house.archive.clone();
        let viewers = Arc::new(|_| 0);
        let app = App { db, desk, files, similar, archive, notices, auth, viewers, keys, zone };
        let probes = Probes { ready: Arc::new(|| true), metrics: Arc::new(String::new) };
        let router = http::door(http::routes(app.clone()), door.clone(), probes);
        let listener = http::listen("127.0.0.1:0".parse().unwrap(), &door.config.limits).unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        tokio::spawn(http::serve(listener, router, door.clone(), stop.clone()));
        Site { address, app, door, stop }
    }

    /// Pages show the settings of the office from now on.
    pub fn settle(&self) {
        self.door.set_site(self.app.desk.current().get().site.clone());
    }

    /// The browser of a member of staff who is signed in.
    pub async fn signed(&self, who: Principal) -> Browser {
        let Principal::Staff(person) = who else { panic!("{who:?} has no account") };
        let session = self.app.auth.open(person, self.app.desk.now()).await.unwrap();
        let jar = Jar::default();
        let cookie = format!("wz_s={}", self.app.keys.seal("wz_s", &session));
        jar.add_cookie_str(&cookie, &self.url("/").parse::<Url>().unwrap());
        self.browser(jar)
    }

    /// The browser of a citizen.
    pub fn visitor(&self, who: Principal) -> Browser {
        let Principal::Visitor(visitor) = who else { panic!("{who:?} is no citizen") };
        let jar = Jar::default();
        let cookie = format!("wz_v={}", self.app.keys.seal("wz_v", &visitor.to_string()));
        jar.add_cookie_str(&cookie, &self.url("/").parse::<Url>().unwrap());
        self.browser(jar)
    }

    /// A browser that nobody has used.
    pub fn fresh(&self) -> Browser {
        self.browser(Jar::default())
    }

    fn browser(&self, jar: Jar) -> Browser {
        let client = Client::builder().redirect(Policy::none()).cookie_provider(Arc::new(jar)).build().unwrap();
        Browser { client, base: format!("http://{}", self.address) }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Browser {
    pub async fn get(&self, path: &str) -> Page {
        Page::of(self.client.get(format!("{}{path}", self.base)).send().await.unwrap()).await
    }

    /// As a page that looks by itself.
    pub async fn looks(&self, path: &str) -> Page {
        let asked = self.client.get(format!("{}{path}", self.base)).header("x-automatic", "1");
        Page::of(asked.send().await.unwrap()).await
    }

    /// Status and media type of what is under `path`.
    pub async fn kind(&self, path: &str) -> (StatusCode, String) {
        let response = self.client.get(format!("{}{path}", self.base)).send().await.unwrap();
        let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        (response.status(), kind.unwrap_or_default())
    }

    /// Opens `path` and chooses a file in the form that is sent to `action`.
    pub async fn brings(&self, path: &str, action: &str, field: &str, bytes: &[u8]) -> Page {
        let form = self.get(path).await.form(action).unwrap();
        self.bring(action, &form, field, bytes).await
    }

    /// Opens `path`, fills in its form and sends it with these files, each with its name.
    pub async fn attach(&self, path: &str, filled: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
        let form = merged(&self.get(path).await.form(path).unwrap(), filled);
        self.attach_to(path, &form, files).await
    }

    /// The same with the fields of a form that is at hand.
    pub async fn attach_to(&self, action: &str, form: &[(String, String)], files: &[(&str, &[u8])]) -> Page {
        let mut body = parts(form).into_bytes();
        for (name, bytes) in files {
            let head = format!("--part\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(b"--part--\r\n");
        self.send_bytes(action, body).await
    }

    /// Status, bytes and how they are to be taken of what is under `path`.
    pub async fn bytes(&self, path: &str) -> (u16, Vec<u8>, String) {
        let response = self.client.get(format!("{}{path}", self.base)).send().await.unwrap();
        let how = response.headers().get("content-disposition").map(|how| how.to_str().unwrap().to_owned());
        (response.status().as_u16(), response.bytes().await.unwrap().to_vec(), how.unwrap_or_default())
    }

    /// Sends the fields of a form, then a file.
    pub async fn bring(&self, action: &str, form: &[(String, String)], field: &str, bytes: &[u8]) -> Page {
        let head = format!("--part\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"a.png\"\r\n\r\n");
        let file = [head.as_bytes(), bytes, b"\r\n"].concat();
        self.send_bytes(action, [parts(form).as_bytes(), &file, b"--part--\r\n"].concat()).await
    }

    /// Opens `path`, fills in the form that is sent to `action` and sends it.
    pub async fn press(&self, path: &str, action: &str, filled: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        let form = page.form(action).unwrap_or_else(|| panic!("{path} has no form to {action}: {}", page.body));
        if page.takes_files(action) {
            return self.send_parts(action, &merged(&form, filled)).await;
        }
        self.send(action, &form, filled).await
    }

    /// As a form that could bring files, though none was chosen.
    async fn send_parts(&self, action: &str, fields: &[(String, String)]) -> Page {
        self.send_bytes(action, format!("{}--part--\r\n", parts(fields)).into_bytes()).await
    }

    async fn send_bytes(&self, action: &str, body: Vec<u8>) -> Page {
        let request = self.client.post(format!("{}{action}", self.base)).header("Origin", &self.base);
        let request = request.header("Content-Type", "multipart/form-data; boundary=part").body(body);
        Page::of(request.send().await.unwrap()).await
    }

    /// Sends the fields of a form with what was filled in.
    pub async fn send(&self, action: &str, form: &[(String, String)], filled: &[(&str, &str)]) -> Page {
        let fields = merged(form, filled);
        let request = self.client.post(format!("{}{action}", self.base)).header("Origin", &self.base).form(&fields);
        Page::of(request.send().await.unwrap()).await
    }
}

fn parts(fields: &[(String, String)]) -> String {
    let part = |(name, value): &(String, String)| {
        format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    fields.iter().map(part).collect()
}

/// The fields of a form with what was filled in.
fn merged(form: &[(String, String)], filled: &[(&str, &str)]) -> Vec<(String, String)> {
    let untouched = form.iter().filter(|(name, _)| !filled.iter().any(|(held, _)| held == name)).cloned();
    untouched.chain(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
}

impl Page {
    async fn of(response: reqwest::Response) -> Page {
        let status = response.status();
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
        Page { status, to, body: response.text().await.unwrap() }
    }

    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Whether the form that is sent to `action` can bring files.
    fn takes_files(&self, action: &str) -> bool {
        self.body.contains(&format!("method=\"post\" action=\"{action}\" enctype=\"multipart/form-data\""))
    }

    /// The fields of the form that is sent to `action`, as a browser would send them untouched.
    pub fn form(&self, action: &str) -> Option<Vec<(String, String)>> {
        let start = self.body.find(&format!("method=\"post\" action=\"{action}\""))?;
        let form = &self.body[start..];
        Some(fields(&form[..form.find("</form>")?]))
    }
}

fn fields(form: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for piece in form.split('<').skip(1) {
        let (tag, inner) = piece.split_once('>').unwrap_or((piece, ""));
        let kind = attribute(tag, "type").unwrap_or_default();
        let picked = !matches!(kind.as_str(), "radio" | "checkbox") || tag.contains(" checked");
        let name = attribute(tag, "name");
        match (tag.split(' ').next(), name) {
            (Some("input"), Some(_)) if kind == "file" => {}
            (Some("input"), Some(name)) if picked => {
                fields.push((name, attribute(tag, "value").unwrap_or_default()));
            }
            (Some("textarea"), Some(name)) => fields.push((name, plain(inner.trim_start_matches('\n')))),
            (Some("select"), Some(name)) => fields.push((name, String::new())),
            (Some("option"), _) if tag.contains(" selected") => {
                if let Some((_, value)) = fields.last_mut() {
                    *value = attribute(tag, "value").unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| plain(value))
}

fn plain(text: &str) -> String {
    let entities = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}
