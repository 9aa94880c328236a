//! What feeds look like, and what is read of them.

use super::*;

const FROM: &str = "https://a.example/blog/feed.xml";

fn now() -> Instant {
    date("2026-11-01T12:00:00Z").unwrap_or_default()
}

fn try_read(text: impl AsRef<[u8]>) -> Result<Feed, NoFeed> {
    read(text.as_ref(), "", FROM, now())
}

#[track_caller]
fn feed(text: impl AsRef<[u8]>) -> Feed {
    try_read(text).unwrap_or_else(|why| panic!("{why}"))
}

/// Title, link, author, day and text of each post, behind title and site of the feed.
fn shown(text: &str) -> Vec<String> {
    let feed = feed(text);
    let post = |post: &NewPost| {
        let at = post.at.map(|at| at.rfc3339(0)[..10].to_owned()).unwrap_or_default();
        format!("{} | {} | {} | {at} | {}", post.title, post.link, post.author, post.text)
    };
    std::iter::once(format!("{} | {}", feed.title, feed.site)).chain(feed.posts.iter().map(post)).collect()
}

#[test]
fn every_kind_of_feed_is_read() {
    let wanted = ["River notes | https://a.example/", "Reeds | https://a.example/1 | Ada | 2026-03-04 | They & grow."];
    let table = [
        (
            "RSS 2.0",
            "<?xml version='1.0'?><rss version='2.0'><channel><title>River notes</title><link>https://a.example/</link>
             <item><title>Reeds</title><link>https://a.example/1</link><author>ada@mail.example (Ada)</author><guid>x1</guid>
             <pubDate>Wed, 04 Mar 2026 05:06:07 GMT</pubDate><description>&lt;p&gt;They &amp;amp; grow.&lt;/p&gt;</description>
             </item></channel></rss>",
        ),
        (
            "RSS 0.91 with a document type and a version nobody lists",
            "<!DOCTYPE rss SYSTEM 'http://my.netscape.example/rss.dtd' [<!ENTITY x 'y'>]><rss version='0.93'><channel>
             <title>River notes</title><link>https://a.example/</link><managingEditor>Ada</managingEditor>
             <item><title>Reeds</title><link>/1</link><pubDate>4 March 2026</pubDate>
             <description>They & grow.</description></item></channel></rss>",
        ),
        (
            "RSS 2.0 with a namespace of its own",
            "<rss version='2.0' xmlns='http://backend.userland.com/rss2' xmlns:x='http://purl.org/dc/elements/1.1/'><channel>
             <title>River notes</title><link>https://a.example/</link><image><title>no</title><link>/no</link></image>
             <item><title>Reeds</title><link>https://a.example/1</link><x:creator>Ada</x:creator><x:date>2026-03-04</x:date>
             <description><![CDATA[<b>They</b> &amp; grow.]]></description></item></channel></rss>",
        ),
        (
            "RDF, RSS 1.0",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'
             xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='x'><title>River notes</title>
             <link>https://a.example/</link><items><rdf:Seq><rdf:li resource='1'/></rdf:Seq></items></channel>
             <image rdf:about='y'><title>no</title></image><item rdf:about='https://a.example/1'><title>Reeds</title>
             <dc:creator>Ada</dc:creator><dc:date>2026-03-04T05:06Z</dc:date><description>They &amp;amp; grow.</description>
             </item></rdf:RDF>",
        ),
        (
            "RSS 0.90",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>
             <channel><title>River notes</title><link>https://a.example/</link></channel><item><title>Reeds</title>
             <link>https://a.example/1</link><author>Ada</author><date>2026-03-04</date><description>They &amp; grow.</description>
             </item></rdf:RDF>",
        ),
        (
            "Atom 1.0",
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/deep/'><title>River notes</title>
             <link rel='self' href='feed'/><link href='/'/><author><name>Ada</name><email>ada@mail.example</email></author>
             <entry><id>tag:1</id><title type='html'>&lt;b>Reeds&lt;/b></title><link rel='enclosure' href='/no'/>
             <link rel='alternate' type='text/html' href='../1'/><updated>2026-03-04T05:06:07Z</updated>
             <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>They &amp; <br/>grow.</p></div></content>
             </entry></feed>",
        ),
        (
            "Atom with a prefix",
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>River notes</a:title><a:link href='https://a.example/'/>
             <a:entry><a:id>1</a:id><a:title>Reeds</a:title><a:link href='/1'/><a:author><a:name>Ada</a:name></a:author>
             <a:published>2026-03-04T05:06:07Z</a:published><a:updated>2026-04-01T00:00:00Z</a:updated>
             <a:summary>They &amp; grow.</a:summary></a:entry></a:feed>",
        ),
        (
            "Atom 0.3",
            "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>River notes</title>
             <link rel='alternate' type='text/html' href='https://a.example/'/><entry><id>1</id><title>Reeds</title>
             <link rel='alternate' href='/1'/><author><name>Ada</name></author><issued>2026-03-04T05:06:07Z</issued>
             <modified>2026-03-05T05:06:07Z</modified><content type='text/html' mode='escaped'>They &amp;amp; grow.</content>
             </entry></feed>",
        ),
        (
            "JSON Feed",
            r#"{"version":"https://jsonfeed.org/version/1","title":"River notes","home_page_url":"https://a.example/",
             "author":{"name":"Ada"},"items":[{"id":"1","url":"/1","title":"Reeds","content_html":"<p>They &amp; grow.</p>",
             "date_published":"2026-03-04T05:06:07Z"}]}"#,
        ),
    ];
    for (name, text) in table {
        let got: Vec<String> =
            shown(text).iter().map(|line| line.replace("& \ngrow", "& grow").replace("&\ngrow", "& grow")).collect();
        assert_eq!(got, wanted, "{name}");
    }
}

