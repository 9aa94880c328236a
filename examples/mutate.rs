//! Throws broken bytes at a reader: `cargo run --release --example mutate -- READER SECONDS [FOLDER…]`.
//!
//! READER is vcard, table, opml, feed or `own_json`. The bytes are seeds, those below and the files of the folders, broken
//! in the same order each time. An input that makes a reader panic, or that takes it more than two seconds, is kept as a
//! file in the folder for temporary files and named; the targets in `fuzz/` do the same with coverage as their guide.

#![expect(clippy::print_stdout, reason = "it is run to be read")]

#[path = "../fuzz/readers.rs"]
mod readers;

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rounds::clock::instant;

/// Nothing is to take longer, in milliseconds.
const LONGEST: i64 = 2_000;
/// No seed and no broken one is larger.
const MOST: usize = 1 << 17;

/// What each reader knows well.
const SEEDS: &[(&str, &str)] = &[
    (
        "vcard",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Adeyemi;Tobi;;;\r\nFN:Tobi Adeyemi\r\nUID:u1\r\nEMAIL;TYPE=home:tobi@mail.example\r\n\
         item1.URL;type=pref:https\\://tobi.example\r\nitem1.X-ABLabel:_$!<HomePage>!$_\r\nBDAY:1604-04-12\r\n\
         X-SOCIALPROFILE;type=mastodon:https://social.example/@tobi\r\nNOTE:two\\nlines\r\n and more\r\nEND:VCARD\r\n",
    ),
    (
        "vcard",
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96zg=C3=BCr;Ay=\n=C5=9Fe;;;\n\
         TEL;CELL:1\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\n\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Bo\nRELATED:x\nEND:VCARD\n",
    ),
    (
        "table",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Li,https://www.linkedin.com/in/bo-li,bo@mail.example,A,B,01 Feb 2024\n",
    ),
    ("table", "Name,E-mail,Notes\n\"Ada, \"\"the\"\" L\",ada@mail.example,\"two\nlines\"\n;\t\n"),
    (
        "table",
        "First Name;Last Name;E-mail Address;Company;Birthday;Categories\nNoor;Haddad;noor@mail.example;T;12/28/1969;a\n",
    ),
    ("table", "Account address,Show boosts,Notify on new posts,Languages\nmika@social.example,true,false,\"en, fi\"\n"),
    (
        "table",
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n1,,Bo,https://www.linkedin.com/in/bo,Me,https://www.linkedin.com/in/me,2024-02-01 10:00:00 UTC,,Hi,INBOX\n",
    ),
    (
        "opml",
        "<?xml version='1.0'?><opml version='2.0'><body><outline text='a &amp; b'><outline type='rss' text='T' xmlUrl='https://a.example/f?x=1' htmlUrl='https://a.example/'/></outline><outline type='include' url='https://b.example/'/></body></opml>",
    ),
    ("opml", "https://a.example/feed.xml \"tag one\" ~Title\n\"exec:curl x\"\nfilter:x:https://b.example/f !\n|cmd\n"),
    (
        "feed",
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='c'><channel><title>T</title><link>/</link><item><guid>1</guid><title>a &amp; b</title><pubDate>Tue, 22 Sep 2026 09:00:00 +0200</pubDate><content:encoded><![CDATA[<p>x <a href='/y'>z</a></p>]]></content:encoded></item></channel></rss>",
    ),
    (
        "feed",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/'><title type='html'>T&lt;b&gt;</title><entry><id>a</id><link rel='alternate' href='b'/><updated>2026-09-22T09:00:00Z</updated><content type='xhtml'><div>x<br/>y</div></content></entry></feed>",
    ),
    (
        "feed",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"url\":\"/a\",\"content_html\":\"<p>x\",\"date_published\":\"2026-09-22T09:00:00Z\"}]}",
    ),
    (
        "feed",
        "<!DOCTYPE html><html><head><base href='https://b.example/'><link rel='alternate' type='application/rss+xml' href='f'></head>",
    ),
    (
        "own_json",
        r#"{"schema": 1, "format": "rounds", "exported_at": "2026-09-22T09:00:00+02:00",
"contact": [
{"uid":"a1","name":"Ada Lovelace","tier":"close","cadence_day":"2026-09-22","added_at":1790060400000},
{"uid":"a2","name":"Ada L","merged_into":"a1","added_at":1790060400000,"notes":"two\nlines"}
],
"community": [{"uid":"b1","name":"Rust Forum","state":"scouting","role":"guest","cadence_day":"2026-09-22","added_at":1790060400000}],
"handle": [{"uid":"c1","platform":"github","name":"ada","link":"https://github.com/ada","contact":"a1"}],
"act": [
{"uid":"d1","direction":"in","kind":"asked","contact":"a1","at":1790060400000,"offset":120,"day":"2026-09-22","count":1,"opened":"owed"},
{"uid":"d2","direction":"out","kind":"answered","contact":"a2","at":1790060400000,"offset":120,"day":"2026-09-22","count":1,"opened":"nothing","clock":3}
],
"owed": [{"uid":"e1","contact":"a1","sort":"reply","count":1,"since_at":1790060400000,"since_day":"2026-09-22","fades_from":"2026-09-22","act":"d1"}],
"settles": [{"uid":"f1","act":"d2","owed":"e1","count":1}]
}"#,
    ),
];

