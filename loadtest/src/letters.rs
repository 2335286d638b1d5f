//! Letters from writing to publication, one decision after another: how long each takes in a mailbox that is as full as
//! it is.

use crate::{
    acts::{Act, Acts},
    connection::Target,
    crew::{Member, key},
    options::LettersLoad,
};
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    fs,
    io::{self, Write},
    time::{Duration, Instant},
};
use tokio::time::sleep;
use wenzheng::kernel::{
    case::{CaseStep, Manner},
    command::Command,
    id::{PostId, UnitId},
    letter::{Letter, LetterKind, Writing},
    post::Verdict,
};

/// What was let through reaches the router when the time for an undo is over; so often it is looked for.
const LOOKS: u32 = 240;
const LOOK_PAUSE: Duration = Duration::from_millis(500);

/// A letter on its way.
struct OnItsWay {
    post: PostId,
    number: u32,
    revision: u32,
}

/// Everything that is done with letters, by whom.
struct Walk<'a> {
    load: &'a LettersLoad,
    target: Target,
    letters: Vec<OnItsWay>,
    acts: Acts,
    bar: ProgressBar,
}

/// Walks, prints, saves.
///
/// # Errors
/// When the server cannot be reached or refuses a step.
pub async fn measure(load: &LettersLoad) -> Result<()> {
    let bar = ProgressBar::new(u64::from(load.letters) * 8);
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {eta}")?);
    let target = Target::parse(&load.base)?;
    let mut walk = Walk { load, target, letters: Vec::new(), acts: Acts::default(), bar };
    walk.write().await?;
    walk.screen().await?;
    let unit = walk.wait_for_release().await?;
    let (assisting, matter) = (Vec::new(), None);
    walk.step("router", "route", CaseStep::Route { unit, assisting, matter, urgent: false, text: String::new() })
        .await?;
    walk.step("handler", "take", CaseStep::Take).await?;
    let text = "已经派人到现场看过，下周内修好。".to_owned();
    walk.step("handler", "draft", CaseStep::Draft { text, end: None }).await?;
    walk.step("handler", "hand up", CaseStep::HandUp).await?;
    walk.step("approver", "agree", CaseStep::Agree).await?;
    let publish = CaseStep::Publish {
        manner: Manner::Whole,
        letter: "门前路灯\n一位居民来信说门前的路灯不亮。".into(),
        answer: "已经派人修好。".into(),
        files: Vec::new(),
    };
    walk.step("editor", "publish", publish).await?;
    walk.bar.finish_and_clear();
    let times = walk.acts.times();
    let text =
        format!("\n{} letters, each act by itself\n", load.letters) + &times.iter().map(Act::line).collect::<String>();
    io::stdout().write_all(text.as_bytes())?;
    match &load.json {
        Some(file) => {
            fs::write(file, serde_json::to_string_pretty(&times)? + "\n").with_context(|| file.display().to_string())
        }
        None => Ok(()),
    }
}