#[test]
fn broken_feeds_give_what_is_in_them() {
    let item =
        |inside: &str| format!("<rss version='2.0'><channel><title>T</title><item>{inside}</item></channel></rss>");
    let table = [
        (
            "a raw ampersand",
            item("<title>R&D & moss</title><link>https://a.example/?a=1&b=2</link>"),
            "R&D & moss | https://a.example/?a=1&b=2 |  |  | ",
        ),
        ("entities of HTML", item("<title>Caf&eacute;&nbsp;&hellip;</title>"), "Café … |  |  |  | "),
        ("an entity of nobody", item("<title>a &nobody; b</title>"), "a &nobody; b |  |  |  | "),
        (
            "undeclared names",
            item("<title>a</title><dc:creator>Ada</dc:creator><media:title>no</media:title>"),
            "a |  | Ada |  | ",
        ),
        (
            "markup that nobody escaped",
            item("<title>a</title><description><p>one<br>two & three</p></description>"),
            "a |  |  |  | one\ntwo & three",
        ),
        ("a field without an end", item("<title>a</title><description>text"), "a |  |  |  | text"),
        (
            "an item without an end",
            "<rss><channel><item><title>a</title><item><title>b</title>".to_owned(),
            "a |  |  |  | ",
        ),
        ("cut off in a tag", item("<title>a</title>") + "<item><title>b</title><lin", "a |  |  |  | "),
        (
            "other names with the same ending",
            item("<title>a</title><x:title>no</x:title><source><title>no</title></source>"),
            "a |  |  |  | ",
        ),
        (
            "no title",
            item(
                "<description>&lt;p>The reeds along the river, which nobody cut this year, stand taller than the boats do.&lt;/p></description>",
            ),
            "The reeds along the river, which nobody cut this year, stand taller than the… |  |  |  | The reeds along the river, which nobody cut this year, stand taller than the boats do.",
        ),
        (
            "nothing but a link",
            item("<link>https://a.example/x/</link>"),
            "a.example/x | https://a.example/x/ |  |  | ",
        ),
        (
            "a link in the id",
            item("<title>a</title><guid>https://a.example/g</guid>"),
            "a | https://a.example/g |  |  | ",
        ),
        (
            "an id that is no link",
            item("<title>a</title><guid isPermaLink='false'>https://a.example/g</guid>"),
            "a |  |  |  | ",
        ),
        (
            "a date in fifty years",
            item("<title>a</title><pubDate>Wed, 04 Mar 2076 05:06:07 GMT</pubDate>"),
            "a |  |  |  | ",
        ),
        (
            "a date of nothing",
            item("<title>a</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"),
            "a |  |  |  | ",
        ),
        (
            "a bad date and a good one",
            item("<title>a</title><pubDate>soon</pubDate><updated>2026-03-04</updated>"),
            "a |  |  | 2026-03-04 | ",
        ),
        (
            "escape sequences",
            item("<title>&#27;[31ma\u{202e}b</title><description>&#x1b;]0;x&#7;y</description>"),
            "ab |  |  |  | y",
        ),
        ("letters of Windows", item("<title>&#145;a&#146; &#8217;</title>"), "‘a’ ’ |  |  |  | "),
        ("a link that may not be opened", item("<title>a</title><link>javascript:alert(1)</link>"), "a |  |  |  | "),
        ("a secret in a link", item("<title>a</title><link>https://ada:secret@a.example/</link>"), "a |  |  |  | "),
        (
            "two texts",
            item(
                "<title>a</title><description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>",
            ),
            "a |  |  |  | long",
        ),
        (
            "an author's mail beside letters of several bytes",
            item("<title>a</title><author>—ada@mail.example… Zoë</author>"),
            "a |  | Zoë |  | ",
        ),
        (
            "a namespace within",
            item("<title>a</title><geo:x xmlns:geo='urn:x' xmlns='urn:y'><title>a</title></geo:x>"),
            "a |  |  |  | ",
        ),
    ];
    for (name, text, wanted) in table {
        assert_eq!(shown(&text)[1..].first().map(String::as_str), Some(wanted), "{name}");
    }
}

