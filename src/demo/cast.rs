//! The crew: one account for each role, with a password that is printed.

use crate::{
    auth::hash_password,
    desk::Desk,
    kernel::{
        command::OfficeCommand,
        id::PersonId,
        principal::{Grant, Principal, Reach, Role},
    },
    store::Db,
};
use anyhow::{Context, Result};
use uuid::Uuid;

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "yunting-demo";

/// Log-in name, shown name, role.
const CREW: [(&str, &str, Role); 8] = [
    ("admin", "管理员·许文", Role::Administrator),
    ("moderator", "审核员·方可", Role::Moderator),
    ("host", "主持人·沈一舟", Role::Host),
    ("guest", "嘉宾", Role::Guest),
    ("aide", "嘉宾助理·程远", Role::GuestStaff),
    ("steno", "速录员·吴静", Role::Stenographer),
    ("approver", "审批人·郑岩", Role::Approver),
    ("auditor", "审计员·秦越", Role::Auditor),
];

/// The crew as principals.
#[derive(Clone, Debug)]
pub struct Cast(Vec<(String, Role, PersonId)>);

impl Cast {
    /// Finds the crew in a seeded house.
    ///
    /// # Errors
    /// When an account is missing.
    pub async fn find(db: &Db) -> Result<Cast> {
        let mut cast = Vec::new();
        for (login, _, role) in CREW {
            let person = db.person_by_login(login).await?;
            let person = person.with_context(|| format!("the demonstration's account {login} is missing"))?;
            cast.push((login.to_owned(), role, person.id));
        }
        Ok(Cast(cast))
    }

    /// Makes the crew.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn hire(desk: &Desk) -> Result<Cast> {
        let hash = hash_password(PASSWORD.to_owned()).await?;
        let mut cast = Vec::new();
        for (login, name, role) in CREW {
            let person = PersonId(Uuid::now_v7());
            let office = |command| desk.office(Principal::Operator, command);
            office(OfficeCommand::SetPerson { person, login: login.into(), name: name.into(), unit: None }).await?;
            let grant = Grant { role, reach: Reach::Installation };
            office(OfficeCommand::Grant { person, grant }).await?;
            if role == Role::Moderator {
                let grant = Grant { role: Role::Editor, reach: Reach::Installation };
                office(OfficeCommand::Grant { person, grant }).await?;
            }
            office(OfficeCommand::SetPassword { person, hash: hash.clone() }).await?;
            cast.push((login.to_owned(), role, person));
        }
        Ok(Cast(cast))
    }

    /// The member of the crew with this role.
    pub fn who(&self, role: Role) -> Principal {
        let found = self.0.iter().find(|(_, held, _)| *held == role);
        found.map_or(Principal::Operator, |(_, _, person)| Principal::Staff(*person))
    }

    /// Log-in names with their roles, for printing.
    pub fn logins(&self) -> impl Iterator<Item = (&str, Role)> {
        self.0.iter().map(|(login, role, _)| (login.as_str(), *role))
    }
}
