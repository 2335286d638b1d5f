//! The roof: opens the store, the desk and the doors with one configuration, and closes them in order.

use crate::{
    archive::Archive,
    auth::{Auth, code, sha256},
    bus::Bus,
    config::{Config, keys},
    desk::{Clock, Desk, Settings},
    files::Files,
    http::{self, App, Door, Probes},
    hub::Hub,
    jobs::Schedule,
    kernel::{
        command::OfficeCommand,
        id::{LinkId, PersonId},
        principal::{Grant, Principal, Reach, Role},
    },
    live::{self, Live},
    notices::{Doors, Kit, Notices},
    similar::Similar,
    store::{Db, OpenOptions},
    terms,
    wire::keys::Keys,
};
use anyhow::{Context, Result, anyhow};
use std::{net::SocketAddr, sync::Arc};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

mod source;

/// Everything behind the doors.
#[derive(Clone)]
pub struct House {
    /// Tables and journal.
    pub db: Db,
    /// The write path.
    pub desk: Desk,
    /// The way in for files.
    pub files: Files,
    /// The installation's keys.
    pub keys: Keys,
}

/// The machine's clock in UTC ms.
pub fn machine_clock() -> Clock {
    Arc::new(|| jiff::Timestamp::now().as_millisecond())
}

impl House {
    /// Opens the data folder of the configuration.
    ///
    /// # Errors
    /// In words, when the folder, the keys or the database cannot be used.
    pub async fn open(config: &Config, clock: Clock) -> Result<House> {
        let db = Db::open(&OpenOptions::new(&config.data)).await?;
        let keys = keys::load_or_create(&config.data)?;
        let bus = Bus::local(&config.limits);
        let zone = zone_of(config)?;
        let desk = Desk::open(db.clone(), config.limits.clone(), (clock.clone(), zone), bus).await?;
        let files = Files::new(db.clone(), config.limits.clone(), clock).scanned_by(config.scanner.clone());
        Ok(House { db, desk, files, keys })
    }

    /// Serves until `stop`, or fails when the disk does. `told` gets the address that was bound.
    ///
    /// # Errors
    /// When the address cannot be bound or the store can no longer be written.
    pub async fn serve(
        &self,
        config: &Config,
        metrics: Arc<dyn Fn() -> String + Send + Sync>,
        stop: CancellationToken,
        told: impl FnOnce(SocketAddr),
    ) -> Result<()> {
        let zone = zone_of(config)?;
        let door = Door::new(config.door_config(), self.keys.clone());
        let auth = Auth::new(self.db.clone(), &config.limits, zone.clone());
        let (db, desk, files, keys) = (self.db.clone(), self.desk.clone(), self.files.clone(), self.keys.clone());
        let hub = self.hub(config);
        let counting = hub.clone();
        let viewers = Arc::new(move |room| counting.viewers(room));
        let live = self.live(config, hub, auth.clone(), stop.clone())?;
        let similar = Similar::new(db.clone(), &config.limits);
        let archive = Archive::open(self.db.clone(), zone.clone()).await.context("the search index")?;
        let following = tokio::spawn(archive.clone().follow(self.desk.bus().listen_to_all()));
        let searched = archive.clone();
        let notices = self.notices(config, zone.clone())?;
        let noticing = tokio::spawn(notices.clone().follow(self.desk.bus().listen_to_all()));
        let looking = tokio::spawn(self.files.clone().look_on());
        let sending = tokio::spawn(notices.clone().send());
        let schedule = Schedule::new(self.db.clone(), self.desk.clone(), zone.clone(), config.remind.clone());
        let app = App { db, desk, files, similar, archive, notices, auth, viewers, keys, zone };
        let desk = self.desk.clone();
        let probes = Probes { ready: Arc::new(move || desk.is_healthy()), metrics };
        let router = http::door_with_live(http::routes(app), live::routes(live.clone()), door.clone(), probes);
        let shown = tokio::spawn(show_settings(self.desk.current().watch(), door.clone()));
        let listener = http::listen(config.listen, &config.door)?;
        told(listener.local_addr()?);
        tokio::task::spawn_blocking(terms::warm);
        let schedule = tokio::spawn(schedule.run());
        let served = http::serve(listener, router, door, stop.clone());
        let failed = tokio::select! {
            () = served => false,
            () = self.desk.failed() => true,
        };
        live.close().await;
        for task in [schedule, shown, following, noticing, sending, looking] {
            task.abort();
            let _ = task.await;
        }
        searched.close().await;
        if failed {
            return Err(anyhow!(
                "the store can no longer be written; nothing unacknowledged was kept, restart after mending the disk"
            ));
        }
        Ok(())
    }

    /// A hub that reads this house's journal.
    fn hub(&self, config: &Config) -> Hub {
        let now = self.desk.clone();
        let wall: Arc<dyn Fn() -> i64 + Send + Sync> = Arc::new(move || now.now());
        let journal = source::Journal { db: self.db.clone(), clock: wall.clone() };
        Hub::new(Arc::new(journal), self.desk.bus().clone(), Arc::new(config.limits.clone()), wall)
    }