#[test]
fn the_text_of_atom_is_read_by_its_type() {
    let atom = |inside: &str| {
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title>{inside}</entry></feed>")
    };
    let table = [
        ("<content type='image/png'>aGVsbG8=</content><summary>s</summary>", "s"),
        ("<content src='https://a.example/x' type='video/mp4'>stray</content><summary>s</summary>", "s"),
        ("<content type='HTML'>&lt;i>x&lt;/i></content>", "x"),
        ("<content type='nonsense'>&lt;i>x&lt;/i></content>", "x"),
        ("<content type='text'>1 &lt; 2\nnew</content>", "1 < 2\nnew"),
        ("<content type='html'/><summary type='xhtml'><div>s<p>t</p></div></summary>", "s\n\nt"),
        (
            "<media:group xmlns:media='http://search.yahoo.com/mrss/'><media:title>no</media:title><media:description>film</media:description></media:group>",
            "film",
        ),
    ];
    for (inside, wanted) in table {
        assert_eq!(feed(atom(inside)).posts.first().map(|post| post.text.clone()).as_deref(), Some(wanted), "{inside}");
    }
}

#[test]
fn a_second_visit_finds_the_same_posts() {
    let rss = |items: &str| feed(format!("<rss version='2.0'><channel>{items}</channel></rss>"));
    let keys = |feed: &Feed| feed.posts.iter().map(|post| post.key.clone()).collect::<Vec<_>>();
    let with_id = "<item><guid>1</guid><title>a</title><link>https://a.example/1</link></item>";
    let edited = "<item><guid>1</guid><title>A, corrected</title><link>https://a.example/one</link></item>";
    assert_eq!(keys(&rss(with_id)), keys(&rss(edited)));
    let by_link = "<item><title>a</title><link>http://www.a.example/1/?utm_source=x</link></item>";
    let moved = "<item><title>b</title><link>https://a.example/1</link></item>";
    assert_eq!(keys(&rss(by_link)), keys(&rss(moved)));
    let by_text = "<item><title>a</title><description>one</description></item>";
    assert_eq!(keys(&rss(by_text)), keys(&rss(&format!("<item><title>b</title></item>{by_text}")))[1..]);
    // one in two places stands once; one id for all is none
    assert_eq!(rss(&with_id.repeat(3)).posts.len(), 1);
    let same_id = "<item><guid>blog</guid><link>/1</link></item><item><guid>blog</guid><link>/2</link></item>";
    assert_eq!(rss(same_id).posts.len(), 2);
    let long = format!("<item><guid>{}</guid><title>a</title></item>", "x".repeat(5000));
    assert_eq!(keys(&rss(&long))[0].len(), 36);
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    let table: [(&[u8], &str); 11] = [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"hello", "it holds no feed"),
        (b"<!DOCTYPE html><html><head><title>x</title>", "it is a web page, not a feed"),
        (b"<opml version='2.0'><body/></opml>", "it is XML, but not a feed"),
        (b"{\"a\": 1}", "it is JSON, but not a feed"),
        (b"[1, 2]", "it is JSON, but not a feed"),
        (b"{\"a\": ", "its JSON is broken in line 1"),
        (b"\x1f\x8b\x08\0\0", "it is packed, and does not say so"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it holds no feed"),
        (b"\0\0\0\0\0", "it holds no feed"),
    ];
    for (bytes, wanted) in table {
        assert_eq!(try_read(bytes).err().map(|why| why.to_string()).as_deref(), Some(wanted), "{bytes:?}");
    }
    assert!(try_read(vec![b' '; MOST_BYTES + 1]).is_err());
}

