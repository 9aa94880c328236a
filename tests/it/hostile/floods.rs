//! Bodies that are large or deep beyond measure, and what is read of them.

use super::server::whole;
use super::table::{Case, NO_FEED, PAGE};
use super::{FEED, MOST_BYTES};

/// More than anybody means, and quick to make.
const MANY: usize = 100_000;
const FRONT: &str = "<rss version='2.0'><channel><title>T</title>";

/// A body as it stands.
fn body(name: &'static str, body: impl AsRef<[u8]>, ends: &'static str) -> Case {
    assert!(body.as_ref().len() <= MOST_BYTES, "{name}: too large to be read at all");
    Case::sends(name, whole("200 OK", "", body), ends)
}

/// A post with something in its text.
fn post(name: &'static str, text: &str) -> Case {
    body(name, format!("{FRONT}<item><title>a</title><description>{text}"), "fresh")
}

#[expect(clippy::too_many_lines, reason = "a row for each case")]
pub(super) fn cases() -> Vec<Case> {
    let laughs: Vec<String> =
        (1..=9).map(|n| format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = laughs.concat();
    let deep = |open: &str, times: usize| open.repeat(times);
    vec![
        body("a million tiny items", format!("{FRONT}{}", "<item/>".repeat(1_000_000)), "fresh"),
        body("items with a title", format!("{FRONT}{}", "<item><title>a</title></item>".repeat(MANY)), "fresh"),
        body(
            "as many entries",
            format!("<feed xmlns='http://www.w3.org/2005/Atom'>{}", "<entry><id>a</id></entry>".repeat(MANY)),
            "fresh",
        ),
        body(
            "as many items as JSON",
            format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{}{{}}]}}", "{},".repeat(MANY)),
            "fresh",
        ),
        body("JSON without a floor", deep("[", MANY), "its JSON is broken in line 1"),
        body("JSON of objects without a floor", deep("{\"a\":", MANY), "its JSON is broken in line 1"),
        body(
            "a billion laughs",
            format!("<!DOCTYPE rss [<!ENTITY l0 'lol'>{laughs}]>{FRONT}<item><title>x &l9;</title></item>"),
            "fresh",
        ),
        body(
            "one large entity many times",
            format!(
                "<!DOCTYPE rss [<!ENTITY a '{}'>]>{FRONT}<item><title>{}</title></item>",
                "a".repeat(100_000),
                "&a;".repeat(100_000)
            ),
            "fresh",
        ),
        body(
            "an entity from a file",
            format!("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{FRONT}<item><title>x &a;</title></item>"),
            "fresh",
        ),
        body(
            "an entity that means itself",
            format!("<!DOCTYPE rss [<!ENTITY a '&a;'>]>{FRONT}<item><title>x &a;</title></item>"),
            "fresh",
        ),
        body("a doctype that never ends", format!("<!DOCTYPE rss [{}", "<!ENTITY a 'b'>".repeat(MANY)), NO_FEED),
        body("a page that pretends", format!("<?xml version='1.0'?><html><!-- {FRONT} -->"), PAGE),
        post("tags deep beyond number", &deep("<div>", MANY)),
        post("escaped tags deep beyond number", &deep("&lt;div&gt;", MANY)),
        post("lists in lists beyond number", &deep("&lt;ul&gt;&lt;li&gt;", MANY)),
        post("attributes beyond number", &format!("<p {}>", "a='b' ".repeat(MANY))),
        post("as many in escaped text", &format!("&lt;p {}&gt;", "a='b' ".repeat(MANY))),
        post("an attribute of megabytes", &format!("<a href='{}'>x</a>", "x".repeat(2 << 20))),
        post("namespaces beyond number", &deep("<x xmlns:a='b'>", MANY)),
        post("a word of nine megabytes", &"x".repeat(9 << 20)),
        post("nine megabytes of blanks", &" ".repeat(9 << 20)),
        post("ampersands alone", &"&".repeat(MANY)),
        post("open brackets alone", &"<".repeat(MANY)),
        post("references beyond number", &"&#x202e;".repeat(MANY)),
        post("references beyond letters", &"&#x110000;&#xD800;&#0;&#99999999999;".repeat(10_000)),
        post("a section that never ends", "<![CDATA[ x"),
        post("sections beyond number", &"<![CDATA[x]]>".repeat(MANY)),
        post("open sections beyond number", &"<![CDATA[".repeat(MANY)),
        post("a comment that never ends", "<!-- x"),
        post("comments beyond number", &"<!---->".repeat(MANY)),
        post("instructions beyond number", &"<?x?>".repeat(MANY)),
        post("links beyond number", &"&lt;a href='http://a.example/'&gt;x&lt;/a&gt;".repeat(MANY)),
        post(
            "links to where no link may lead",
            "&lt;a href='javascript:alert(1)'&gt;x&lt;/a&gt;&lt;a href='file:///etc/passwd'&gt;y&lt;/a&gt;",
        ),
        post("signs for the terminal", "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m&#27;[2J &#x9b;31m \u{202e}x"),
        body("a title of megabytes", format!("{FRONT}<item><title>{}", "x ".repeat(1 << 20)), "fresh"),
        body("an id of megabytes", format!("{FRONT}<item><title>a</title><guid>{}", "x".repeat(2 << 20)), "fresh"),
        body(
            "a link of megabytes",
            format!("{FRONT}<item><title>a</title><link>http://a.example/{}", "x".repeat(2 << 20)),
            "fresh",
        ),
        body("a date of megabytes", format!("{FRONT}<item><title>a</title><pubDate>{}", "1".repeat(2 << 20)), "fresh"),
        body(
            "an author of megabytes",
            format!("{FRONT}<item><title>a</title><author>{}", "1 ".repeat(1 << 20)),
            "fresh",
        ),
        body(
            "bases within bases",
            format!("{FRONT}<item><title>a</title>{}<link>x</link>", "<x xml:base='a/'>".repeat(MANY)),
            "fresh",
        ),
        body(
            "a base that leads to a file",
            "<rss xml:base='file:///'><channel><item><title>a</title><link>etc/passwd</link>",
            "fresh",
        ),
        body("zeros", vec![0; 1 << 20], NO_FEED),
        body("a feed among zeros", FEED.bytes().flat_map(|byte| [0, byte]).collect::<Vec<u8>>(), "fresh"),
        body(
            "half a letter of UTF-16",
            [&[0xff, 0xfe][..], &FEED.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), &[0x3c]].concat(),
            "fresh",
        ),
        body(
            "a charset that there is not",
            FEED.replace("<rss", "<?xml version='1.0' encoding='utf-99'?><rss"),
            "fresh",
        ),
        body(
            "noise as a feed",
            (0_u64..1 << 20).map(|n| (n.wrapping_mul(6_364_136_223_846_793_005) >> 56) as u8).collect::<Vec<u8>>(),
            "it is XML, but not a feed",
        ),
        body("a feed in a feed in a feed", format!("{FRONT}<item><title>a</title>").repeat(100_000), "fresh"),
    ]
}
