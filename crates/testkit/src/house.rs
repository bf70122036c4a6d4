//! A real server with a small school: Colégio Teste, channels Secretaria and Financeiro, some staff and families.

use std::net::SocketAddr;
use std::path::Path;

use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::ids::{ChannelId, PersonId, SchoolId, StudentId};
use conversas_domain::person::{Actor, Relationship, Role};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::{OLDEST, StudentRef};
use conversas_server::ledger;
use conversas_server::store::{Lane, Newcomer};
use conversas_server::{Clock, Config, RunningServer, init, start};
use tempfile::TempDir;

use crate::ids::{fresh, name};

mod changes;
mod other;

pub use conversas_server::buckets::Rate;
pub use conversas_server::config::PersonLimits;
pub use conversas_server::{FileConfig, Quota, ScannerPlace};
pub use other::OtherSchool;

/// Everybody's password.
pub const PASSWORD: &str = "uma senha boa";

/// The hash of the password, made with so little work that stories can sign in often.
const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=8,t=1,p=1$c2FsIGRhcyBoaXN0b3JpYXM$3IlKcj2q27gbyzC799ynntQPN9+MhH8tDn5d8eR57ks";

/// A person with an account; the e-mail is `<mailbox>@teste.example`.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// The part of the e-mail before the @.
    pub mailbox: &'static str,
}

impl Person {
    /// Answers the e-mail to sign in with.
    pub fn email(&self) -> String {
        format!("{}@teste.example", self.mailbox)
    }
}

/// The server with its people. Dropping it erases the server's data.
pub struct House {
    folder: TempDir,
    clock: Clock,
    files: FileConfig,
    people: PersonLimits,
    oldest_app: u32,
    server: Option<RunningServer>,
    /// The school.
    pub school: SchoolId,
    /// The channel that Ana and Bruno answer.
    pub secretaria: ChannelId,
    /// The channel that only Bruno answers.
    pub financeiro: ChannelId,
    /// Staff of Secretaria.
    pub ana: Person,
    /// Staff of both channels.
    pub bruno: Person,
    /// Administrator, in no channel.
    pub dora: Person,
    /// Mother of João and Lia.
    pub maria: Person,
    /// Father of João.
    pub paulo: Person,
    /// Son of Maria and Paulo.
    pub joao: StudentId,
    /// Daughter of Maria.
    pub lia: StudentId,
}

impl House {
    /// Starts the server.
    pub async fn start() -> House {
        House::with_clock(Clock::System).await
    }

    /// Starts the server with another clock.
    pub async fn with_clock(clock: Clock) -> House {
        House::with(clock, FileConfig::default(), PersonLimits::default()).await
    }

    /// Starts the server with other limits for files, and a scanner.
    pub async fn with_files(files: FileConfig) -> House {
        House::with(Clock::System, files, PersonLimits::default()).await
    }

    /// Starts the server with other limits for the requests of one person.
    pub async fn with_limits(people: PersonLimits) -> House {
        House::with(Clock::System, FileConfig::default(), people).await
    }

    async fn with(clock: Clock, files: FileConfig, people: PersonLimits) -> House {
        let folder = TempDir::new().expect("a temporary folder");
        init(folder.path()).expect("an empty folder");
        let server = serve(&folder, &clock, &files, people, OLDEST).await;
        let person = |mailbox| Person { id: fresh(), mailbox };
        let house = House {
            folder,
            clock,
            files,
            people,
            oldest_app: OLDEST,
            server: Some(server),
            school: fresh(),
            secretaria: fresh(),
            financeiro: fresh(),
            ana: person("ana"),
            bruno: person("bruno"),
            dora: person("dora"),
            maria: person("maria"),
            paulo: person("paulo"),
            joao: fresh(),
            lia: fresh(),
        };
        house.furnish().await;
        house
    }

    /// Answers the server's address; changes with every start.
    pub fn addr(&self) -> SocketAddr {
        self.server().addr()
    }

    /// Answers the running server.
    pub fn server(&self) -> &RunningServer {
        self.server.as_ref().expect("it was not stopped")
    }

    /// Stops the server; the data stays.
    pub async fn stop(&mut self) {
        self.server.take().expect("it was not stopped").stop().await;
    }

    /// Starts the server again with the same data.
    pub async fn resume(&mut self) {
        let starting = serve(&self.folder, &self.clock, &self.files, self.people, self.oldest_app);
        self.server = Some(starting.await);
    }

    /// Makes the server, from its next start on, take no app that speaks an older version.
    pub fn wants_apps_of(&mut self, version: u32) {
        self.oldest_app = version;
    }

    /// Answers how many contents of files the server keeps.
    pub fn contents(&self) -> usize {
        count(&self.folder.path().join("files"))
    }

    async fn furnish(&self) {
        let school_id = self.school;
        let account = |person: Person, text: &str, role| Newcomer {
            actor: Actor { person_id: person.id, school_id, role },
            name: name(text),
            email: person.email(),
            password_hash: PASSWORD_HASH.into(),
        };
        let people = [
            account(self.ana, "Ana Lima", Role::Staff),
            account(self.bruno, "Bruno Reis", Role::Staff),
            account(self.dora, "Dora Melo", Role::Admin),
            account(self.maria, "Maria Conceição", Role::Guardian),
            account(self.paulo, "Paulo Ávila", Role::Guardian),
        ];
        let channel = |id, text: &str, kind| Channel {
            id,
            school_id,
            name: name(text),
            description: String::new(),
            kind,
            active: true,
            hours: None,
            class_groups: Vec::new(),
        };
        let channels = [
            channel(self.secretaria, "Secretaria", ChannelKind::Secretary),
            channel(self.financeiro, "Financeiro", ChannelKind::Finance),
        ];
        let student = |id, text: &str| StudentRef { id, name: name(text), class_group: "4º ano B".into() };
        let students = [student(self.joao, "João Conceição Ávila"), student(self.lia, "Lia Conceição")];
        let members =
            [(self.ana, self.secretaria), (self.bruno, self.secretaria), (self.bruno, self.financeiro)];
        let links = [
            (self.maria, self.joao, Relationship::Mother),
            (self.maria, self.lia, Relationship::Mother),
            (self.paulo, self.joao, Relationship::Father),
        ];
        let time_zone = "America/Sao_Paulo".into();
        let school = School { id: school_id, name: name("Colégio Teste"), plan: Plan::Basic, time_zone };
        self.server()
            .store()
            .write(Lane::Any, move |tx| -> Result<(), conversas_server::store::StoreError> {
                tx.insert_school(&school)?;
                people.iter().try_for_each(|person| tx.admit(person))?;
                channels.iter().try_for_each(|channel| ledger::add_channel(tx, channel))?;
                students.iter().try_for_each(|student| tx.insert_student(school_id, student))?;
                members
                    .iter()
                    .try_for_each(|(person, channel)| ledger::add_member(tx, person.id, *channel))?;
                links.iter().try_for_each(|(person, student, how)| {
                    ledger::link_guardian(tx, person.id, *student, *how)
                })
            })
            .await
            .expect("an empty server takes a school");
    }
}

fn count(folder: &Path) -> usize {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    found.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
}

async fn serve(
    folder: &TempDir,
    clock: &Clock,
    files: &FileConfig,
    people: PersonLimits,
    oldest_app: u32,
) -> RunningServer {
    let (clock, files) = (clock.clone(), files.clone());
    let config = Config { clock, files, people, oldest_app, ..Config::new(folder.path()) };
    start(config).await.expect("the server starts")
}
