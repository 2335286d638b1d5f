//! Mail: one message for each parcel, in plain words, through one server.

use super::{
    author::Letter,
    digest,
    door::Kit,
    outcome::Outcome,
    settings::{MailSettings, Tls},
};
use crate::{kernel::text::Lang, store::Parcel};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Certificate, Tls as Lettre, TlsParameters},
        extension::ClientId,
    },
};
use std::{path::Path, time::Duration};
use uuid::Uuid;

/// How long the server may be silent.
const SILENCE: Duration = Duration::from_secs(20);
/// Codes by which a server refuses us, not the message (RFC 4954): whoever runs the house can mend that.
const NOT_US: [u16; 4] = [530, 534, 535, 538];

/// The way to one server.
pub(super) struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// The host of message ids.
    host: String,
}

/// Says that no person wrote this, so that no machine answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

/// Trust in the system's authorities, and in one of the house's own where it names one.
fn secured(host: &str, ca_file: &Path) -> Result<TlsParameters, String> {
    let mut parameters = TlsParameters::builder(host.to_owned());
    if !ca_file.as_os_str().is_empty() {
        let wrong = |why: String| format!("ca_file {}: {why}", ca_file.display());
        let pem = std::fs::read(ca_file).map_err(|why| wrong(why.to_string()))?;
        parameters =
            parameters.add_root_certificate(Certificate::from_pem(&pem).map_err(|why| wrong(why.to_string()))?);
    }
    parameters.build().map_err(|why| why.to_string())
}

impl Mail {
    /// Of its settings; connects to nothing yet.
    pub fn new(settings: &MailSettings, public_url: &str) -> Result<Mail, String> {
        let MailSettings { host, port, tls, ca_file, user, password, from } = settings;
        let from = from.parse().map_err(|why| format!("from must be like \"问政 <wz@example.org>\": {why}"))?;
        let secured = || secured(host, ca_file);
        let tls = match tls {
            Tls::None => Lettre::None,
            Tls::Starttls => Lettre::Required(secured()?),
            Tls::Implicit => Lettre::Wrapper(secured()?),
        };
        if !user.is_empty() && matches!(tls, Lettre::None) && !is_here(host) {
            return Err("a password must not travel in the clear: set tls, or leave user empty".into());
        }
        let own = own_host(public_url);
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host.clone())
            .port(*port)
            .tls(tls)
            .timeout(Some(SILENCE))
            .hello_name(ClientId::Domain(own.clone()));
        if !user.is_empty() {
            builder = builder.credentials(Credentials::new(user.clone(), password.0.clone()));
        }
        Ok(Mail { transport: builder.build(), from, host: own })
    }

    pub async fn send(&self, kit: &Kit, parcel: &Parcel) -> Outcome {
        if let Some(person) = parcel.person {
            return match digest::write(kit, parcel, person).await {
                Ok(digest::ToStaff { to, subject, body }) => self.post(parcel.id, &to, subject, body).await,
                Err(outcome) => outcome,
            };
        }
        let letter = match Letter::write(kit, parcel).await {
            Ok(letter) => letter,
            Err(outcome) => return outcome,
        };
        let to = letter.card.mail.clone();
        if to.is_empty() {
            return Outcome::Void("no-contact");
        }
        let (subject, body) = (letter.subject(kit), letter.mail(kit));
        self.post(parcel.id, &to, subject, body).await
    }

    /// A message that only says that mail works.
    pub async fn try_out(&self, kit: &Kit, to: &str, lang: Lang) -> Outcome {
        let say = |id| (kit.say)(lang, id, &[("link", kit.public_url.clone())]);
        self.post(Uuid::now_v7(), to, say("told-trial"), say("told-trial-mail")).await
    }

    async fn post(&self, id: Uuid, to: &str, subject: String, body: String) -> Outcome {
        let Ok(address) = to.parse::<Address>() else { return Outcome::Never("no mail address".into()) };
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address))
            .subject(subject)
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .header(ContentType::TEXT_PLAIN)
            .header(AutoSubmitted)
            .body(body);
        let message = match message {
            Ok(message) => message,
            Err(why) => return Outcome::Never(why.to_string()),
        };
        match self.transport.send(message).await {
            Ok(_) => Outcome::Sent,
            Err(error) => self.judged(&error).await.without(&[to]),
        }
    }

    /// What an error means for this message and for the others.
    async fn judged(&self, error: &Error) -> Outcome {
        let reason = said(error);
        let code = error.status().map(u16::from);
        match code {
            Some(code) if NOT_US.contains(&code) => Outcome::Down(reason),
            _ if error.is_permanent() => Outcome::Never(reason),
            _ if error.is_transient() => Outcome::Later(reason),
            // What this side will not send is the message's fault, such as an address that the server has no way to
            // take, unless we do not come as far as that: then whoever runs the house can mend it.
            _ if error.is_client() && self.transport.test_connection().await.unwrap_or(false) => Outcome::Never(reason),
            _ => Outcome::Down(reason),
        }
    }
}

/// An error with what lies below it.
fn said(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut below = error.source();
    while let Some(source) = below {
        let more = source.to_string();
        if !said.contains(&more) {
            said = format!("{said}: {more}");
        }
        below = source.source();
    }
    said
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The name of this site without scheme and port.
fn own_host(public_url: &str) -> String {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    if host.is_empty() { "localhost".to_owned() } else { host.to_owned() }
}
