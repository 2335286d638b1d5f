//! Every setting with its default. The comments here are what `wenzheng config --defaults` prints.

use crate::{
    files::ScannerSettings,
    http::{DoorConfig, DoorLimits},
    kernel::{hours::RemindSettings, limits::Limits},
    notices::{MailSettings, SmsSettings, WebhookSettings},
};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, path::PathBuf};

/// The settings of one installation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of the database, the files and the secret key.
    pub data: PathBuf,
    /// Address and port to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Address under which browsers find this site, such as "https://wz.example.org".
    /// Needed behind a proxy that speaks https: cookies and checks of origin go by it.
    /// Without it, "http://" and the Host of each request.
    pub public_url: Option<String>,
    /// Nets of the proxies whose X-Forwarded-For is believed, such as ["127.0.0.1/32"].
    pub trusted_proxies: Vec<IpNet>,
    /// Nets that may read /metrics. What an unnamed proxy forwards never may.
    pub metrics_from: Vec<IpNet>,
    /// Time zone of schedules, working days and display.
    pub zone: String,
    /// Form of the log: "json" or "text".
    pub log: LogFormat,
    /// What is logged: a level, or levels by part (tracing's filter syntax).
    pub log_filter: String,
    /// Bounds of the house.
    pub limits: Limits,
    /// Bounds of the door: connections, sizes, times, rates.
    pub door: DoorLimits,
    /// The server that takes our mail. `public_url` must be set: messages lead people to this site.
    pub mail: MailSettings,
    /// The gateway that takes our text messages.
    pub sms: SmsSettings,
    /// When those who have letters are reminded of what is due.
    pub remind: RemindSettings,
    /// The scanner for viruses that looks at files of letters. Off while it has neither address nor command. Where one is
    /// set up and does not answer, letters are taken all the same and nobody opens their files before it has looked.
    pub scanner: ScannerSettings,
    /// Addresses that hear of what happens, each a table `[[webhook]]`.
    pub webhook: Vec<WebhookSettings>,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// One JSON object per line.
    #[default]
    Json,
    /// Lines for people.
    Text,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            data: PathBuf::from("data"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            trusted_proxies: Vec::new(),
            metrics_from: vec![IpNet::from(std::net::IpAddr::from([127, 0, 0, 1]))],
            zone: "Asia/Shanghai".to_owned(),
            log: LogFormat::Json,
            log_filter: "info".to_owned(),
            limits: Limits::default(),
            door: DoorLimits::default(),
            mail: MailSettings::default(),
            sms: SmsSettings::default(),
            remind: RemindSettings::default(),
            scanner: ScannerSettings::default(),
            webhook: Vec::new(),
        }
    }
}

impl Config {
    /// What the door needs to know.
    pub fn door_config(&self) -> DoorConfig {
        DoorConfig {
            limits: self.door.clone(),
            public_origin: self.public_url.as_deref().and_then(origin),
            trusted_proxies: self.trusted_proxies.clone(),
            metrics_from: self.metrics_from.clone(),
            zone: jiff::tz::TimeZone::get(&self.zone).ok(),
        }
    }

    /// Checks what types cannot.
    ///
    /// # Errors
    /// Names the setting and says what it should be.
    pub fn check(&self) -> anyhow::Result<()> {
        if let Some(url) = &self.public_url {
            anyhow::ensure!(
                origin(url).is_some(),
                "public_url must be http:// or https:// with a host and no path, not {url:?}"
            );
        }
        let zone = jiff::tz::TimeZone::get(&self.zone);
        anyhow::ensure!(zone.is_ok(), "zone must be a name such as \"Asia/Shanghai\", not {:?}", self.zone);
        self.remind.times().map_err(|wrong| anyhow::anyhow!("remind: {wrong}"))?;
        let wrong = self.limits.video_hosts.iter().find(|host| !crate::kernel::video::is_host(host));
        anyhow::ensure!(
            wrong.is_none(),
            "limits.video_hosts must name hosts such as \"live.example.org\" or \"*.cdn.example.org\", not {wrong:?}"
        );
        let scanner = &self.scanner;
        anyhow::ensure!(
            scanner.address.is_empty() || scanner.command.is_empty(),
            "scanner.address and scanner.command cannot both be set: one of them looks"
        );
        anyhow::ensure!(
            scanner.address.is_empty()
                || scanner.address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()),
            "scanner.address must be a host and a port such as \"127.0.0.1:3310\", not {:?}",
            scanner.address
        );
        let reserved = self.door.connections_reserved;
        anyhow::ensure!(reserved < self.door.connections, "door.connections_reserved must be below door.connections");
        Ok(())
    }
}

/// `scheme://host[:port]` as browsers write it in Origin: lower case, no default port.
fn origin(url: &str) -> Option<String> {
    let url = url.strip_suffix('/').unwrap_or(url).to_ascii_lowercase();
    let (scheme, host) = url.split_once("://")?;
    let default_port = match scheme {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let host = host.strip_suffix(default_port).unwrap_or(host);
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    (!host.is_empty() && host.chars().all(plain)).then(|| format!("{scheme}://{host}"))
}
