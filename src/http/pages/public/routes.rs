//! Addresses of the public pages. Those under `/r/` never change.

use super::super::office;
use super::{
    accessibility, appeal, archive, ask, calendar, change, digest, export, feeds, find, home, ledger, letters, line,
    mine, pass, question, rate, reading, record, room, rules, search, share, similar, sitemap, stage, transcript,
    workdays,
};
use crate::http::App;
use axum::{
    Router,
    routing::{get, post},
};

/// All public pages.
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/archive", get(archive::archive))
        .route("/archive/{way}", get(archive::names))
        .route("/search", get(search::search))
        .route("/mine", get(mine::mine))
        .route("/rules", get(rules::rules))
        .route("/workdays", get(workdays::workdays))
        .route("/workdays.csv", get(workdays::table))
        .route("/accessibility", get(accessibility::accessibility))
        .route("/find", get(find::form).post(find::find))
        .route("/reading", get(reading::form).post(reading::choose))
        .route("/letters/{month}", get(office::bulletin))
        .route("/letters/data/{file}", get(office::open_data))
        .route("/r/{code}", get(room::room))
        .route("/r/{code}/pass/{pass}", get(pass::enter))
        .route("/r/{code}/qr.svg", get(room::qr))
        .route("/r/{code}/calendar.ics", get(calendar::calendar))
        .route("/r/{code}/digest.json", get(digest::digest))
        .route("/r/{code}/share", get(share::share))
        .route("/r/{code}/stage", get(stage::stage))
        .route("/r/{code}/ask", get(ask::form).post(ask::ask))
        .route("/r/{code}/similar", post(similar::similar))
        .route("/r/{code}/record", get(record::record))
        .route("/r/{code}/transcript", get(transcript::transcript))
        .route("/r/{code}/ledger", get(ledger::ledger))
        .route("/r/{code}/export/{file}", get(export::export))
        .route("/r/{code}/feed.atom", get(feeds::answers))
        .route("/r/{code}/l/{line}", get(line::line))
        .route("/r/{code}/q/{number}", get(question::question))
        .route("/r/{code}/q/{number}/vote", post(question::vote))
        .route("/r/{code}/q/{number}/edit", post(change::edit))
        .route("/r/{code}/q/{number}/withdraw", post(change::withdraw))
        .route("/feed/sessions.atom", get(feeds::sessions))
        .route("/feed/records.atom", get(feeds::records))
        .route("/calendar.ics", get(calendar::all))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route("/sitemap/{part}", get(sitemap::part))
        .route("/robots.txt", get(sitemap::robots))
        .route("/q/{receipt}/{code}", get(question::by_code))
        .route("/q/{receipt}/{code}/edit", post(change::edit))
        .route("/r/{code}/q/{number}/rate", post(rate::rate))
        .route("/r/{code}/q/{number}/appeal", post(appeal::appeal))
        .route("/q/{receipt}/{code}/rate", post(rate::rate))
        .route("/q/{receipt}/{code}/appeal", post(appeal::appeal))
        .route("/q/{receipt}/{code}/withdraw", post(change::withdraw))
        .route("/r/{code}/q/{number}/file/{nth}", get(letters::own_file))
        .route("/r/{code}/q/{number}/file/{nth}/picture", get(letters::own_picture))
        .route("/q/{receipt}/{code}/file/{nth}", get(letters::coded_file))
        .route("/q/{receipt}/{code}/file/{nth}/picture", get(letters::coded_picture))
        .route("/r/{code}/q/{number}/add", post(letters::add))
        .route("/r/{code}/q/{number}/redo", post(letters::redo))
        .route("/q/{receipt}/{code}/add", post(letters::add))
        .route("/q/{receipt}/{code}/redo", post(letters::redo))
}
