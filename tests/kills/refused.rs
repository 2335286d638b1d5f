//! Starts that are refused: not zero, and in words.

use crate::{
    furnished::furnished,
    server::{Server, command},
};
use std::{fs, process::Command};

fn refusal(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test]
async fn a_second_process_on_the_folder_says_who_is_in_the_way() {
    let house = furnished().await;
    let server = Server::start(house.folder.path());
    let said = refusal(&mut command(house.folder.path()));
    assert!(said.starts_with("wenzheng: folder-in-use\n"), "{said}");
    assert!(said.contains("正被另一个进程使用") && said.contains("Another process is using"), "{said}");
    let said =
        refusal(Command::new(env!("CARGO_BIN_EXE_wenzheng")).args(["rebuild", "--data"]).arg(house.folder.path()));
    assert!(said.starts_with("wenzheng: folder-in-use\n"), "{said}");
    server.kill();
    // The control: once it is gone, even by kill -9, nothing is in the way.
    Server::start(house.folder.path()).kill();
}

#[tokio::test]
async fn a_database_that_is_none_and_an_unknown_setting_are_named() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("wenzheng.db"), "not a database at all ".repeat(100)).unwrap();
    let said = refusal(&mut command(place.path()));
    assert!(said.contains("wenzheng.db") && said.contains("not a database"), "{said}");
    let house = furnished().await;
    let said = refusal(command(house.folder.path()).env("WENZHENG_COLOUR", "red"));
    assert!(said.contains("colour"), "{said}");
}
