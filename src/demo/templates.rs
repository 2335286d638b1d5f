//! Templates with which the invented city's rooms begin.

use crate::{
    desk::Desk,
    kernel::{
        command::OfficeCommand,
        id::{TemplateId, UnitId},
        policy::Policy,
        principal::Principal,
        template::{Setup, Timing},
    },
};
use anyhow::Result;
use uuid::Uuid;

/// Keeps one for all, and one for the bureau of education, which asks longer and reads over.
///
/// # Errors
/// When the desk refuses.
pub(super) async fn keep(desk: &Desk, education: UnitId) -> Result<()> {
    let monthly = Setup {
        name: "月度访谈".into(),
        host: "沈一舟".into(),
        background: "市政府在线访谈每月一期，由一位局长就当月群众来信来电最多的事项当面答复。".into(),
        wanted: "与本期主题有关的办理流程、标准和进度；个案请留下区县和街道。".into(),
        timing: Timing { collect_days: 7, ..Timing::default() },
        ..Setup::default()
    };
    let school = Setup {
        name: "开学季访谈".into(),
        units: vec![education],
        answering: vec!["市教育局".into()],
        host: "叶青禾".into(),
        background: "每学期开学前两周，市教育局集中答复家长关心的问题。".into(),
        wanted: "入学、转学、收费、午餐和课后服务。".into(),
        policy: Policy { proof_ms: 10_000, ..Policy::default() },
        timing: Timing { collect_days: 10, starts_minute: 14 * 60 + 30, lasts_minutes: 120, ..Timing::default() },
        ..Setup::default()
    };
    for (setup, unit) in [(monthly, None), (school, Some(education))] {
        let template = TemplateId(Uuid::now_v7());
        desk.office(Principal::Operator, OfficeCommand::SetTemplate { template, setup, unit, seen: None }).await?;
    }
    Ok(())
}
