//! Answers that come to an end.

use super::packed::{NAMED_GZIP, brotli_bomb, brotli_feed, gzip, gzip_bomb};
use super::server::{head, whole};
use super::table::{BARRED, CUT, Case, EMPTY, GARBLED, HEADERS, LARGE, LOGIN, NO_FEED, PACKING, PAGE, PAUSE, status};
use super::{FEED, MOST_BYTES};

fn pause(name: &'static str, line: &str, header: &str, ends: &'static str) -> Case {
    Case::sends(name, whole(line, &format!("{header}\r\n"), ""), ends)
}

/// A feed, packed or not, under headers that say something of it.
fn packed(name: &'static str, encoding: &str, body: impl AsRef<[u8]>, ends: &'static str) -> Case {
    Case::sends(name, whole("200 OK", &format!("content-encoding: {encoding}\r\n"), body), ends)
}

fn raw(name: &'static str, headers: &str, body: impl AsRef<[u8]>, ends: &'static str) -> Case {
    let mut bytes = head("200 OK", headers);
    bytes.extend_from_slice(body.as_ref());
    Case::sends(name, bytes, ends)
}

fn chunked(body: &str) -> String {
    format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len())
}

#[expect(clippy::too_many_lines, reason = "a row for each case")]
pub(super) fn cases() -> Vec<Case> {
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let short = format!("content-length: {}\r\n", FEED.len() + 99);
    let tagged = |name, line, ends| Case { tag: "\"t\"", ..status(name, line, ends) };
    vec![
        Case::sends("a feed", whole("200 OK", "content-type: text/xml\r\n", FEED), "fresh"),
        raw("no length", "", FEED, "fresh"),
        raw("in chunks", "transfer-encoding: chunked\r\n", chunked(FEED), "fresh"),
        Case::sends("no headers", format!("HTTP/1.1 200 OK\r\n\r\n{FEED}").into_bytes(), "fresh"),
        Case::sends("HTTP 1.0", format!("HTTP/1.0 200 OK\r\n\r\n{FEED}").into_bytes(), "fresh"),
        Case::sends(
            "hints before",
            [b"HTTP/1.1 103 Early\r\nlink: <x>\r\n\r\n".to_vec(), whole("200 OK", "", FEED)].concat(),
            "fresh",
        ),
        packed("gzip", "gzip", gzip(FEED.as_bytes()), "fresh"),
        packed("brotli", "br", brotli_feed(), "fresh"),
        // nothing to read
        status("nothing in it", "200 OK", EMPTY),
        status("204", "204 No Content", EMPTY),
        status("205", "205 Reset", EMPTY),
        Case::sends(
            "206 that nobody asked for",
            whole("206 Partial", "content-range: bytes 0-9/99\r\n", FEED),
            "it sends only a part",
        ),
        tagged("304 after a tag", "304 Not Modified", "same"),
        status("304 after nothing", "304 Not Modified", "it says that nothing is new, and nothing was read yet"),
        Case {
            tag: "a\nb",
            ..status(
                "304 after a tag that cannot be sent",
                "304 No",
                "it says that nothing is new, and nothing was read yet",
            )
        },
        Case { tag: "\"t\"", ..status("200 after a tag", "200 OK", EMPTY) },
        // no
        status("300", "300 Choices", "it answers 300, which is no feed"),
        status("400", "400 Bad", "it answers 400, which is no feed"),
        status("401", "401 Unauthorized", LOGIN),
        status("403", "403 Forbidden", BARRED),
        pause("403 with a pause", "403 Forbidden", "retry-after: 50", BARRED).wait(50),
        status("404", "404 Not Found", "there is nothing at its address"),
        status("410", "410 Gone", "it says that it is gone for good"),
        status("418", "418 Teapot", "it answers 418, which is no feed"),
        status("429", "429 Too Many", PAUSE).wait(900),
        pause("429 for seconds", "429 Too Many", "retry-after: 60", PAUSE).wait(60),
        pause("429 until a date", "429 Too Many", "retry-after: Fri, 15 Jan 2027 08:01:30 GMT", PAUSE).wait(90),
        pause("429 until long ago", "429 Too Many", "retry-after: Wed, 04 Mar 1998 05:06:07 GMT", PAUSE).wait(0),
        pause("429 until the year 9999", "429 Too Many", "retry-after: Fri, 31 Dec 9999 23:59:59 GMT", PAUSE)
            .wait(86_400),
        pause("429 for nonsense", "429 Too Many", "retry-after: a while", PAUSE).wait(900),
        pause("429 for less than nothing", "429 Too Many", "retry-after: -1", PAUSE).wait(900),
        pause("429 for ever", "429 Too Many", "retry-after: 999999999", PAUSE).wait(86_400),
        pause("429 for more than a number holds", "429 Too Many", "retry-after: 99999999999999999999999", PAUSE)
            .wait(900),
        pause("429 by another header", "429 Too Many", "x-ratelimit-reset: 45", PAUSE).wait(45),
        pause("nothing left of a rate", "200 OK", "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 30", EMPTY).wait(30),
        status("500", "500 No", "its host has trouble (500)"),
        status("502", "502 No", "its host has trouble (502)"),
        status("503", "503 No", "its host has trouble (503)"),
        pause("503 with a pause", "503 No", "retry-after: 120", "its host has trouble (503)").wait(120),
        status("599", "599 No", "its host has trouble (599)"),
        status("a status that nobody knows", "999 No", "it answers 999, which is no feed"),
        status("a status that cannot be", "042 No", GARBLED),
        Case::sends(
            "another protocol from now on",
            b"HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n<rss>".to_vec(),
            "it answers 101, which is no feed",
        ),
        // a page
        Case::sends(
            "a page to log in",
            whole(
                "200 OK",
                "content-type: text/html\r\n",
                "<!DOCTYPE html><html><form action=/login><input type=password></form>",
            ),
            PAGE,
        ),
        Case::sends(
            "an error as JSON",
            whole("200 OK", "content-type: application/json\r\n", "{\"error\":\"no\"}"),
            "it is JSON, but not a feed",
        ),
        // headers
        Case::sends(
            "a megabyte of one header",
            whole("200 OK", &format!("x: {}\r\n", "y".repeat(1 << 20)), FEED),
            HEADERS,
        ),
        Case::sends("ten thousand headers", whole("200 OK", &"x: y\r\n".repeat(10_000), FEED), HEADERS),
        Case::sends("a few hundred headers", whole("200 OK", &"x: y\r\n".repeat(200), FEED), HEADERS),
        Case::sends("a hundred headers", whole("200 OK", &"x: y\r\n".repeat(100), FEED), "fresh"),
        Case::sends(
            "a header of broken bytes",
            [b"HTTP/1.1 200 OK\r\netag: \xff\xfe\r\ncontent-length: 0\r\n\r\n".to_vec()].concat(),
            EMPTY,
        ),
        Case::sends("a header with a zero in it", b"HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n".to_vec(), GARBLED),
        Case::sends("half of the headers", b"HTTP/1.1 200 OK\r\ncontent-le".to_vec(), CUT),
        // no HTTP
        Case::sends("closed at once", Vec::new(), CUT),
        Case::sends("HTTP 0.9", FEED.as_bytes().to_vec(), GARBLED),
        Case::sends("another protocol", b"SSH-2.0-OpenSSH\r\n\r\n".to_vec(), GARBLED),
        Case::sends("HTTP of the future", b"HTTP/7.3 200 OK\r\n\r\n".to_vec(), GARBLED),
        Case::sends("noise", (0..=255).cycle().take(5000).collect(), GARBLED),
        // lengths
        raw("shorter than it said", &short, FEED, CUT),
        Case::sends("longer than it said", [whole("200 OK", "", FEED), b"<html>more".to_vec()].concat(), "fresh"),
        raw("a length below nothing", "content-length: -5\r\n", FEED, GARBLED),
        raw("a length that is no number", "content-length: many\r\n", FEED, GARBLED),
        raw("a length beyond numbers", "content-length: 99999999999999999999999\r\n", FEED, GARBLED),
        raw("two lengths", "content-length: 3\r\ncontent-length: 5\r\n", FEED, GARBLED),
        raw("a length of more than there is on earth", "content-length: 18446744073709551615\r\n", FEED, CUT),
        raw("chunks that stop", "transfer-encoding: chunked\r\n", "ff\r\n<rss>", CUT),
        raw(
            "chunks without the last one",
            "transfer-encoding: chunked\r\n",
            format!("{:x}\r\n{FEED}\r\n", FEED.len()),
            CUT,
        ),
        raw("chunks of no size", "transfer-encoding: chunked\r\n", "xyz\r\n<rss>\r\n", GARBLED),
        raw(
            "a chunk of more than there is on earth",
            "transfer-encoding: chunked\r\n",
            "ffffffffffffffff\r\n<rss>",
            CUT,
        ),
        raw("a chunk beyond numbers", "transfer-encoding: chunked\r\n", "fffffffffffffffffff\r\n<rss>", GARBLED),
        // packing
        packed("a gzip bomb", "gzip", gzip_bomb(64), LARGE),
        packed("a brotli bomb", "br", brotli_bomb(), LARGE),
        packed("half a gzip", "gzip", half(gzip(FEED.as_bytes())), PACKING),
        packed("half a brotli", "br", half(brotli_feed()), PACKING),
        packed("not gzip", "gzip", FEED, PACKING),
        packed("not brotli", "br", FEED, PACKING),
        packed("nothing as gzip", "gzip", "", PACKING),
        packed("gzip with a name of a megabyte", "gzip", [NAMED_GZIP, &[b'x'; 1 << 20]].concat(), PACKING),
        packed("gzip within gzip", "gzip", gzip(&gzip(FEED.as_bytes())), "it is packed, and does not say so"),
        packed("a packing that we did not ask for", "zstd", b"\x28\xb5\x2f\xfd\0\0", NO_FEED),
        Case::sends(
            "gzip that does not say so",
            whole("200 OK", "", gzip(FEED.as_bytes())),
            "it is packed, and does not say so",
        ),
        // too large
        Case::sends(
            "as large as may be",
            whole("200 OK", "", [FEED.as_bytes(), &vec![b' '; MOST_BYTES - FEED.len()]].concat()),
            "fresh",
        ),
        Case::sends("a byte too large", whole("200 OK", "", vec![b' '; MOST_BYTES + 1]), LARGE),
    ]
}
