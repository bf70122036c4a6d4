//! Escola Jardim das Acácias: Standard, from the nursery to the fifth year.

use conversas_domain::channel::ChannelKind;
use conversas_domain::plan::Plan;

use crate::cast::{SchoolCast, admin, channel, father, grandparent, mother, other, staff, student};

pub(super) const SCHOOL: SchoolCast = SchoolCast {
    name: "Escola Jardim das Acácias",
    domain: "jardimdasacacias.example",
    plan: Plan::Standard,
    channels: &[
        channel("Secretaria", "Matrículas e documentos", ChannelKind::Secretary, ""),
        channel("Financeiro", "Mensalidades e acordos", ChannelKind::Finance, ""),
        channel("Coordenação", "Rotina, aprendizagem e adaptação", ChannelKind::Coordination, ""),
        channel("Enfermaria", "Saúde e remédios", ChannelKind::Health, ""),
        channel("Cantina", "Cardápio e restrições alimentares", ChannelKind::General, ""),
    ],
    staff: &[
        staff("priscila", "Priscila Amorim", &[0, 1]),
        staff("jorge", "Jorge Tavares", &[1]),
        staff("luciana", "Luciana Peixoto", &[2]),
        staff("denise", "Denise Barreto", &[0, 3]),
        staff("gilberto", "Gilberto Sena", &[4]),
        admin("admin", "Rosângela Vidal", &[2]),
    ],
    students: &[
        student(
            "Lívia Cardoso",
            "2º ano A",
            &[mother("aline.cardoso", "Aline Cardoso"), father("diego.cardoso", "Diego Cardoso")],
        ),
        student("Arthur Cardoso", "Maternal", &[mother("aline.cardoso", "Aline Cardoso")]),
        student("Helena Brito", "1º ano A", &[father("fabio.brito", "Fábio Brito")]),
        student(
            "Samuel Freitas",
            "3º ano A",
            &[mother("carla.freitas", "Carla Freitas"), grandparent("odete.freitas", "Odete Freitas")],
        ),
        student("Isadora Pinto", "4º ano A", &[mother("regina.pinto", "Regina Pinto")]),
        student("Lucas Azevedo", "5º ano A", &[father("sergio.azevedo", "Sérgio Azevedo")]),
        student(
            "Manuela Costa",
            "Jardim II",
            &[mother("bianca.costa", "Bianca Costa"), father("andre.costa", "André Costa")],
        ),
        student("Gael Ramos", "Jardim I", &[mother("jessica.ramos", "Jéssica Ramos")]),
        student("Cecília Moura", "1º ano A", &[other("tia.moura", "Márcia Moura")]),
        student("João Vieira", "2º ano A", &[father("nelson.vieira", "Nelson Vieira")]),
        student("Antônia Vieira", "5º ano A", &[father("nelson.vieira", "Nelson Vieira")]),
        student(
            "Ravi Lacerda",
            "3º ano A",
            &[mother("paula.lacerda", "Paula Lacerda"), mother("ines.rangel", "Inês Rangel")],
        ),
    ],
    chatter: 18,
};
