//! Addresses of the office.

use super::{
    counted, deputies, emblem, enter, factor, hears, import, import_links, letters, life, link, log, mailbox, matters,
    notes, notices, password, people, person, phrases, record, room, room_new, rules, second, site, statistics, team,
    template_keep, templates, units, workdays, workflow,
};
use crate::http::App;
use axum::{
    Router,
    routing::{get, post},
};

/// Log-in, links, office, rooms and log.
pub fn router() -> Router<App> {
    Router::new()
        .route("/enter", get(enter::show).post(enter::submit))
        .route("/enter/code", post(second::submit))
        .route("/leave", post(enter::leave))
        .route("/link/{secret}", get(link::show).post(link::submit))
        .route("/desk/password", get(password::show).post(password::submit))
        .route("/desk/factor", get(factor::show).post(factor::set))
        .route("/desk/factor/drop", post(factor::drop))
        .route("/desk/phrases", get(phrases::own).post(phrases::set_own))
        .route("/desk/phrases/{unit}", get(phrases::of_unit).post(phrases::set_of_unit))
        .route("/desk/mail", get(hears::show).post(hears::ask))
        .route("/desk/mail/confirm", post(hears::confirm))
        .route("/desk/mail/choose", post(hears::choose))
        .route("/desk/mail/drop", post(hears::drop))
        .route("/desk/deputies", get(deputies::show).post(deputies::set_own))
        .route("/desk/deputies/drop", post(deputies::drop_own))
        .merge(office())
        .merge(rooms())
        .route("/desk/log", get(log::show))
        .route("/desk/statistics", get(statistics::show))
        .route("/desk/statistics/questions", get(counted::show))
        .merge(figures())
}

fn figures() -> Router<App> {
    Router::new()
        .route("/desk/office/letters", get(letters::numbers))
        .route("/desk/office/letters/list", get(letters::behind))
        .route("/desk/office/letters/inspection", get(letters::inspection))
        .route("/desk/office/letters/month/{month}", get(letters::inner))
        .route("/desk/office/letters/file/{file}", get(letters::sheet))
}

fn office() -> Router<App> {
    Router::new()
        .route("/desk/office", get(units::show).post(units::add))
        .route("/desk/office/units/{unit}", get(units::edit).post(units::change))
        .route("/desk/office/units/{unit}/close", post(units::close))
        .route("/desk/office/units/{unit}/open", post(units::open))
        .route("/desk/office/people", get(people::show).post(people::add))
        .route("/desk/office/people/{person}", get(person::show))
        .route("/desk/office/people/{person}/name", post(person::rename))
        .route("/desk/office/people/{person}/grants", post(person::grant))
        .route("/desk/office/people/{person}/revoke", post(person::revoke))
        .route("/desk/office/people/{person}/link", post(person::link))
        .route("/desk/office/people/{person}/factor", post(person::drop_factor))
        .route("/desk/office/people/{person}/mail", post(person::mail))
        .route("/desk/office/people/{person}/deputies", post(deputies::set))
        .route("/desk/office/people/{person}/deputies/drop", post(deputies::drop))
        .route("/desk/office/people/{person}/disable", post(person::disable))
        .route("/desk/office/import", get(import::show).post(import::take))
        .route("/desk/office/import/links", post(import_links::show))
        .route("/desk/office/templates", get(templates::show))
        .route("/desk/office/templates/{template}", get(templates::edit).post(templates::change))
        .route("/desk/office/templates/{template}/drop", post(templates::drop))
        .route("/desk/office/rules", get(rules::show).post(rules::adopt))
        .route("/desk/office/calendar", get(workdays::show).post(workdays::set))
        .route("/desk/office/calendar/withdraw", post(workdays::withdraw))
        .route("/desk/office/matters", get(matters::show).post(matters::set))
        .route("/desk/office/matters/file", get(matters::download))
        .route("/desk/office/matters/ask", post(matters::ask))
        .route("/desk/office/notices", get(notices::show))
        .route("/desk/office/notices/again", post(notices::again))
        .route("/desk/office/notices/try", post(notices::trial))
        .route("/desk/office/site", get(site::show).post(site::change))
        .route("/desk/office/site/emblem", post(emblem::bring))
        .route("/desk/office/site/emblem/remove", post(emblem::remove))
        .route("/desk/office/read-only", post(site::read_only))
}

fn rooms() -> Router<App> {
    Router::new()
        .route("/desk/rooms/new", get(room_new::show).post(room_new::draw))
        .route("/desk/rooms/mailbox", get(mailbox::show).post(mailbox::draw))
        .route("/desk/office/r/{code}/workflow", get(workflow::show).post(workflow::change))
        .route("/desk/office/r/{code}/workflow/move", get(workflow::show).post(workflow::moved))
        .route("/desk/office/r/{code}/workflow/file", get(workflow::download).post(workflow::file))
        .route("/desk/r/{code}/room", get(room::show))
        .route("/desk/r/{code}/room/amend", get(room_new::amend_form).post(room_new::amend))
        .route("/desk/r/{code}/room/template", get(template_keep::show).post(template_keep::keep))
        .route("/desk/r/{code}/room/team", post(team::invite))
        .route("/desk/r/{code}/room/team/revoke", post(team::revoke))
        .route("/desk/r/{code}/room/team/link", post(team::link))
        .route("/desk/r/{code}/room/{act}", post(life::act))
        .route("/desk/r/{code}/record", get(record::show))
        .route("/desk/r/{code}/record/notes", get(notes::show).post(notes::save))
        .route("/desk/r/{code}/record/{act}", post(record::act))
}
