//! The people whose windows `run` opens.

/// One person at one device.
pub(super) struct Person {
    /// The profile: folder of the local data and name of the single instance.
    pub(super) profile: &'static str,
    /// The e-mail of the person's demo account.
    pub(super) account: &'static str,
    /// Whether the window has a phone's size.
    pub(super) phone: bool,
}

/// A staff member at a desk and a family at a phone, who have written to each other.
pub(super) const PEOPLE: [Person; 2] = [
    Person { profile: "equipe", account: "rafaela@serradosabia.example", phone: false },
    Person { profile: "familia", account: "juliana@familia.example", phone: true },
];
