//! A refresh against a server of this machine: who waits for whom, what is kept, what is never written twice.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Duration;

use rounds::clock;
use rounds::domain::change::Change;
use rounds::domain::feed::Mark;
use rounds::domain::ids::{FeedId, PostId};
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::refresh::{Asking, Progress, Summary, Which, refresh};
use rounds::store::{Opening, Store};

/// What a server answers to a path and the headers of the request, which are in lower case.
type Deed = Arc<dyn Fn(&mut TcpStream, &str, &str) -> std::io::Result<()> + Send + Sync>;

/// A server for as long as the test runs; gives its port.
fn serve(deed: Deed) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|why| panic!("{why}"));
    let port = listener.local_addr().map_or(0, |address| address.port());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let deed = Arc::clone(&deed);
            thread::spawn(move || {
                let mut reader = BufReader::new(stream.try_clone()?);
                let (mut first, mut headers) = (String::new(), String::new());
                reader.read_line(&mut first)?;
                while reader.read_line(&mut headers)? > 2 {}
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                deed(&mut stream, &path, &headers.to_ascii_lowercase())
            });
        }
    });
    port
}

fn whole(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
}

/// A feed of so many posts, the newest first, dated one minute apart.
fn feed(posts: usize) -> String {
    let entry = |n: usize| {
        let when = format!("2026-09-21T{:02}:{:02}:00Z", n / 60, n % 60);
        format!("<entry><id>p{n}</id><title>post {n}</title><updated>{when}</updated></entry>")
    };
    let items: Vec<String> = (0..posts).rev().map(entry).collect();
    let items = items.concat();
    format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Birds</title>{items}</feed>")
}

struct World {
    store: Store,
    now: Now,
}

impl World {
    fn new() -> Self {
        let opening = Opening { origin: "test".to_owned(), seed: Some(1), brief: false };
        let store = Store::in_memory(Settings::default(), opening).unwrap_or_else(|why| panic!("{why}"));
        Self { store, now: frozen("2026-09-22T09:00:00+02:00").unwrap_or_else(|why| panic!("{why}")) }
    }

    fn add(&mut self, address: String) {
        let add = Change::AddFeed { of: None, address, title: String::new(), off: String::new() };
        self.store.apply(&self.now, &add).unwrap_or_else(|why| panic!("{why}"));
    }

    fn refresh(&mut self, which: &Which) -> Summary {
        self.refresh_until(which, &mut |_| true)
    }

    /// Refreshes for as long as `goes_on` says so.
    fn refresh_until(&mut self, which: &Which, goes_on: &mut dyn FnMut(&Progress) -> bool) -> Summary {
        let cancel = AtomicBool::new(false);
        let asking = Asking { overall: Duration::from_secs(4), ..Asking::default() };
        let mut progress = |at: &Progress| cancel.store(!goes_on(at), Ordering::Relaxed);
        refresh(&mut self.store, &self.now, &asking, which, &mut progress, &cancel)
            .unwrap_or_else(|why| panic!("{why}"))
    }

    fn later(&mut self, minutes: i64) {
        self.now = self.now.moved(self.now.at.plus_seconds(minutes * 60));
    }

    fn feed(&self, id: i64) -> rounds::domain::feed::Feed {
        self.store.feed(FeedId(id)).ok().flatten().unwrap_or_else(|| panic!("no feed {id}"))
    }
}

#[test]
fn three_hundred_feeds_wait_for_no_hanging_host() {
    let mut world = World::new();
    let hangs = serve(Arc::new(|stream, _, _| std::io::copy(stream, &mut std::io::sink()).map(drop)));
    world.add(format!("http://127.0.0.1:{hangs}/f"));
    // seven that must be asked beside each other, and beside the one that hangs, before any of them answers
    let together = Arc::new(Barrier::new(7));
    let asked = Arc::new(AtomicUsize::new(0));
    for _ in 0..300 {
        let (together, asked) = (Arc::clone(&together), Arc::clone(&asked));
        let port = serve(Arc::new(move |stream, _, _| {
            if asked.fetch_add(1, Ordering::Relaxed) < 7 {
                together.wait();
            }
            stream.write_all(whole("200 OK", "content-type: application/atom+xml\r\n", &feed(20)).as_bytes())
        }));
        world.add(format!("http://127.0.0.1:{port}/f"));
    }
    let began = clock::instant();
    let mut answered = None;
    let mut seen = Vec::new();
    let summary = world.refresh_until(&Which::All, &mut |at| {
        seen.push(at.done);
        if at.done == 300 {
            answered = Some(clock::instant().since(began));
        }
        true
    });
    let all = clock::instant().since(began);
    // seen with --nocapture
    let within = answered.unwrap_or_default();
    let _ = writeln!(std::io::stdout(), "300 feeds in {within} ms, with one host that hangs {all} ms");
    assert_eq!((summary.answered, summary.new, summary.failing.len()), (300, 6_000, 1), "{summary:?}");
    assert_eq!(summary.failing[0].1, "it did not answer in time");
    assert_eq!(seen, (1..=301).collect::<Vec<_>>());
    assert!(answered.is_some_and(|millis| millis < 10_000), "{answered:?}");
}

