//! The office's settings in force, read by every command and page; replaced when they change.

use crate::{
    kernel::{calendar::Calendar, command::Site, id::TextId, matter::Catalogue},
    store::{Db, StoreError},
    terms,
};
use moderation::{Rulebook, Screener};
use std::sync::Arc;
use tokio::sync::watch;

/// Characters of a topic or word that are cut into tokens: all that there can be.
const TOPIC_CHARS: usize = 80;

/// Settings in force.
pub struct Settings {
    /// Site name and footer.
    pub site: Site,
    /// The rulebook.
    pub rulebook: Rulebook,
    /// The rulebook as its file.
    pub rulebook_file: String,
    /// Its compiled form.
    pub screener: Screener,
    /// The calendar of working days.
    pub calendar: Arc<Calendar>,
    /// The catalogue of matters, its words cut.
    pub matters: Arc<Catalogue>,
    /// The message while writing is off.
    pub read_only: Option<String>,
}

/// A handle to the settings in force.
#[derive(Clone)]
pub struct Current(Arc<watch::Sender<Arc<Settings>>>);

impl Current {
    /// Loads the settings from the office.
    ///
    /// # Errors
    /// `StoreError`, also when a stored rulebook does not parse.
    pub async fn load(db: &Db) -> Result<Current, StoreError> {
        Ok(Current(Arc::new(watch::Sender::new(Arc::new(settings(db).await?)))))
    }

    /// The settings now.
    pub fn get(&self) -> Arc<Settings> {
        self.0.borrow().clone()
    }

    /// For those who keep something made of the settings.
    pub fn watch(&self) -> watch::Receiver<Arc<Settings>> {
        self.0.subscribe()
    }

    /// Loads them again after the office changed.
    ///
    /// # Errors
    /// `StoreError`; the old settings stay.
    pub async fn reload(&self, db: &Db) -> Result<(), StoreError> {
        self.0.send_replace(Arc::new(settings(db).await?));
        Ok(())
    }
}

async fn settings(db: &Db) -> Result<Settings, StoreError> {
    let office = db.office().await?;
    let named: Vec<TextId> = [&office.site, &office.rulebook, &office.calendar, &office.matters, &office.read_only]
        .into_iter()
        .flatten()
        .map(|t| t.id)
        .collect();
    let texts = db.texts(&named).await?;
    let body = |text: &Option<crate::kernel::text::TextRef>| {
        text.as_ref().and_then(|text| texts.get(&text.id)).and_then(|row| row.body.clone())
    };
    let site = match body(&office.site) {
        Some(json) => serde_json::from_str(&json)?,
        None => Site::default(),
    };
    let rulebook_file = body(&office.rulebook).unwrap_or_else(|| moderation::DEFAULT.to_owned());
    let broken = |e: moderation::RulebookError| StoreError::Sql(format!("the rulebook in force does not parse: {e}"));
    let rulebook = Rulebook::parse(&rulebook_file).map_err(broken)?;
    let screener = Screener::new(&rulebook).map_err(broken)?;
    let calendar = match body(&office.calendar) {
        Some(table) => Calendar::read(office.calendar_edition, &table),
        None => Calendar::shipped(),
    };
    let calendar = calendar
        .map(Arc::new)
        .map_err(|fault| StoreError::Sql(format!("the calendar in force cannot be read in row {}", fault.row)))?;
    let matters = match body(&office.matters) {
        Some(sheet) => Catalogue::read(office.matters_edition, &sheet)
            .map_err(|fault| StoreError::Sql(format!("the matters in force cannot be read in row {}", fault.row)))?,
        None => Catalogue::default(),
    };
    let cut = |text: &str| terms::cut(text, TOPIC_CHARS, true).into_iter().map(|term| term.word).collect();
    // The dictionary takes a moment to load: an office without matters never waits for it.
    let matters = Arc::new(if matters.matters.is_empty() { matters } else { matters.cut(cut) });
    Ok(Settings { site, rulebook, rulebook_file, screener, calendar, matters, read_only: body(&office.read_only) })
}
