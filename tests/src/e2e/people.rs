//! The people who sign in: some of the demo server's.

/// The password of all accounts.
pub const PASSWORD: &str = "conversas-demo";

/// A person with an account.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The name that the others see.
    pub name: &'static str,
    /// The e-mail to sign in with.
    pub email: &'static str,
    /// The channel to choose after signing in; none for families and for staff of only one channel.
    pub channel: Option<&'static str>,
}

/// Staff of Secretaria and Financeiro.
pub const RAFAELA: Person =
    Person { name: "Rafaela Nunes", email: "rafaela@serradosabia.example", channel: Some("Secretaria") };

/// Staff of Secretaria only.
pub const ANA: Person = Person { name: "Ana Lopes", email: "ana@serradosabia.example", channel: None };

/// Staff of Coordenação Fund. I, which has a thread of more than a hundred messages.
pub const CLAUDIO: Person =
    Person { name: "Cláudio Meireles", email: "claudio@serradosabia.example", channel: None };

/// Staff of another school's Secretaria and Financeiro, where a João is a student.
pub const PRISCILA: Person = Person {
    name: "Priscila Amorim",
    email: "priscila@jardimdasacacias.example",
    channel: Some("Secretaria"),
};

/// Mother of Theo and Caio.
pub const JULIANA: Person = Person { name: "Juliana Prado", email: "juliana@familia.example", channel: None };

/// Mother of Alice; her conversation with Secretaria is Finalizado.
pub const FERNANDA: Person =
    Person { name: "Fernanda Queiroz", email: "fernanda@familia.example", channel: None };

/// Staff of Biblioteca and Secretaria.
pub const IVO: Person =
    Person { name: "Ivo Camargo", email: "ivo@serradosabia.example", channel: Some("Biblioteca") };

/// Father of Bento; his conversation with Secretaria is Em atendimento.
pub const WELLINGTON: Person =
    Person { name: "Wellington Braga", email: "wellington@familia.example", channel: None };

/// Staff of the Secretaria of a school whose plan is Basic.
pub const VERA: Person =
    Person { name: "Vera Lúcia Pacheco", email: "vera@marealta.example", channel: None };

/// Staff of Financeiro only.
pub const MARTA: Person =
    Person { name: "Marta Figueiredo", email: "marta@serradosabia.example", channel: None };