/// Words on which readers turn.
const WORDS: &[&str] = &[
    "BEGIN:VCARD\r\n",
    "END:VCARD\n",
    "VERSION:2.1\n",
    "ENCODING=QUOTED-PRINTABLE:",
    "ENCODING=b:",
    "CHARSET=UTF-16:",
    "=\n",
    "\\n",
    "item1.",
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\u{feff}",
    "\u{1b}[2J",
    "\u{202e}",
    "\0",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<item>",
    "</item>",
    "<entry>",
    "&#x110000;",
    "&#0;",
    "&amp;",
    "<!DOCTYPE x [<!ENTITY a '&a;'>]>",
    "xml:base='//'",
    "{",
    "}",
    "[",
    "]",
    ":",
    "null",
    "-1",
    "9223372036854775808",
    "1e999",
    "\\ud800",
    "\\u0000",
    "\"uid\":\"a\"",
    "é",
    "e\u{301}",
    "😀",
    "https://",
    "@",
    "9999-99-99",
    "0000-00-00",
    "--02-30",
    "\u{85}",
];

/// Numbers that look drawn by lot and are the same each time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn broken(lot: &mut Lot, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[lot.below(seeds.len())].clone();
    for _ in 0..=lot.below(6) {
        let at = lot.below(bytes.len() + 1);
        let most = 1 + lot.below(64);
        let end = (at + lot.below(most)).min(bytes.len());
        match lot.below(9) {
            0 => {
                let flipped = 1 << lot.below(8);
                bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= flipped);
            }
            1 => drop(bytes.drain(at..end)),
            2 => bytes.truncate(at),
            3 => {
                let piece = bytes[at..end].repeat(1 + lot.below(200));
                bytes.splice(at..at, piece);
            }
            4 => {
                let other = &seeds[lot.below(seeds.len())];
                let from = lot.below(other.len() + 1);
                let piece = other[from..(from + lot.below(400)).min(other.len())].to_vec();
                bytes.splice(at..end, piece);
            }
            5 => {
                let byte = lot.below(256) as u8;
                bytes.get_mut(at).into_iter().for_each(|place| *place = byte);
            }
            _ => {
                let word = WORDS[lot.below(WORDS.len())].as_bytes().to_vec();
                bytes.splice(at..at, word);
            }
        }
        bytes.truncate(MOST);
    }
    bytes
}

fn files(folder: &Path, seeds: &mut Vec<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, seeds)?;
        } else {
            let mut bytes = std::fs::read(&path)?;
            bytes.truncate(MOST);
            seeds.push(bytes);
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(name), Some(seconds)) = (words.next(), words.next()) else {
        return Err("READER SECONDS [FOLDER…]".into());
    };
    let (name, reader) = *readers::READERS.iter().find(|(known, _)| *known == name).ok_or("no such reader")?;
    let mut seeds: Vec<Vec<u8>> =
        SEEDS.iter().filter(|(of, _)| *of == name).map(|(_, text)| text.as_bytes().to_vec()).collect();
    words.try_for_each(|folder| files(Path::new(&folder), &mut seeds))?;
    let (end, mut lot) = (instant().plus_seconds(seconds.parse()?), Lot(0x9e37_79b9_7f4a_7c15));
    let (mut tried, mut found, mut slowest) = (0_u64, 0_u32, 0_i64);
    while instant() < end {
        let bytes = broken(&mut lot, &seeds);
        let began = instant();
        let held = catch_unwind(AssertUnwindSafe(|| reader(&bytes))).is_ok();
        let took = instant().since(began);
        (tried, slowest) = (tried + 1, slowest.max(took));
        if !held || took > LONGEST {
            found += 1;
            let kept = std::env::temp_dir().join(format!("mutate-{name}-{tried}"));
            std::fs::write(&kept, &bytes)?;
            println!("{name}: {} ({took} ms): {}", if held { "slow" } else { "broken" }, kept.display());
        }
    }
    println!("{name}: {tried} inputs of {} seeds, {found} findings, the slowest took {slowest} ms", seeds.len());
    if found > 0 { Err("there are findings".into()) } else { Ok(()) }
}
