//! Digests that a stranger gets with `printf … | sha256sum`.

use wenzheng::kernel::chain::{BEGINNING, Link, digest, vote};

#[test]
fn the_chain_is_what_sha256sum_says() {
    let office = b"00000000-0000-0000-0000-000000000001";
    let first = Link {
        columns: [b"", b"", office, b"1", b"", b"1795395600000", b"operator", b"", b"", b"1"],
        body: b"{\"a\":1}",
    };
    let one = digest(BEGINNING.as_bytes(), &first);
    assert_eq!(one, "0d8a531aabfb4e00a4e7c8af85a762a020488d27bf179b9bbaaf27a1f4e7e591");
    let post = b"01930000-0000-7000-8000-000000000001";
    let second = Link {
        columns: [b"", b"", office, b"2", b"7", b"1795395600001", b"visitor", post, b"3", b"1"],
        body: b"{\"b\":\"\n\"}",
    };
    let two = "b3a135d4c031b4228bd09cac530b2820ee299455273a1faf9e2b2b491ed2a1d8";
    assert_eq!(digest(one.as_bytes(), &second), two);
    assert_ne!(digest(BEGINNING.as_bytes(), &second), two, "what went before counts");
}

#[test]
fn a_vote_s_check_number_is_the_head_of_its_sha256() {
    let number =
        vote(b"01930000-0000-7000-8000-000000000001", b"01930000-0000-7000-8000-000000000002", b"1795395600000");
    assert_eq!(number, i64::try_from(0xa4e7_3f28_0e6f_be09_u64 >> 1).unwrap());
}
