//! Open files: the server takes all that the system allows, and the check-up says when that is too few.

use crate::server::{Server, command};
use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    time::Duration,
};

/// The same command, begun under `ulimit` with these words.
fn limited(ulimit: &str, command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit {ulimit} && exec \"$0\" \"$@\"")]).arg(command.get_program());
    shell.args(command.get_args()).envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(command.get_current_dir().unwrap_or(Path::new(".")));
    shell
}

/// A connection that stays open; the first line of its answer, empty if none comes.
fn visits(port: u16) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut line = String::new();
    let _ = BufReader::new(&stream).read_line(&mut line);
    (stream, line)
}

#[test]
fn more_visitors_come_in_than_the_system_allows_at_first() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::of(&mut limited("-S -n 80", &command(place.path())));
    let visitors: Vec<_> = (0..120).map(|_| visits(server.port)).collect();
    for (nth, (_, answer)) in visitors.iter().enumerate() {
        assert!(answer.starts_with("HTTP/1.1 200"), "visitor {nth}: {answer:?}");
    }
    server.kill();
}

#[test]
fn the_check_up_names_a_limit_that_is_too_low_for_the_door() {
    let place = tempfile::tempdir().unwrap();
    let told = |connections: &str| {
        let mut doctor = Command::new(env!("CARGO_BIN_EXE_wenzheng"));
        doctor.args(["doctor", "--data"]).arg(place.path()).current_dir(place.path());
        doctor.env("WENZHENG_DOOR__CONNECTIONS", connections).env("WENZHENG_DOOR__CONNECTIONS_RESERVED", "10");
        let output = limited("-n 700", &doctor).output().unwrap();
        assert!(output.status.success(), "a note is no damage");
        String::from_utf8(output.stdout).unwrap()
    };
    let said = told("1000");
    assert!(said.contains("open files    note: 700 at once; door.connections = 1000 needs 1500"), "{said}");
    assert!(told("200").contains("open files    ok, 700 at once"));
}
