//! What was erased is in no backup of later, and the chain that outsiders verify still fits; one byte more or less does not.

use crate::{house::House, server::Server};
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;
use wenzheng::{
    kernel::{
        command::Command as Act,
        erasure::{ErasureStep, Ground, Manner, Target},
        policy::Policy,
        principal::{Reach, Role},
    },
    store::OpenOptions,
};

const WORDS: &str = "龘：我的电话是 13800001111";

/// Runs `wenzheng` over a data folder: whether it went well, and all it said.
fn run(act: &[&str], data: &Path) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenzheng"));
    let output = command.args(act).arg("--data").arg(data).current_dir(data.parent().unwrap()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

async fn house(folder: &Path) -> House {
    // The server comes after everything that happens here.
    let now = jiff::Timestamp::now().as_millisecond() - 600_000;
    House::open(OpenOptions::new(folder), None, std::sync::Arc::new(std::sync::atomic::AtomicI64::new(now))).await
}

async fn shut(house: House) {
    let House { db, desk, .. } = house;
    desk.close().await;
    db.close().await;
}

/// A room with one question; its short code.
async fn furnished(folder: &Path) -> (String, wenzheng::kernel::id::RoomId) {
    let house = house(folder).await;
    let room = house.interview(Policy::default()).await;
    room.listed(WORDS).await;
    room.listed("留下的问题").await;
    let (id, code) = (room.room, house.db.room(room.room).await.unwrap().unwrap().code);
    shut(house).await;
    (code, id)
}

async fn erased(folder: &Path, room: wenzheng::kernel::id::RoomId) {
    let house = house(folder).await;
    let all = |role| [(role, Reach::Installation)];
    let (one, two) = (house.staff("one", &all(Role::Editor)).await, house.staff("two", &all(Role::Approver)).await);
    let post = house.db.post(room, 1).await.unwrap().unwrap().post.id;
    let (targets, ground, reason) = (vec![Target::Post { post }], Ground::PersonalData, "申请".to_owned());
    let step = ErasureStep::Propose { targets, manner: Manner::Destroy, ground, reason };
    house.desk.room(one, room, Act::Erase { step }).await.unwrap();
    house.desk.room(two, room, Act::Erase { step: ErasureStep::Agree { erasure: 1 } }).await.unwrap();
    shut(house).await;
}

fn holds(path: &Path, words: &str) -> bool {
    fs::read(path).unwrap().windows(words.len()).any(|part| part == words.as_bytes())
}

#[tokio::test]
async fn an_erasure_is_in_no_later_backup_and_the_chain_still_verifies() {
    let place = TempDir::new().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::create_dir(at("data")).unwrap();
    let (code, room) = furnished(&at("data")).await;
    // The first command makes the key without which there is nothing to restore.
    Server::start(&at("data")).stop();
    let (sound, said) = run(&["backup", "before"], &at("data"));
    assert!(sound && holds(&at("before").join("wenzheng.db"), "13800001111"), "the control: {said}");
    let tip = |said: &str| {
        let line = said.lines().find(|line| line.starts_with(&code)).unwrap_or_else(|| panic!("{said}")).to_owned();
        line.split("tip ").nth(1).unwrap()[..64].to_owned()
    };
    let before = tip(&run(&["verify", "before"], &at("data")).1);

    erased(&at("data"), room).await;
    let (sound, said) = run(&["verify"], &at("data"));
    assert!(sound && said.contains("flaws: none") && said.contains("destroyed 1"), "{said}");
    let after = tip(&said);
    assert_ne!(before, after);
    let (sound, said) = run(&["backup", "after"], &at("data"));
    assert!(sound, "{said}");
    assert!(!holds(&at("after").join("wenzheng.db"), "13800001111"), "a backup of later holds the words");
    let (sound, said) = run(&["verify", "after", "--room", &code], &at("data"));
    assert!(sound && tip(&said) == after, "{said}");
    assert!(!run(&["verify", "after", "--room", "000000"], &at("data")).0);

    // The older backup comes back with the words, unless it is told what was erased since.
    let (sound, said) = run(&["restore", "before"], &at("old"));
    assert!(sound && said.contains("erase it again"), "{said}");
    assert!(holds(&at("old").join("wenzheng.db"), "13800001111"));
    let list = at("after").join("erased.txt").display().to_string();
    let (sound, said) = run(&["restore", "before", "--erased", &list], &at("new"));
    assert!(sound && said.contains("1 texts"), "{said}");
    assert!(!holds(&at("new").join("wenzheng.db"), "13800001111"), "what was erased came back");
    assert!(run(&["verify"], &at("new")).0);

    // One bit of one entry: everybody can tell.
    let path = at("after").join("wenzheng.db");
    let mut bytes = fs::read(&path).unwrap();
    let needle = b"\"on\":\"erasure\"";
    let found = bytes.windows(needle.len()).position(|part| part == needle).unwrap();
    bytes[found + 6] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (sound, said) = run(&["verify", "after"], &at("data"));
    assert!(!sound && said.contains("entry "), "{said}");
}