impl Walk<'_> {
    async fn log_in(&self, login: &str) -> Result<Member> {
        // Whoever screens also edits, in the demonstration.
        let login = if login == "editor" { "moderator" } else { login };
        Member::log_in(&self.target, None, login, &self.load.password).await
    }

    async fn write(&mut self) -> Result<()> {
        for nth in 1..=self.load.letters {
            let letter = Letter { kind: LetterKind::Help, may_publish: true, wish: None, files: Vec::new() };
            let text = format!("门前路灯 {} {nth}\n{nth} 号楼门前的路灯三天没有亮。", key());
            let writing = Writing { text, name: String::new(), letter, origin: None, contact: None, past: None };
            let (mut citizen, began) = (Member::citizen(&self.target, None), Instant::now());
            let told = citizen.send(&self.load.room, &key(), &Command::Write(writing)).await?.context("writing")?;
            self.count("write", began)?;
            let answer = told.answer;
            let (post, number, revision) = (answer.post, answer.number, answer.revision);
            let known = post.zip(number).zip(revision).context("an answer without its letter")?;
            let ((post, number), revision) = known;
            self.letters.push(OnItsWay { post, number, revision });
        }
        Ok(())
    }

    async fn screen(&mut self) -> Result<()> {
        self.each("moderator", "let through", |letter| Command::Screen {
            post: letter.post,
            revision: letter.revision,
            verdict: Verdict::Approve,
        })
        .await
    }

    async fn step(&mut self, login: &str, act: &'static str, step: CaseStep) -> Result<()> {
        self.each(login, act, |letter| Command::Case {
            post: letter.post,
            revision: letter.revision,
            step: step.clone(),
        })
        .await
    }

    /// One command for each letter, one after another.
    async fn each(&mut self, login: &str, act: &'static str, command: impl Fn(&OnItsWay) -> Command) -> Result<()> {
        let mut member = self.log_in(login).await?;
        for nth in 0..self.letters.len() {
            let Some(letter) = self.letters.get_mut(nth) else { continue };
            let began = loop {
                let began = Instant::now();
                match member.send(&self.load.room, &key(), &command(letter)).await? {
                    Ok(told) => {
                        letter.revision = told.answer.revision.unwrap_or(letter.revision);
                        break began;
                    }
                    // The schedule has been there meanwhile, as when somebody is reminded: whoever acts looks again.
                    Err(refused) if refused.code == "stale" => {
                        let path = format!("/desk/r/{}/letter/{}", self.load.room, letter.number);
                        let page = String::from_utf8(member.read(&path, "text/html").await?)?;
                        letter.revision = revision(&page).with_context(|| format!("{act}: {path} has no form"))?;
                    }
                    Err(refused) => return Err(refused).with_context(|| act),
                }
            };
            self.count(act, began)?;
        }
        Ok(())
    }

    fn count(&mut self, act: &'static str, began: Instant) -> Result<()> {
        self.bar.set_message(act);
        self.bar.inc(1);
        self.acts.took(act, began.elapsed())
    }

    /// Waits until the router has them all, with the revision that each has then. Gives a unit to send them to.
    async fn wait_for_release(&mut self) -> Result<UnitId> {
        let mut router = self.log_in("router").await?;
        let mut unit = None;
        for letter in &mut self.letters {
            let path = format!("/desk/r/{}/letter/{}", self.load.room, letter.number);
            let page = wait_for_form(&mut router, &path).await?;
            letter.revision = page.0;
            unit = Some(page.1);
        }
        unit.context("there are no letters")
    }
}

/// The revision in the router's form and the first unit that it lists.
async fn wait_for_form(router: &mut Member, path: &str) -> Result<(u32, UnitId)> {
    for _ in 0..LOOKS {
        let page = String::from_utf8(router.read(path, "text/html").await?)?;
        if let Some(found) = form(&page) {
            return Ok(found);
        }
        sleep(LOOK_PAUSE).await;
    }
    bail!("{path} never came to the router")
}

fn value(from: &str) -> Option<&str> {
    Some(from.split_once("value=\"")?.1.split_once('"')?.0)
}

/// The revision that the page's forms send.
fn revision(page: &str) -> Option<u32> {
    value(page.split_once("name=\"revision\"")?.1)?.parse().ok()
}

fn form(page: &str) -> Option<(u32, UnitId)> {
    let revision = revision(page)?;
    let options = page.split_once("<select class=\"input input--short\" id=\"unit\"")?.1;
    let unit = options.split("<option ").skip(1).filter_map(value).find_map(|unit| unit.parse().ok())?;
    Some((revision, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_router_s_form_names_a_revision_and_units() {
        let unit = "00000000-0000-0000-0000-000000000001";
        let page = format!(
            "<form><input name=\"revision\" value=\"3\"><select class=\"input input--short\" id=\"unit\" name=\"unit\">\
             <option value=\"\">choose</option><option value=\"{unit}\">a</option></select></form>"
        );
        assert_eq!(form(&page).map(|(revision, id)| (revision, id.to_string())), Some((3, unit.to_owned())));
        assert_eq!(form("<form></form>"), None, "the letter is not there yet");
    }
}
