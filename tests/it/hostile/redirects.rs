//! Where a host sends us, and where we do not go.

use std::io::Write;

use super::FEED;
use super::server::whole;
use super::table::{ASTRAY, Case, PAGE, PRIVATE, ROUNDABOUT, SLOW, status};

#[expect(clippy::too_many_lines, reason = "a row for each case")]
pub(super) fn cases() -> Vec<Case> {
    let to = |name: &'static str, place: &str, ends| Case {
        asked: Some(1),
        ..Case::sends(name, whole("302 Found", &format!("location: {place}\r\n"), ""), ends)
    };
    let within = |name: &'static str, place: &str| to(name, place, PRIVATE);
    let astray = |name: &'static str, place: &str| to(name, place, ASTRAY);
    let round = |name: &'static str, line: &str, place: &str| Case {
        asked: Some(6),
        ..Case::sends(name, whole(line, &format!("location: {place}\r\n"), ""), ROUNDABOUT)
    };
    vec![
        Case { asked: Some(1), ..status("a redirect without a place", "302 Found", ASTRAY) },
        astray("a redirect to a file", "file:///etc/passwd"),
        astray("a redirect to data", "data:text/xml,<rss/>"),
        astray("a redirect to ftp", "ftp://127.0.0.1/feed"),
        astray("a redirect to a script", "javascript:alert(1)"),
        astray("a redirect to a mail", "mailto:ada@mail.example"),
        astray("a redirect to gopher", "gopher://127.0.0.1:70/1"),
        astray("a redirect to no host", "http:///feed"),
        astray("a redirect to a port beyond ports", "http://a.example:99999/"),
        astray("a redirect to a place with blanks", "http://a b/"),
        round("a redirect to nothing", "302 Found", ""),
        round("a redirect to itself", "302 Found", "/"),
        round("a redirect for good to itself", "301 Moved", "/"),
        round("a redirect to a place beside", "307 There", "again"),
        Case {
            asked: Some(6),
            ..Case::does(
                "a redirect with a name and password",
                |wire, asked| {
                    let host = asked.headers.split("host: ").nth(1).and_then(|rest| rest.lines().next());
                    let place = format!("location: //eve:s3cr3t@{}/\r\n", host.unwrap_or_default());
                    let eve = asked.headers.contains("authorization");
                    wire.write_all(&whole(if eve { "500 No" } else { "308 There" }, &place, ""))
                },
                ROUNDABOUT,
            )
        },
        Case {
            asked: Some(6),
            ..Case::does(
                "a redirect to ever new places",
                |wire, asked| wire.write_all(&whole("303 There", &format!("location: {}x\r\n", asked.path), "")),
                ROUNDABOUT,
            )
        },
        Case {
            asked: Some(3),
            ..Case::does(
                "a redirect to a feed",
                |wire, asked| match asked.path.as_str() {
                    "/" => wire.write_all(&whole("301 Moved", "location: a/../b\r\n", "")),
                    "/b" => wire.write_all(&whole("302 Found", "location: ?c\r\n", "")),
                    "/b?c" => wire.write_all(&whole("200 OK", "", FEED)),
                    _ => wire.write_all(&whole("404 No", "", "")),
                },
                "fresh",
            )
        },
        Case {
            asked: Some(2),
            ..Case::does(
                "a page to log in on the way",
                |wire, asked| {
                    let login = whole("200 OK", "", "<!doctype html><html><title>Log in");
                    let there = whole("302 Found", "location: /login?next=/\r\n", "");
                    wire.write_all(if asked.path == "/" { &there } else { &login })
                },
                PAGE,
            )
        },
        Case {
            asked: Some(2),
            ..Case::does(
                "a name and password for the very host",
                |wire, asked| {
                    let known = asked.headers.contains("authorization: basic ywrhonmzy3izda==");
                    let there = whole("302 Found", "location: /there\r\n", "");
                    let answer = if asked.path == "/there" { whole("200 OK", "", FEED) } else { there };
                    wire.write_all(if known { &answer } else { b"HTTP/1.1 401 No\r\n\r\n" })
                },
                "fresh",
            )
            .at("http://ada:s3cr3t@127.0.0.1:PORT/f?token=s3cr3t")
        },
        within("a redirect to another port here", "http://ada:s3cr3t@127.0.0.1:1/"),
        within("a redirect to this machine", "http://127.0.0.1/"),
        within("a redirect to this machine by name", "http://localhost:1/"),
        within("a redirect to this machine by its newer number", "http://[::1]/"),
        within("a redirect to this machine by a mapped number", "http://[::ffff:7f00:1]/"),
        within("a redirect to this machine by a number of one part", "http://2130706433/"),
        within("a redirect to this machine by a number of base 16", "http://0x7f000001/"),
        within("a redirect to this machine by a number of base 8", "http://0177.0.0.1/"),
        within("a redirect to this machine by a short number", "http://127.1/"),
        within("a redirect to a name that leads to this machine", "http://here.example/"),
        within("a redirect to a name that leads within", "https://within.example/"),
        within("a redirect to a name with many places within", "http://both.example/"),
        within("a redirect to nobody", "http://0.0.0.0/"),
        within("a redirect to nobody by a newer number", "http://[::]/"),
        within("a redirect to 10", "http://10.0.0.1/"),
        within("a redirect to 172.16", "https://172.16.0.1/"),
        within("a redirect to 192.168", "http://192.168.1.1/admin?reboot"),
        within("a redirect to the cloud", "http://169.254.169.254/latest/meta-data/"),
        within("a redirect to a carrier's network", "http://100.64.0.1/"),
        within("a redirect to fc00", "http://[fc00::1]/"),
        within("a redirect to fe80", "http://[fe80::1]/"),
        within("a redirect through a translated number", "http://[64:ff9b::10.0.0.1]/"),
        within("a redirect to everybody", "http://255.255.255.255/"),
        to("a redirect to a name that nobody has", "http://unknown.example/", "there is no host of that name"),
        to("a redirect to a name without places", "http://nowhere.example/", "there is no host of that name"),
        to("a redirect to a name that hangs", "http://pending.example/", SLOW),
        Case {
            asked: Some(2),
            ..Case::does(
                "a redirect within on the second hop",
                |wire, asked| {
                    let place = if asked.path == "/" { "/next" } else { "http://within.example/" };
                    wire.write_all(&whole("301 Moved", &format!("location: {place}\r\n"), ""))
                },
                PRIVATE,
            )
        },
        Case {
            written: false,
            asked: Some(0),
            ..Case::sends("an address here that a page wrote", whole("200 OK", "", FEED), PRIVATE)
        },
    ]
}
