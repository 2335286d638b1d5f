//! Whoever lost password and telephone gets back in from the machine's own command line.

use crate::{house::House, server::command};
use std::{path::Path, process::Command};
use tempfile::TempDir;
use uuid::Uuid;
use wenzheng::{
    kernel::{
        command::OfficeCommand,
        id::FactorId,
        principal::{Principal, Reach, Role},
    },
    store::OpenOptions,
};

fn link(folder: &Path, login: &str) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenzheng"));
    let output = command.args(["link", login, "--data"]).arg(folder).current_dir(folder).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test]
async fn a_link_from_the_command_line_opens_without_the_lost_telephone() {
    let folder = TempDir::new().unwrap();
    let now = jiff::Timestamp::now().as_millisecond();
    let clock = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(now));
    let house = House::open(OpenOptions::new(folder.path()), None, clock).await;
    let who = house.staff("wei", &[(Role::Administrator, Reach::Installation)]).await;
    let Principal::Staff(person) = who else { panic!("no account") };
    let set = OfficeCommand::SetFactor { person, factor: FactorId(Uuid::now_v7()), step: 1 };
    house.desk.office(who, set).await.unwrap();
    let House { db, desk, archive, .. } = house;
    archive.close().await;
    drop(archive);
    desk.close().await;
    db.close().await;
    drop(db);

    let (well, said) = link(folder.path(), "nobody");
    assert!(!well && said.contains("nobody logs in as nobody"), "{said}");
    let (well, said) = link(folder.path(), "Wei");
    assert!(well, "{said}");
    let (_, path) = said.trim().rsplit_once("/link/").unwrap();

    let server = crate::server::Server::of(&mut command(folder.path()));
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let base = format!("http://127.0.0.1:{}", server.port);
    let open = client.post(format!("{base}/link/{path}")).header("origin", &base).form(&Vec::<(&str, &str)>::new());
    let opened = open.send().await.unwrap();
    assert!(opened.status() == 303 && opened.headers().contains_key("set-cookie"), "{opened:?}");
    server.stop();
}
