//! A row of people: whose log-in name it is, what it adds, and why it cannot be taken.

use super::{
    grants,
    import::{Import, Outcome},
};
use crate::{
    http::{Failure, Words},
    kernel::{
        command::OfficeCommand,
        id::{PersonId, UnitId},
        principal::{Grant, Reach, Role},
        sheet::Row,
        text::Lang,
    },
    views::office_people::{self, PersonRow, Place},
};
use uuid::Uuid;

/// What the rows before have said of a log-in name.
pub(super) struct Earlier {
    pub row: usize,
    pub person: PersonId,
    name: String,
    unit: Option<UnitId>,
    grants: Vec<Grant>,
}

/// What a row says.
struct Line {
    login: String,
    name: String,
    unit: Option<UnitId>,
    grants: Vec<Grant>,
}

impl Import<'_> {
    pub async fn person(&mut self, row: &Row) -> Result<Outcome, Failure> {
        let (login, name) = (row.cell("login").to_lowercase(), row.cell("name").to_owned());
        let what = format!("{name} ({login}) {}", row.cell("roles"));
        let line = match self.line(row, login, name) {
            Ok(line) => line,
            Err(why) => return Ok(self.refused(row, what, why)),
        };
        let known = office_people::person_by_login(&self.app.db, &line.login).await;
        let known = known.map_err(|error| Failure::internal("people could not be read", &error))?;
        if let Some(why) = self.contradicts(&line, known.as_ref()) {
            return Ok(self.refused(row, what, why));
        }
        let earlier = self.earlier.get(&line.login);
        let there = known.is_some() || earlier.is_some();
        let person = known.as_ref().map(|known| known.id).or(earlier.map(|earlier| earlier.person));
        let person = person.unwrap_or_else(|| PersonId(Uuid::now_v7()));
        let mut held: Vec<Grant> = known.iter().flat_map(|known| &known.held).map(|held| held.grant).collect();
        held.extend(earlier.iter().flat_map(|earlier| &earlier.grants));
        let new: Vec<Grant> = line.grants.iter().filter(|grant| !held.contains(grant)).copied().collect();
        if let Err(why) = self.carry_out(person, &line, there, &new).await? {
            return Ok(self.refused(row, what, why));
        }
        let mut outcome = self.outcome(row, what, word(there, !new.is_empty(), self.carries_out));
        if there && !new.is_empty() {
            outcome.why = Some(self.adds(row, &new));
        }
        held.extend(new);
        let Line { login, name, unit, .. } = line;
        self.earlier
            .entry(login)
            .or_insert(Earlier { row: row.number, person, name, unit, grants: Vec::new() })
            .grants = held;
        Ok(outcome)
    }

    /// The row as it reads, or why it does not.
    fn line(&self, row: &Row, login: String, name: String) -> Result<Line, String> {
        let frame = &self.me.frame;
        if login.is_empty() || name.is_empty() {
            return Err(frame.t("import-no-login"));
        }
        let unit = match (row.cell("unit"), self.units.get(row.cell("unit"))) {
            ("", _) => None,
            (_, Some(unit)) => Some(*unit),
            _ => return Err(frame.t("import-no-unit")),
        };
        let reach = unit.map_or(Reach::Installation, |unit| Reach::Unit { unit });
        let roles = roles(row.cell("roles")).map_err(|role| frame.t1("import-no-role", "role", role))?;
        Ok(Line { login, name, unit, grants: roles.into_iter().map(|role| Grant { role, reach }).collect() })
    }

    /// Why the log-in name is somebody else's: a role would go to whom nobody meant.
    fn contradicts(&self, line: &Line, known: Option<&PersonRow>) -> Option<String> {
        let frame = &self.me.frame;
        if let Some(known) = known {
            if known.disabled {
                return Some(frame.t("import-login-closed"));
            }
            if known.name != line.name {
                // Who administers nothing of an account does not learn whose it is.
                let told = known.is_known_to(&self.me.office_permit());
                let whose = || frame.t1("import-login-of", "name", known.name.clone());
                return Some(if told { whose() } else { frame.t("import-login-taken") });
            }
        }
        let earlier = self.earlier.get(&line.login)?;
        let moved = earlier.unit != line.unit && line.grants.is_empty();
        let other = earlier.name != line.name || moved;
        other.then(|| frame.t1("import-login-repeats", "n", earlier.row))
    }

    async fn carry_out(
        &self,
        person: PersonId,
        line: &Line,
        there: bool,
        new: &[Grant],
    ) -> Result<Result<(), String>, Failure> {
        if !there {
            let (login, name, unit) = (line.login.clone(), line.name.clone(), line.unit);
            if let Err(why) = self.send(OfficeCommand::SetPerson { person, login, name, unit }).await? {
                return Ok(Err(why));
            }
        }
        for grant in new {
            if let Err(why) = self.send(OfficeCommand::Grant { person, grant: *grant }).await? {
                return Ok(Err(why));
            }
        }
        Ok(Ok(()))
    }

    /// The roles that somebody gets who is there already.
    fn adds(&self, row: &Row, new: &[Grant]) -> String {
        let words = self.me.frame.words;
        let unit = row.cell("unit");
        let place = if unit.is_empty() { Place::Installation } else { Place::Unit(unit.to_owned()) };
        let place = grants::place(words, &place);
        let role =
            |grant: &Grant| words.t2("office-held", "role", grants::role(words, grant.role), "place", place.clone());
        let roles: Vec<String> = new.iter().map(role).collect();
        words.t1("import-adds", "roles", roles.join(&words.t("office-list-comma")))
    }
}

fn word(there: bool, adds: bool, done: bool) -> &'static str {
    match (there, adds, done) {
        (true, false, _) => "import-there",
        (true, true, true) => "import-added",
        (true, true, false) => "import-would-add",
        (false, _, true) => "import-made",
        (false, _, false) => "import-would",
    }
}

/// Roles by their code or by their name in either language, between commas or spaces.
fn roles(cell: &str) -> Result<Vec<Role>, String> {
    let names = cell.split([',', '，', '、', ';', '；', '/']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| named(name).ok_or_else(|| name.to_owned())).collect()
}

fn named(name: &str) -> Option<Role> {
    let is = |role: &Role| {
        let word = format!("role-{}", role.code().replace('_', "-"));
        let said = |lang| Words::of(lang).t(&word).to_lowercase() == name.to_lowercase();
        role.code() == name || said(Lang::Zh) || said(Lang::En)
    };
    Role::ALL.into_iter().find(is)
}
