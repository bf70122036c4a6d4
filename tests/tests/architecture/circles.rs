//! Circles of files: files of a room that take names from each other in a ring, so that none can be
//! understood before the others. A circle that stays is listed here, and ARCHITECTURE.md has its reason.
//!
//! An arrow leads from a file to the file whose name it writes, in a `use` or in a path
//! (`crate::store::outbox::get`). Three things are no arrows: a `pub use`, which only passes a name on; a
//! name of a module around the file, whose part the file is; and code that is compiled for tests alone. Calls
//! of methods are not seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::metadata;
use source::Source;

mod source;

/// The circles that stay, by room.
const KNOWN: &[(&str, &[&str])] = &[
    ("src-ui", &["features/inbox/keys.rs", "features/inbox/model.rs", "features/inbox/scroller.rs"]),
    (
        "src-ui",
        &[
            "features/thread/log/hold.rs",
            "features/thread/log/scroll.rs",
            "features/thread/menu.rs",
            "features/thread/model.rs",
        ],
    ),
];

/// A file of a room, with the names that it writes.
struct Module {
    file: PathBuf,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    source: Source,
}

/// The files of a room, found as the compiler finds them.
#[derive(Default)]
struct Room(Vec<Module>);

/// The end of a path: a module, or a name in one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    Module(usize),
    NameIn(usize),
}

impl Room {
    fn of(root: &Path) -> Room {
        let mut room = Room::default();
        let folder = root.parent().expect("a source stands in a folder");
        room.add(root.to_owned(), folder.to_owned(), None);
        room
    }

    fn add(&mut self, file: PathBuf, folder: PathBuf, parent: Option<usize>) -> usize {
        let source = Source::read(&file);
        let (index, modules) = (self.0.len(), source.modules.clone());
        self.0.push(Module { file, parent, children: BTreeMap::new(), source });
        for name in modules {
            let file = folder.join(format!("{name}.rs"));
            if file.is_file() {
                let child = self.add(file, folder.join(&name), Some(index));
                self.0[index].children.insert(name, child);
            }
        }
        index
    }

    /// Answers the goal of a path in a module; none: the path leads out of the room.
    fn goal(&self, from: usize, path: &[String], depth: usize) -> Option<Goal> {
        let (first, mut rest) = path.split_first()?;
        let module = &self.0[from];
        let mut at = match first.as_str() {
            "crate" => 0,
            "self" => from,
            "super" => module.parent?,
            name if module.children.contains_key(name) => module.children[name],
            name => {
                let used = module
                    .source
                    .uses
                    .iter()
                    .find(|used| used.name == name && used.path.as_slice() != path)?;
                // Two names may stand for each other in a ring; no path of this project has so many steps.
                let goal = (depth < 8).then(|| self.goal(from, &used.path, depth + 1)).flatten()?;
                match goal {
                    Goal::Module(module) => module,
                    Goal::NameIn(_) => return Some(goal),
                }
            }
        };
        while let Some((next, after)) = rest.split_first() {
            at = match next.as_str() {
                "super" => self.0[at].parent?,
                "*" => return Some(Goal::NameIn(at)),
                name => match self.0[at].children.get(name) {
                    Some(child) => *child,
                    None => return Some(Goal::NameIn(at)),
                },
            };
            rest = after;
        }
        Some(Goal::Module(at))
    }

    fn is_around(&self, outer: usize, inner: usize) -> bool {
        std::iter::successors(self.0[inner].parent, |module| self.0[*module].parent).any(|it| it == outer)
    }

    fn arrows(&self) -> Vec<BTreeSet<usize>> {
        let of = |from: usize| {
            let source = &self.0[from].source;
            let used = source.uses.iter().filter(|used| !used.is_handed_on).map(|used| &used.path);
            let goals = used.chain(&source.paths).filter_map(|path| self.goal(from, path, 0));
            let files = goals.filter_map(|goal| match goal {
                Goal::NameIn(to) => Some(to),
                Goal::Module(_) => None,
            });
            files.filter(|to| *to != from && !self.is_around(*to, from)).collect()
        };
        (0..self.0.len()).map(of).collect()
    }

    /// Answers the circles, each with its files below `folder`.
    fn circles(&self, folder: &Path) -> Vec<BTreeSet<String>> {
        let arrows = self.arrows();
        let reached: Vec<BTreeSet<usize>> = (0..self.0.len()).map(|from| reached(&arrows, from)).collect();
        let reached = &reached;
        let name = |module: usize| {
            let file = self.0[module].file.strip_prefix(folder).expect("a file of this room");
            file.to_string_lossy().replace('\\', "/")
        };
        let with =
            |one: usize| reached[one].iter().copied().filter(move |other| reached[*other].contains(&one));
        let rings = (0..self.0.len()).map(|one| with(one).map(&name).collect::<BTreeSet<_>>());
        let rings: BTreeSet<_> = rings.filter(|ring| ring.len() > 1).collect();
        rings.into_iter().collect()
    }
}

fn reached(arrows: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![from]);
    while let Some(at) = waiting.pop() {
        for to in &arrows[at] {
            if seen.insert(*to) {
                waiting.push(*to);
            }
        }
    }
    seen
}

/// Answers the circles of all rooms.
fn circles() -> BTreeSet<(String, BTreeSet<String>)> {
    let metadata = metadata();
    let targets = metadata.packages.iter().flat_map(|package| &package.targets);
    let roots = targets
        .map(|target| &target.src_path)
        .filter(|path| path.ends_with("src/lib.rs") || path.ends_with("src/main.rs"));
    let mut found = BTreeSet::new();
    let mut files = 0;
    for root in roots {
        let folder = root.parent().expect("a source stands in a folder");
        let package = folder.parent().expect("a package has a folder");
        let room = package.strip_prefix(&metadata.workspace_root).expect("a room of this project");
        let read = Room::of(root);
        files += read.0.len();
        let room = room.to_string_lossy().replace('\\', "/");
        found.extend(read.circles(folder).into_iter().map(|circle| (room.clone(), circle)));
    }
    assert!(files > 500, "only {files} files were read");
    found
}

#[test]
fn no_files_stand_in_a_circle_but_the_known_ones() {
    let found = circles();
    let is_within = |(room, circle): &(String, BTreeSet<String>), (place, files): &(&str, &[&str])| {
        room == place && circle.iter().all(|file| files.contains(&file.as_str()))
    };
    let new: Vec<_> =
        found.iter().filter(|circle| !KNOWN.iter().any(|known| is_within(circle, known))).collect();
    assert!(new.is_empty(), "files in a circle: {new:#?}");
    let gone: Vec<_> =
        KNOWN.iter().filter(|known| !found.iter().any(|circle| is_within(circle, known))).collect();
    assert!(gone.is_empty(), "no circle any more, so they leave the list: {gone:#?}");
}
