//! What a change would have made of past cases, and open cases that follow an earlier version.

use super::rows;
use crate::{
    http::{App, Failure, Words},
    kernel::{
        calendar::Calendar,
        case::{Figure, Past, Replay, replay},
        event::Event,
        id::{Millis, PostId},
        room::Header,
        workflow::{Stage, Workflow},
    },
    store::{Db, OnEarlier, StoreError},
};
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// The newest cases that are over, on which a change is tried.
const CASES: u32 = 1_000;

/// Past cases by the limits of a workflow, beside those by the one in force.
pub(super) struct Replayed {
    /// How many were tried, how many of them late at any stage or with the answer, and by the limits in force.
    pub said: String,
    /// One row for the answer and for each stage with a limit.
    pub rows: Vec<ReplayRow>,
}

/// One limit.
pub(super) struct ReplayRow {
    /// What is limited.
    pub what: String,
    /// By the limit that is tried.
    pub new: Figure,
    /// By the one in force; none where it has none.
    pub old: Option<Figure>,
}

/// Open cases of one earlier version at one stage, and where they can go.
pub(super) struct BehindRow {
    /// `version stage`, for the form.
    pub field: String,
    /// Which version, which stage of it as it is called there, and how many.
    pub said: String,
    /// Stages of the version in force with the same step: name, how it is called, and whether it is proposed.
    pub choices: Vec<(String, String, bool)>,
}

pub(super) async fn replayed(
    app: &App,
    words: Words,
    header: &Header,
    tried: &Workflow,
) -> Result<Option<Replayed>, Failure> {
    let calendar = app.desk.current().get().calendar.clone();
    let past = past(&app.db, header, &app.zone).await;
    let past = past.map_err(|error| Failure::internal("past cases could not be read", &error))?;
    if past.is_empty() {
        return Ok(None);
    }
    let (new, old) = (replay(tried, &calendar, &past), in_force(header, &calendar, &past));
    let row = |what: String, new: Figure, old: Option<Figure>| ReplayRow { what, new, old };
    let mut rows: Vec<ReplayRow> = Vec::new();
    if tried.promise.is_some() {
        let before = header.workflow.promise.as_ref().map(|_| old.promise);
        rows.push(row(words.t("workflow-replay-promise"), new.promise, before));
    }
    for (name, figure) in &new.stages {
        let before = old.stages.iter().find(|(held, _)| held == name).map(|(_, figure)| *figure);
        rows.push(row(rows::called_by_name(words, tried, name), *figure, before));
    }
    let told = [("n", new.cases.of.into()), ("late", new.cases.late.into()), ("now", old.cases.late.into())];
    Ok(Some(Replayed { said: words.tn("workflow-replay-cases", told), rows }))
}

fn in_force(header: &Header, calendar: &Calendar, past: &[Past]) -> Replay {
    replay(&header.workflow, calendar, past)
}

async fn past(db: &Db, header: &Header, zone: &TimeZone) -> Result<Vec<Past>, StoreError> {
    let closed = db.closed_cases(header.id, CASES).await?;
    let ids: Vec<PostId> = closed.iter().map(|listed| listed.post.id).collect();
    let Some(since) = closed.iter().map(|listed| listed.post.at).min() else { return Ok(Vec::new()) };
    let mut entries: HashMap<PostId, Vec<(Millis, Event)>> = HashMap::new();
    for (post, entry) in db.moves_of(header.id, &ids, since).await? {
        entries.entry(post).or_default().push((entry.at, entry.event));
    }
    let none = Vec::new();
    let one = |post: &crate::kernel::post::Post| Past::of(post, entries.get(&post.id).unwrap_or(&none), zone);
    Ok(closed.iter().filter_map(|listed| one(&listed.post)).collect())
}

/// Where open cases of earlier versions stand; nothing where there is no earlier version.
pub(super) async fn behind(app: &App, words: Words, header: &Header) -> Result<Vec<BehindRow>, Failure> {
    if header.earlier_workflows.is_empty() {
        return Ok(Vec::new());
    }
    let found = app.db.behind(header.id, header.workflow.version).await;
    let found = found.map_err(|error| Failure::internal("open cases could not be counted", &error))?;
    let row = |behind: OnEarlier| {
        let kept = header.workflow_of(behind.version);
        let step = kept.stage(&behind.stage).map(|stage| stage.step);
        let same = header.workflow.stages.iter().filter(|stage| Some(stage.step) == step);
        let proposed = same.clone().find(|stage| stage.name == behind.stage).or(same.clone().next());
        let choice = |stage: &Stage| {
            (stage.name.clone(), rows::called(words, stage), proposed.is_some_and(|held| held.name == stage.name))
        };
        let stage = rows::called_by_name(words, kept, &behind.stage);
        let told = [("version", behind.version.into()), ("stage", stage.into()), ("n", behind.cases.into())];
        BehindRow {
            field: format!("{} {}", behind.version, behind.stage),
            said: words.tn("workflow-move-from", told),
            choices: same.map(choice).collect(),
        }
    };
    Ok(found.into_iter().map(row).collect())
}