#[test]
fn a_refetch_writes_nothing_twice_and_asks_with_the_tag() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let port = serve(Arc::new(move |stream, path, headers| {
        let tagged = headers.contains("if-none-match: \"v1\"");
        ear.lock().map(|mut heard| heard.push((path.to_owned(), tagged))).unwrap_or_default();
        let answer = match path {
            "/tagged" if tagged => whole("304 Not Modified", "", ""),
            _ => whole("200 OK", "etag: \"v1\"\r\ncontent-type: text/xml\r\n", &feed(3)),
        };
        stream.write_all(answer.as_bytes())
    }));
    let mut world = World::new();
    world.add(format!("http://127.0.0.1:{port}/tagged"));
    assert_eq!(world.refresh(&Which::All).new, 3);
    let again = world.refresh(&Which::All);
    assert_eq!((again.answered, again.rested), (0, 1), "it was asked a moment ago");
    world.later(60);
    let again = world.refresh(&Which::All);
    assert_eq!((again.answered, again.new), (1, 0));
    let feed = world.feed(1);
    assert_eq!((feed.posts, feed.name().as_str(), feed.state.fresh), (3, "Birds", feed.state.asked));
    world.add(format!("http://127.0.0.1:{port}/plain"));
    for new in [3, 0] {
        assert_eq!(world.refresh(&Which::These(vec![FeedId(2)])).new, new);
    }
    let heard: Vec<_> = heard.lock().map(|heard| heard.clone()).unwrap_or_default();
    let wanted = [("/tagged", false), ("/tagged", true), ("/plain", false), ("/plain", true)];
    assert_eq!(heard, wanted.map(|(path, tagged)| (path.to_owned(), tagged)));
}

#[test]
fn a_feed_that_fails_keeps_its_posts_and_says_since_when_and_why() {
    let answers = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&answers);
    let port = serve(Arc::new(move |stream, _, _| {
        let answer = match counted.fetch_add(1, Ordering::Relaxed) {
            0 | 4 => whole("200 OK", "content-type: text/xml\r\n", &feed(2)),
            1 => whole("500 No", "", ""),
            2 => whole("410 Gone", "", ""),
            _ => whole("401 Who", "", ""),
        };
        stream.write_all(answer.as_bytes())
    }));
    let mut world = World::new();
    world.add(format!("http://ada:s3cr3t@127.0.0.1:{port}/f?token=s3cr3t"));
    assert_eq!(world.refresh(&Which::All).new, 2);
    let mut since = None;
    for why in ["its host has trouble (500)", "it says that it is gone for good", "it asks for a name and password"] {
        world.later(25 * 60);
        let summary = world.refresh(&Which::All);
        assert_eq!(summary.failing, [("Birds".to_owned(), why.to_owned())]);
        assert!(!format!("{summary:?} {:?}", world.feed(1)).contains("s3cr3t"));
        let feed = world.feed(1);
        since = since.or(feed.state.failing_since);
        assert_eq!((feed.posts, feed.state.failing_since), (2, since));
        // it is left alone for a while
        assert_eq!(world.refresh(&Which::All).rested, 1);
    }
    world.later(25 * 60);
    assert_eq!(world.refresh(&Which::All).answered, 1);
    assert_eq!((world.feed(1).state.failing_since, world.feed(1).state.trouble.as_str()), (None, ""));
}

#[test]
fn a_host_that_asks_for_a_pause_gets_it() {
    let asked = Arc::new(Mutex::new(BTreeMap::new()));
    let counts = Arc::clone(&asked);
    let port = serve(Arc::new(move |stream, path, _| {
        let times = counts
            .lock()
            .map_or(1, |mut asked| *asked.entry(path.to_owned()).and_modify(|times| *times += 1).or_insert(1));
        let answer = match (path, times) {
            ("/short", 1) => whole("429 Slow", "retry-after: 1\r\n", ""),
            ("/short", _) => whole("200 OK", "content-type: text/xml\r\n", &feed(1)),
            _ => whole("429 Slow", "retry-after: 3600\r\n", ""),
        };
        stream.write_all(answer.as_bytes())
    }));
    let mut world = World::new();
    world.add(format!("http://127.0.0.1:{port}/short"));
    let summary = world.refresh(&Which::All);
    assert_eq!((summary.answered, summary.new), (1, 1), "a short pause is waited for");
    world.later(1);
    world.add(format!("http://127.0.0.1:{port}/long"));
    world.add(format!("http://127.0.0.1:{port}/behind"));
    let summary = world.refresh(&Which::All);
    assert_eq!((summary.answered, summary.left, summary.rested), (0, 1, 1), "{summary:?}");
    assert_eq!(summary.failing.len(), 1);
    world.later(1);
    assert_eq!(world.refresh(&Which::All).rested, 3, "nobody is asked before the hour is over");
    world.later(120);
    assert_eq!(world.refresh(&Which::All).rested, 0);
}

