//! A case on somebody's desk: every handler of one begins with this.

use super::super::seat::{read, reader};
use crate::{
    auth::StaffUser,
    desk::{Act, Answer, Key, Submission},
    http::{App, Failure, Frame, Visit},
    kernel::{
        case::CaseStep,
        command::Command,
        decide::CaseActs,
        post::Post,
        principal::{Grant, Permit, Principal, Role},
        refusal::Refusal,
        room::Header,
        workflow::StepKind,
    },
    views::{reader::Reader, staff::changes::Names},
};

/// A case, and what its reader may do with it.
pub(super) struct CaseFile {
    pub app: App,
    pub visit: Visit,
    pub frame: Frame,
    pub user: StaffUser,
    pub reader: Reader,
    pub header: Header,
    pub post: Post,
    pub acts: CaseActs,
}

impl CaseFile {
    /// Who may not see the case does not learn that there is one.
    pub async fn open(app: App, visit: Visit, (code, number): (&str, u32)) -> Result<CaseFile, Failure> {
        let user = app.user(&visit).await?.ok_or(Refusal::LoginRequired)?;
        let header = read(app.db.room_by_code(code).await)?.ok_or(Refusal::NotFound)?;
        let post = read(app.db.post(header.id, number).await)?.ok_or(Refusal::NotFound)?.post;
        let permit = Permit::new(Principal::Staff(user.person), &user.grants, header.id, &header.units);
        let acts = CaseActs::of(&header, &permit, &post);
        if !acts.see {
            return Err(Refusal::NotFound.into());
        }
        let mut frame = Frame::of(&visit);
        (frame.staff, frame.at, frame.wide) = (Some(user.name.clone()), "desk", true);
        let kinds = if post.is_carried() { &[] } else { header.policy.letters.as_slice() };
        frame.words = frame.words.in_room_of(kinds);
        let reader = reader(&app, &visit);
        Ok(CaseFile { app, visit, frame, user, reader, header, post, acts })
    }

    /// Sends one step.
    pub async fn submit(&self, step: CaseStep, revision: u32, key: Option<Key>) -> Result<Answer, Refusal> {
        let command = Command::Case { post: self.post.id, revision, step };
        let act = Act::Room(self.header.id, Box::new(command));
        self.app.desk.submit(Submission { principal: Principal::Staff(self.user.person), act, key, pass: None }).await
    }

    /// Whether it waits for the reader to let it in.
    pub fn screens(&self) -> bool {
        let (user, header) = (&self.user, &self.header);
        let permit = Permit::new(Principal::Staff(user.person), &user.grants, header.id, &header.units);
        self.post.place.step == StepKind::Screen && !self.post.is_out() && permit.holds(&[Role::Moderator])
    }

    /// Its address.
    pub fn path(&self) -> String {
        format!("/desk/r/{}/letter/{}", self.header.code, self.post.number)
    }
}

/// For whom a deputy acts, where the reader may act here as nobody but a deputy.
pub(super) async fn instead_of(file: &CaseFile) -> Result<Option<String>, Failure> {
    let CaseFile { app, user, header, post, acts, .. } = file;
    let may_act = acts.route || acts.take || acts.draft || acts.approve || acts.publish;
    let Some(case) = post.case.as_deref().filter(|_| may_act && !user.lent.is_empty()) else { return Ok(None) };
    let Some(stage) = header.workflow_of(case.version).stage(&post.place.stage) else { return Ok(None) };
    let is_own = |grant: &&Grant| !user.lent.iter().any(|lent| lent.grant == **grant);
    let own: Vec<Grant> = user.grants.iter().filter(is_own).copied().collect();
    let permit = Permit::new(Principal::Staff(user.person), &own, header.id, &header.units);
    let permit = permit.with_lent(user.lent.clone(), header.id, &header.units);
    let unit = case.unit.filter(|_| stage.step.is_of_unit());
    let Some(person) = permit.for_person(stage.role, unit) else { return Ok(None) };
    Ok(read(Names::read(&app.db, &[person]).await)?.of(person))
}
