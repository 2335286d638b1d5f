//! What the form of a room begins with: nothing, a template, a room to copy, or the room that is amended.

use super::{
    draft::Draft,
    fields::Fields,
    room_new::{may_draw, source},
    signed::Signed,
    templates::{self, Offer},
};
use crate::{
    http::{App, Failure},
    kernel::{id::Millis, refusal::Refusal, text::Lang},
    views::{office_rooms::Sheet, office_templates::TemplateRow},
};
use jiff::tz::TimeZone;

/// What the form is for.
pub(super) enum Purpose {
    New,
    Begun { template: TemplateRow },
    Copy { of: Sheet },
    Amend { sheet: Sheet },
}

impl Purpose {
    /// Whether there is no room yet.
    pub fn is_fresh(&self) -> bool {
        !matches!(self, Purpose::Amend { .. })
    }

    /// Whether what it begins with is a mailbox.
    pub fn takes_letters(&self) -> bool {
        match self {
            Purpose::New => false,
            Purpose::Begun { template } => template.setup.policy.takes_letters(),
            Purpose::Copy { of: sheet } | Purpose::Amend { sheet } => sheet.header.policy.takes_letters(),
        }
    }

    /// What the fields begin with.
    pub fn stored(&self, now: Millis, zone: &TimeZone, lang: Lang) -> Draft {
        match self {
            Purpose::New => Draft::blank(now, zone, lang),
            Purpose::Begun { template } => Draft::begun(&template.setup, now, zone),
            Purpose::Copy { of: Sheet { header, about } } => {
                Draft::copy(about.clone(), header.policy.clone(), header.units.clone(), now, zone)
            }
            Purpose::Amend { sheet: Sheet { header, about } } => {
                let (policy, units) = (header.policy.clone(), header.units.clone());
                let (schedule, rehearsal) = (header.schedule, header.rehearsal);
                Draft { about: about.clone(), policy, schedule, units, rehearsal }
            }
        }
    }

    /// The heading, where the form is sent, what its button says, where one gets back to.
    pub fn frame(&self) -> (&'static str, String, &'static str, String) {
        let new = || "/desk/rooms/new".to_owned();
        let desk = |sheet: &Sheet| format!("/desk/r/{}/room", sheet.header.code);
        match self {
            Purpose::New | Purpose::Begun { .. } => ("office-room-new", new(), "office-room-draw", "/desk".to_owned()),
            Purpose::Copy { of } => ("office-room-copy", new(), "office-room-draw", desk(of)),
            Purpose::Amend { sheet } => {
                ("office-room-amend", format!("{}/amend", desk(sheet)), "office-save", desk(sheet))
            }
        }
    }
}

/// Nothing, a room or a template to begin with.
pub(super) async fn begun(app: &App, me: &Signed, copy: &str, template: &str) -> Result<Purpose, Failure> {
    may_draw(me)?;
    match (copy, template) {
        ("", "") => Ok(Purpose::New),
        ("", id) => {
            let id = id.parse().map_err(|_| Refusal::NotFound)?;
            Ok(Purpose::Begun { template: templates::one(app, me, id).await? })
        }
        (code, _) => Ok(Purpose::Copy { of: source(app, me, code).await? }),
    }
}

/// The template in use by name, or else those to begin with: once there is typing, changing over would lose it.
pub(super) async fn offered(
    app: &App,
    me: &Signed,
    purpose: &Purpose,
    typed: bool,
) -> Result<(Option<String>, Vec<Offer>), Failure> {
    match purpose {
        Purpose::Begun { template } => return Ok((Some(template.setup.name.clone()), Vec::new())),
        Purpose::New if !typed => {}
        _ => return Ok((None, Vec::new())),
    }
    let (rows, _) = templates::open_to(app, me).await?;
    Ok((None, rows.iter().map(|row| templates::offer(&me.frame, row, false)).collect()))
}

/// What the form sends along unseen.
pub(super) fn hidden(purpose: &Purpose, typed: Option<&Fields>) -> Vec<(&'static str, String)> {
    match purpose {
        Purpose::New => Vec::new(),
        Purpose::Begun { template } => vec![("template", template.id.to_string())],
        Purpose::Copy { of } => vec![("copy", of.header.code.clone())],
        // What was typed over belongs to the revision that was seen then.
        Purpose::Amend { sheet } => {
            let seen = typed.and_then(|typed| typed.parse::<u32>("revision"));
            vec![("revision", seen.unwrap_or(sheet.header.revision).to_string())]
        }
    }
}