#[test]
fn floods_are_read_in_one_pass() {
    let front = "<rss version='2.0'><channel><item><title>a</title><description>";
    let bodies = [
        "<div>".repeat(200_000),
        "<media:group>".repeat(80_000),
        format!("<p {}>", "a='b' ".repeat(180_000)),
        "</item><item><title>a</title>".repeat(40_000),
        "&lt;b&gt;&lt;p&gt;".repeat(60_000),
        "<x xmlns:a='b'>".repeat(80_000),
        "<![CDATA[".repeat(120_000),
        "&amp;".repeat(220_000),
    ];
    for body in bodies {
        let feed = feed(format!("{front}{body}"));
        assert!(feed.posts.len() <= MOST_POSTS);
        assert!(feed.posts.iter().all(|post| post.text.len() <= TEXT_BYTES && post.title.len() <= 4 * LINE_CHARS));
    }
    let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    let feed = feed(format!("{bomb}<rss><channel><item><title>x &b;</title></item></channel></rss>"));
    assert_eq!(feed.posts[0].title, "x &b;");
}

#[test]
#[expect(clippy::print_stdout, reason = "what became of each file is to be seen with --nocapture")]
fn the_corpora_are_read_or_refused() {
    let Some(corpora) = std::env::var_os("ROUNDS_CORPORA").filter(|path| !path.is_empty()) else {
        println!("ROUNDS_CORPORA is not set: real files are not tried");
        return;
    };
    let mut tried = 0;
    for folder in ["feeds", "feeds-broken", "encoding", "opml", "html-discovery"] {
        let entries = std::fs::read_dir(std::path::Path::new(&corpora).join(folder));
        for path in entries.into_iter().flatten().flatten().map(|entry| entry.path()) {
            let bytes = std::fs::read(&path).unwrap_or_default();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match try_read(&bytes) {
                Ok(feed) => {
                    let first = feed.posts.first().map_or("-", |post| post.title.as_str());
                    println!("{folder}/{name}: \"{}\" {} posts: {first}", feed.title, feed.posts.len());
                    assert!(feed.posts.iter().all(|post| !post.title.is_empty() && !post.key.is_empty()), "{name}");
                    assert_eq!(try_read(&bytes), Ok(feed), "{name} twice");
                }
                Err(why) => println!("{folder}/{name}: {why}"),
            }
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried} files");
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let _ = read_bytes(&bytes, "", FROM, now());
    }

    #[test]
    fn no_markup_breaks_it(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<description>", "</description>", "<entry>", "<feed>",
        "<link href='/x'/>", "<link>", "</link>", "<![CDATA[", "]]>", "&amp;", "&", "<", "é", "<source>", "</source>", "<author>",
        "<name>", "</name>", "</author>", "<a:b xmlns:a='x'>", "<!--", "-->", " xml:base='/'>", "text", "<guid>", "</channel>",
    ]), 0..40)) {
        let text = pieces.concat();
        let _ = read_bytes(text.as_bytes(), "", FROM, now());
        let _ = read_bytes(format!("<rss><channel><item>{text}").as_bytes(), "", FROM, now());
    }
}
