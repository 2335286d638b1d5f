//! Who holds the roles of a workflow's stages in its room, so that a drawing names people and an empty seat is seen.

use crate::{
    http::{App, Failure, Words},
    kernel::{
        principal::{Grant, Permit, Principal, Reach},
        room::Header,
        units::Tree,
        workflow::{Stage, StepKind, Workflow},
    },
    views::{
        office_people::{PersonRow, people},
        office_units::units,
    },
};

/// Names that are shown; of more, how many there are.
const NAMES: usize = 3;

/// Who acts at a stage.
#[derive(Clone, Debug, Default)]
pub(super) struct Holders {
    pub said: String,
    /// Nobody does, and the stage waits for somebody.
    pub nobody: bool,
}

/// One for each stage, in their order.
pub(super) async fn holders(
    app: &App,
    words: Words,
    header: &Header,
    workflow: &Workflow,
) -> Result<Vec<Holders>, Failure> {
    let unread = |error| Failure::internal("people could not be read", &error);
    let mut people = people(&app.db).await.map_err(unread)?;
    people.retain(|person| !person.disabled);
    let tree =
        Tree::new(units(&app.db).await.map_err(unread)?.iter().map(|unit| (unit.id, unit.parent, unit.closed_into)));
    let of = |stage: &Stage| {
        let names: Vec<&str> =
            people.iter().filter(|person| acts(header, &tree, person, stage)).map(|one| one.name.as_str()).collect();
        said(words, stage, &names)
    };
    Ok(workflow.stages.iter().map(of).collect())
}

/// As the rules ask it: over the unit where the unit acts, which can be any of them, over the room elsewhere.
fn acts(header: &Header, tree: &Tree, person: &PersonRow, stage: &Stage) -> bool {
    let grants: Vec<Grant> = person.held.iter().map(|held| held.grant).collect();
    let permit = Permit::new(Principal::Staff(person.id), &tree.widened(&grants), header.id, &header.units);
    let of_unit = stage.step.is_of_unit() || stage.step == StepKind::Publish;
    let far = |grant: &Grant| grant.role == stage.role && matches!(grant.reach, Reach::Unit { .. });
    permit.holds(&[stage.role]) || of_unit && grants.iter().any(far)
}

fn said(words: Words, stage: &Stage, names: &[&str]) -> Holders {
    // Nobody of the staff is waited for where the author rates or nothing more is done.
    let waits = !matches!(stage.step, StepKind::Rate | StepKind::Close);
    let some = names.iter().take(NAMES).copied().collect::<Vec<_>>().join(&words.t("workflow-comma"));
    let said = match names.len() {
        0 if waits => words.t("workflow-held-nobody"),
        0 => String::new(),
        many if many > NAMES => words.t2("workflow-held-many", "names", some, "n", many),
        _ => words.t1("workflow-held", "names", some),
    };
    Holders { said, nobody: names.is_empty() && waits }
}
