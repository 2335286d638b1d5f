//! The play: citizens ask, moderators let through, guests answer, all at the same time.

use super::{
    room::Room,
    rows::Row,
    told::{Asked, Refusal, Told},
};
use crate::{
    connection::Target,
    crew::{self, Member, Refused},
    watch::Watch,
};
use anyhow::{Context, Result};
use std::{
    collections::VecDeque,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{sync::mpsc, task::JoinSet, time::sleep};
use wenzheng::kernel::{
    command::Command,
    id::{GuestId, PostId},
    post::Verdict,
};

/// A decision reaches the guests when its undo window ends; so often they look again.
const LOOKS: u32 = 240;
const LOOK_PAUSE: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(200);

/// Who takes part.
pub struct Players {
    /// Citizens at a time; each question comes from a new one.
    pub citizens: usize,
    /// Addresses they come from, in turn.
    pub sources: Vec<IpAddr>,
    /// Moderators' connections.
    pub moderators: Vec<Member>,
    /// Guests' connections.
    pub guests: Vec<Member>,
}

type Board = Arc<Mutex<Told>>;
/// Where work is taken from, one by one.
type Pile<T> = Arc<tokio::sync::Mutex<mpsc::UnboundedReceiver<T>>>;

/// Plays until every row is refused, or asked, let through, and answered where it has an answer.
///
/// # Errors
/// When the server cannot be reached for long.
pub async fn play(target: &Target, room: &Room, players: Players, rows: Vec<Row>) -> Result<Told> {
    let (board, many) = (Board::default(), rows.len() as u64);
    let rows = Arc::new(Mutex::new(VecDeque::from(rows)));
    let ((to_screen, screening), (to_answer, answering)) = (mpsc::unbounded_channel(), mpsc::unbounded_channel());
    let (screening, answering) = (Pile::new(screening.into()), Pile::new(answering.into()));
    let mut people = JoinSet::new();
    for nth in 0..players.citizens {
        let source = players.sources.get(nth % players.sources.len().max(1)).copied();
        let asker = Asker { target: target.clone(), source, room: room.code.clone(), board: board.clone() };
        people.spawn(asker.run(rows.clone(), to_screen.clone()));
    }
    drop(to_screen);
    for member in players.moderators {
        let seat = Seat { member, room: room.code.clone(), board: board.clone() };
        people.spawn(seat.moderate(screening.clone(), to_answer.clone()));
    }
    drop(to_answer);
    for (nth, member) in players.guests.into_iter().enumerate() {
        let guest = room.guests.get(nth % room.guests.len().max(1)).copied().context("nobody answers")?;
        let seat = Seat { member, room: room.code.clone(), board: board.clone() };
        people.spawn(seat.answer(answering.clone(), guest));
    }
    let watch = Watch::new("interview", many);
    let shown = show(&watch, &board);
    let all = async {
        while let Some(ended) = people.join_next().await {
            ended??;
        }
        Ok::<_, anyhow::Error>(())
    };
    tokio::select! {
        ended = all => ended?,
        () = shown => {}
    }
    Ok(std::mem::take(&mut *held(&board)))
}

async fn show(watch: &Watch, board: &Board) {
    loop {
        let (asked, approved, answered, refused) = {
            let told = held(board);
            (told.asked.len(), told.approved, told.answered, told.refused.len())
        };
        watch.step(asked as u64, format!("asked, {approved} let through, {answered} answered, {refused} refused"));
        sleep(TICK).await;
    }
}

fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Asker {
    target: Target,
    source: Option<IpAddr>,
    room: String,
    board: Board,
}

impl Asker {
    async fn run(self, rows: Arc<Mutex<VecDeque<Row>>>, next: mpsc::UnboundedSender<Asked>) -> Result<()> {
        let mut citizen = Member::citizen(&self.target, self.source);
        loop {
            let Some(row) = held(&rows).pop_front() else { return Ok(()) };
            let ask = Command::Ask { text: row.question.clone(), name: String::new(), to: None, contact: None };
            let began = Instant::now();
            match citizen.insist(&self.room, &ask).await? {
                Ok(told) => {
                    held(&self.board).acts.took("ask", began.elapsed())?;
                    let (post, number) =
                        told.answer.post.zip(told.answer.number).context("a receipt without number")?;
                    let revision = told.answer.revision.unwrap_or(1);
                    let asked = Asked { row, post, number, revision, line: None };
                    held(&self.board).asked.insert(number, asked.clone());
                    // The moderators end last.
                    let _ = next.send(asked);
                }
                Err(refused) => note(&self.board, &row, "ask", &refused),
            }
        }
    }
}

fn note(board: &Board, row: &Row, act: &'static str, refused: &Refused) {
    let refusal = Refusal { row: row.number, act, why: refused.to_string(), chars: row.chars() };
    held(board).refused.push(refusal);
}

/// Somebody at a desk.
struct Seat {
    member: Member,
    room: String,
    board: Board,
}

impl Seat {
    /// One act until it is answered.
    async fn does(&mut self, act: &'static str, command: &Command) -> Result<Result<crew::Told, Refused>> {
        let began = Instant::now();
        let answer = self.member.insist(&self.room, command).await?;
        if answer.is_ok() {
            held(&self.board).acts.took(act, began.elapsed())?;
        }
        Ok(answer)
    }

    async fn moderate(mut self, pile: Pile<Asked>, next: mpsc::UnboundedSender<Asked>) -> Result<()> {
        while let Some(asked) = take(&pile).await {
            let (post, revision) = (asked.post, asked.revision);
            let screen = Command::Screen { post, revision, verdict: Verdict::Approve };
            match self.does("screen", &screen).await? {
                Ok(_) => {
                    held(&self.board).approved += 1;
                    let _ = next.send(asked);
                }
                Err(refused) => note(&self.board, &asked.row, "screen", &refused),
            }
        }
        Ok(())
    }

    async fn answer(mut self, pile: Pile<Asked>, guest: GuestId) -> Result<()> {
        while let Some(asked) = take(&pile).await {
            let Some(text) = asked.row.answer.clone() else { continue };
            match self.written(asked.post, guest, text).await? {
                Ok(line) => {
                    let mut told = held(&self.board);
                    told.answered += 1;
                    if let Some(asked) = told.asked.get_mut(&asked.number) {
                        asked.line = line;
                    }
                }
                Err((act, refused)) => note(&self.board, &asked.row, act, &refused),
            }
        }
        Ok(())
    }

    /// Drafted, signed, published; the line.
    async fn written(
        &mut self,
        post: PostId,
        guest: GuestId,
        text: String,
    ) -> Result<Result<Option<u32>, (&'static str, Refused)>> {
        let draft = Command::Draft { post, revision: None, guest, text };
        let mut looks = 0;
        let mut revision = loop {
            match self.does("draft", &draft).await? {
                Ok(told) => break told.answer.revision.unwrap_or_default(),
                Err(refused) if refused.code == "wrong-step" && looks < LOOKS => looks += 1,
                Err(refused) => return Ok(Err(("draft", refused))),
            }
            sleep(LOOK_PAUSE).await;
        };
        match self.does("sign", &Command::SignOff { post, revision, guest }).await? {
            Ok(told) => revision = told.answer.revision.unwrap_or_default(),
            Err(refused) => return Ok(Err(("sign", refused))),
        }
        let published = self.does("publish", &Command::Publish { post, revision, guest }).await?;
        Ok(published.map(|told| told.answer.line).map_err(|refused| ("publish", refused)))
    }
}

async fn take<T>(pile: &Pile<T>) -> Option<T> {
    pile.lock().await.recv().await
}
