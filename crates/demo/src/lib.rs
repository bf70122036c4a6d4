//! Example schools to try Conversas with: believable ones, one per plan, with people, students and history.
//!
//! Everything that people did is made by the same operations as in real life; only the accounts and channels
//! are written by the functions for those who run a school. `topics` holds the texts of people, `schools` the
//! people, `plot` decides who talks about what and when, `play` does it, `files` holds the files. The server
//! knows nothing of all this: [`start`] makes the data of a server that does not run yet, and then starts it.

use std::collections::HashMap;

use conversas_domain::moment::Moment;
use conversas_domain::person::Role;
use conversas_protocol::{Demo as Offer, DemoAccount, DemoPlace};
use conversas_server::files::put_contents;
use conversas_server::serve::{StartError, check, init_for, require_purpose};
use conversas_server::store::upkeep::Purpose;
use conversas_server::store::{Lane, Store, StoreError, Write};
use conversas_server::{Config, RunningServer, password};
use files::Shelf;

mod cast;
mod crowd;
mod desk;
mod dice;
mod files;
mod play;
mod plot;
mod schools;
mod script;
mod settle;
mod stories;
mod topics;

/// The password of all example accounts.
pub const PASSWORD: &str = "conversas-demo";

/// The seed of the example data: the same each time.
const SEED: u64 = 0x5AB1A;

/// An example account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The e-mail to sign in with.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: Role,
    /// The name of the person's school.
    pub school: String,
    /// The channels of staff, the students of guardians.
    pub about: Vec<String>,
}

/// Starts a server with the example schools, and offers some of their accounts on the sign-in page. Makes the
/// folder's data if there is none, with `size` generated conversations more and one thread of `size`
/// messages.
pub async fn start(config: Config, size: u32) -> Result<(RunningServer, Vec<Account>), StartError> {
    let mut config = Config { demo: Some(Offer { accounts: Vec::new() }), ..config };
    // The configuration is checked before anything is made.
    check(&config)?;
    let accounts = fill(&config, size).await?;
    config.demo = Some(offer(&accounts));
    Ok((conversas_server::start(config).await?, accounts))
}

/// Makes the example schools. Data that have a school already stay as they are, except for files, which are
/// put again: a start that was interrupted may have left them out. Answers the accounts in the data.
async fn fill(config: &Config, size: u32) -> Result<Vec<Account>, StartError> {
    match init_for(Purpose::Demo, &config.data) {
        Ok(()) | Err(StoreError::AlreadyThere(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let store = conversas_server::open(&config.data)?;
    require_purpose(&store, &config.data, Purpose::Demo).await?;
    let mut shelf = Shelf::new();
    if !store.read(|db| db.has_schools()).await? {
        let (password_hash, now) = (password::hash(PASSWORD), config.clock.now());
        shelf = store.write(Lane::Any, move |tx| write(tx, shelf, size, now, &password_hash)).await?;
    }
    let contents = store.read(move |db| shelf.contents(db)).await?;
    put_contents(&config.files, &config.data, contents).await?;
    let accounts = there(&store).await?;
    store.close();
    Ok(accounts)
}

/// Answers the example accounts that the store has.
async fn there(store: &Store) -> Result<Vec<Account>, StoreError> {
    let accounts = accounts();
    let there = store.read(move |db| {
        let mut there = Vec::new();
        for account in accounts {
            if db.credentials(&account.email)?.is_some() {
                there.push(account);
            }
        }
        Ok(there)
    });
    there.await
}

fn write(
    tx: &mut dyn Write,
    shelf: Shelf,
    size: u32,
    now: Moment,
    password_hash: &str,
) -> Result<Shelf, StoreError> {
    let mut fresh = dice::fresh(SEED);
    for (index, school) in schools::ALL.iter().enumerate() {
        let house = settle::settle(tx, &mut fresh, school, now, password_hash)?;
        let plan = plot::plot(school, SEED + index as u64, now);
        play::play(tx, &mut fresh, &house, &shelf, plan, now)?;
        if index == 0 && size > 0 {
            crowd::gather(tx, &mut fresh, &house, size, now)?;
        }
    }
    Ok(shelf)
}

/// The accounts that the sign-in page offers, with their places: those of the first school, of which the
/// README tells.
const OFFERED: &[(&str, DemoPlace)] = &[
    ("rafaela@serradosabia.example", DemoPlace::Secretary),
    ("ana@serradosabia.example", DemoPlace::Secretary),
    ("admin@serradosabia.example", DemoPlace::Administration),
    ("juliana@familia.example", DemoPlace::Family),
    ("marcos@familia.example", DemoPlace::Family),
];

/// Makes the answer of `GET /v1/demo` out of the accounts that exist.
fn offer(accounts: &[Account]) -> Offer {
    let found = |(email, place): &(&str, DemoPlace)| {
        let account = accounts.iter().find(|account| account.email == *email)?;
        let first_name = account.name.split(' ').next().unwrap_or_default().to_owned();
        let (email, password) = (account.email.clone(), PASSWORD.to_owned());
        Some(DemoAccount { first_name, place: *place, email, password })
    };
    Offer { accounts: OFFERED.iter().filter_map(found).collect() }
}

fn accounts() -> Vec<Account> {
    let mut accounts = Vec::new();
    for school in schools::ALL {
        let account = |email: &str, name: &str, role, about| Account {
            email: email.to_owned(),
            name: name.to_owned(),
            role,
            school: school.name.to_owned(),
            about,
        };
        for staff in school.staff {
            let about = staff.channels.iter().map(|index| school.channels[*index].name.to_owned());
            let role = if staff.admin { Role::Admin } else { Role::Staff };
            accounts.push(account(&school.email(staff.mailbox), staff.name, role, about.collect()));
        }
        let mut families: Vec<Account> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for student in school.students {
            for guardian in student.guardians {
                let index = *known.entry(guardian.mailbox).or_insert_with(|| {
                    let email = cast::family_email(guardian.mailbox);
                    families.push(account(&email, guardian.name, Role::Guardian, Vec::new()));
                    families.len() - 1
                });
                families[index].about.push(student.name.to_owned());
            }
        }
        accounts.extend(families);
    }
    accounts
}

#[cfg(test)]
mod tests;