#[test]
fn a_feed_that_moved_for_good_is_asked_where_it_is() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let port = serve(Arc::new(move |stream, path, _| {
        ear.lock().map(|mut heard| heard.push(path.to_owned())).unwrap_or_default();
        let answer = match path {
            "/old" => whole("301 Moved", "location: /new\r\n", ""),
            _ => whole("200 OK", "content-type: text/xml\r\n", &feed(1)),
        };
        stream.write_all(answer.as_bytes())
    }));
    let mut world = World::new();
    world.add(format!("http://127.0.0.1:{port}/old"));
    for _ in 0..3 {
        world.later(60);
        assert_eq!(world.refresh(&Which::All).answered, 1);
    }
    let heard = heard.lock().map(|heard| heard.clone()).unwrap_or_default();
    assert_eq!(heard, ["/old", "/new", "/old", "/new", "/new"]);
    let feed = world.feed(1);
    assert!(feed.address.ends_with("/old") && feed.state.moved.ends_with("/new") && feed.posts == 1);
    // where it is added again by its new address it is the same one
    world.add(format!("http://127.0.0.1:{port}/new"));
    assert_eq!(world.store.feeds().map(|feeds| feeds.len()).unwrap_or_default(), 1);
}

#[test]
fn the_newest_posts_stay_and_those_that_are_kept() {
    let posts = Arc::new(AtomicUsize::new(190));
    let many = Arc::clone(&posts);
    let port = serve(Arc::new(move |stream, _, _| {
        let body = feed(many.load(Ordering::Relaxed));
        stream.write_all(whole("200 OK", "content-type: text/xml\r\n", &body).as_bytes())
    }));
    let mut world = World::new();
    world.add(format!("http://127.0.0.1:{port}/f"));
    assert_eq!(world.refresh(&Which::All).new, 190);
    let oldest = world.store.posts_of(FeedId(1), 500).unwrap_or_default().last().map_or(PostId(0), |post| post.id);
    world.store.apply(&world.now, &Change::MarkPost(oldest, Mark::Kept, true)).unwrap_or_else(|why| panic!("{why}"));
    posts.store(400, Ordering::Relaxed);
    for new in [200, 0] {
        world.later(60);
        assert_eq!(world.refresh(&Which::All).new, new);
        assert_eq!(world.feed(1).posts, 201);
    }
    let left = world.store.posts_of(FeedId(1), 500).unwrap_or_default();
    assert_eq!(left.first().map(|post| post.title.as_str()), Some("post 399"));
    assert!(left.last().is_some_and(|post| post.kept && post.title == "post 0"));
}

#[test]
fn one_that_is_broken_off_keeps_what_came_in() {
    let mut world = World::new();
    for _ in 0..12 {
        let port = serve(Arc::new(|stream, _, _| {
            stream.write_all(whole("200 OK", "content-type: text/xml\r\n", &feed(1)).as_bytes())
        }));
        world.add(format!("http://127.0.0.1:{port}/f"));
        world.add(format!("http://127.0.0.1:{port}/g"));
    }
    let summary = world.refresh_until(&Which::All, &mut |at| at.done < 3);
    assert!(summary.broken_off && summary.new >= 3 && summary.new < 24, "{summary:?}");
    let here: u32 = world.store.feeds().unwrap_or_default().iter().map(|feed| feed.posts).sum();
    assert_eq!(here as usize, summary.new);
}

#[test]
fn what_is_off_or_leads_into_the_own_network_is_not_asked() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counts = Arc::clone(&asked);
    let port = serve(Arc::new(move |stream, _, _| {
        counts.fetch_add(1, Ordering::Relaxed);
        stream.write_all(whole("200 OK", "content-type: text/xml\r\n", &feed(1)).as_bytes())
    }));
    let mut world = World::new();
    let address = format!("http://127.0.0.1:{port}/f");
    let off = "its posts came through a command, which is not run".to_owned();
    let add = Change::AddFeed { of: None, address, title: String::new(), off };
    world.store.apply(&world.now, &add).unwrap_or_else(|why| panic!("{why}"));
    let summary = world.refresh(&Which::These(vec![FeedId(1)]));
    assert_eq!((summary.off, summary.answered, asked.load(Ordering::Relaxed)), (1, 0, 0));
}