    /// The ways out of the house.
    ///
    /// # Errors
    /// In words, when one cannot be made of its settings.
    pub fn notices(&self, config: &Config, zone: jiff::tz::TimeZone) -> Result<Notices> {
        let (desk, keys) = (self.desk.clone(), self.keys.clone());
        let (days, mail_keys) = (self.desk.clone(), self.keys.clone());
        let say = |lang, id: &str, values: &[(&'static str, String)]| {
            let values = values.iter().map(|(name, value)| (*name, value.clone().into()));
            http::Words::of(lang).tn(id, values)
        };
        let (mail, sms, webhooks) = (config.mail.clone(), config.sms.clone(), config.webhook.clone());
        let doors = Doors { mail, sms, webhooks };
        let kit = Kit {
            db: self.db.clone(),
            now: Arc::new(move || desk.now()),
            say: Arc::new(say),
            code: Arc::new(move |post| code::of(&keys, post)),
            mail_code: Arc::new(move |person, address| code::of_mail(&mail_keys, person, address)),
            days: Arc::new(move || days.current().get().calendar.clone()),
            remind: config.remind.clone(),
            public_url: config.public_url.as_deref().unwrap_or_default().trim_end_matches('/').to_owned(),
            limits: config.limits.clone(),
            zone,
            doors,
        };
        Notices::open(kit).map_err(|why| anyhow!(why))
    }

    /// The door of connections that last.
    fn live(&self, config: &Config, hub: Hub, auth: Auth, stop: CancellationToken) -> Result<Live> {
        let limits = Arc::new(config.limits.clone());
        let (db, desk, bus) = (self.db.clone(), self.desk.clone(), self.desk.bus().clone());
        Live::open(live::House { hub, bus, db, auth, desk }, limits, stop).context("the live door")
    }

    /// Closes the store after the last write; the folder can then be opened again.
    pub async fn close(self) {
        let House { db, desk, files, .. } = self;
        drop(files);
        desk.close().await;
        db.close().await;
    }

    /// A one-time link for the first administrator, while no administrator can log in.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn first_link(&self) -> Result<Option<String>> {
        let everywhere = Grant { role: Role::Administrator, reach: Reach::Installation };
        let persons = self.db.persons().await?;
        let mut administrators = persons.iter().filter(|person| person.grants.contains(&everywhere));
        if administrators.clone().any(|person| person.password.is_some()) {
            return Ok(None);
        }
        let person = match administrators.next() {
            Some(person) => person.id,
            None => self.first_administrator(everywhere).await?,
        };
        Ok(Some(self.link(person).await?))
    }

    /// Makes a one-time link that opens an account; given out once and kept nowhere.
    ///
    /// # Errors
    /// When the store cannot be written.
    async fn link(&self, person: PersonId) -> Result<String> {
        let secret = format!("{:032x}", rand::random::<u128>());
        let (link, secret_sha256) = (LinkId(Uuid::now_v7()), sha256(&secret));
        let issue = OfficeCommand::IssueLink { link, secret_sha256, person, room: None };
        self.desk.office(Principal::Operator, issue).await?;
        Ok(format!("/link/{secret}"))
    }

    /// A way back in for whoever lost password and telephone: the second factor goes, a link comes.
    ///
    /// # Errors
    /// When nobody has this log-in name, or the store cannot be written.
    pub async fn rescue(&self, login: &str) -> Result<String> {
        let person = self.db.person_by_login(&login.trim().to_lowercase()).await?;
        let person = person.filter(|person| !person.disabled).with_context(|| format!("nobody logs in as {login}"))?;
        self.desk.office(Principal::Operator, OfficeCommand::DropFactor { person: person.id }).await?;
        self.link(person.id).await
    }

    async fn first_administrator(&self, grant: Grant) -> Result<PersonId> {
        let person = PersonId(Uuid::now_v7());
        let set = OfficeCommand::SetPerson { person, login: "admin".into(), name: "管理员".into(), unit: None };
        self.desk.office(Principal::Operator, set).await?;
        self.desk.office(Principal::Operator, OfficeCommand::Grant { person, grant }).await?;
        Ok(person)
    }
}

/// Keeps what every page shows of the office up to date.
async fn show_settings(mut settings: tokio::sync::watch::Receiver<Arc<Settings>>, door: Arc<Door>) {
    loop {
        let now = settings.borrow_and_update().clone();
        door.set_site(now.site.clone());
        door.set_calm(now.read_only.clone());
        if settings.changed().await.is_err() {
            return;
        }
    }
}

/// Cancelled by SIGTERM or Ctrl-C.
///
/// # Errors
/// When signals cannot be watched.
pub fn stop_on_signal() -> Result<CancellationToken> {
    let stop = CancellationToken::new();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        told.cancel();
    });
    Ok(stop)
}

/// The address people can open, from what was bound and what was configured.
pub fn address(config: &Config, bound: SocketAddr) -> String {
    config.public_url.clone().unwrap_or_else(|| format!("http://{bound}"))
}

/// The zone that rules schedules and working days.
fn zone_of(config: &Config) -> Result<jiff::tz::TimeZone> {
    jiff::tz::TimeZone::get(&config.zone).with_context(|| format!("unknown time zone {}", config.zone))
}
