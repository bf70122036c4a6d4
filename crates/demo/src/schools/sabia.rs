//! Colégio Serra do Sabiá: Premium, from the first to the ninth year.

use conversas_domain::channel::ChannelKind;
use conversas_domain::plan::Plan;

use crate::cast::{SchoolCast, admin, channel, father, grandparent, mother, other, staff, student};

pub(crate) const SECRETARY: usize = 0;
pub(crate) const FINANCE: usize = 1;
pub(crate) const COORDINATION_1: usize = 2;
pub(crate) const HEALTH: usize = 4;

pub(super) const SCHOOL: SchoolCast = SchoolCast {
    name: "Colégio Serra do Sabiá",
    domain: "serradosabia.example",
    plan: Plan::Premium,
    channels: &[
        channel("Secretaria", "Matrículas, declarações e documentos", ChannelKind::Secretary, ""),
        channel("Financeiro", "Boletos, descontos e contratos", ChannelKind::Finance, ""),
        channel(
            "Coordenação Fund. I",
            "Rotina, aprendizagem e adaptação",
            ChannelKind::Coordination,
            "12345",
        ),
        channel(
            "Coordenação Fund. II",
            "Notas, projetos e orientação de estudos",
            ChannelKind::Coordination,
            "6789",
        ),
        channel("Enfermaria", "Saúde, remédios e atestados", ChannelKind::Health, ""),
        channel("Biblioteca", "Empréstimos e clube de leitura", ChannelKind::General, ""),
    ],
    staff: &[
        staff("rafaela", "Rafaela Nunes", &[0, 1]),
        staff("ana", "Ana Lopes", &[0]),
        staff("marta", "Marta Figueiredo", &[1]),
        staff("claudio", "Cláudio Meireles", &[2]),
        staff("beatriz", "Beatriz Antunes", &[2, 3]),
        staff("silvia", "Sílvia Moraes", &[4]),
        staff("ivo", "Ivo Camargo", &[5, 0]),
        admin("admin", "Helena Sabino", &[3]),
    ],
    students: &[
        student(
            "Theo Prado",
            "4º ano B",
            &[
                mother("juliana", "Juliana Prado"),
                father("marcos", "Marcos Prado"),
                grandparent("neusa", "Neusa Prado"),
            ],
        ),
        student(
            "Caio Prado",
            "7º ano A",
            &[mother("juliana", "Juliana Prado"), father("marcos", "Marcos Prado")],
        ),
        student(
            "Nina Teixeira",
            "1º ano A",
            &[mother("camila", "Camila Teixeira"), father("renato", "Renato Teixeira")],
        ),
        student("Otávio Rocha", "6º ano C", &[father("sebastiao", "Sebastião Rocha")]),
        student("Iara Ferraz", "9º ano A", &[mother("daniela", "Daniela Ferraz")]),
        student("Bento Braga", "2º ano B", &[father("wellington", "Wellington Braga")]),
        student(
            "Hugo Yamada",
            "5º ano A",
            &[mother("lucia", "Lúcia Yamada"), father("paulo", "Paulo Yamada")],
        ),
        student("Alice Queiroz", "3º ano C", &[mother("fernanda", "Fernanda Queiroz")]),
        student(
            "Davi Bastos",
            "7º ano A",
            &[grandparent("joaquim", "Joaquim Bastos"), other("elaine", "Elaine Bastos Lima")],
        ),
        student(
            "Sofia Martins Leal",
            "5º ano B",
            &[mother("renata", "Renata Martins"), father("gustavo", "Gustavo Leal")],
        ),
        student(
            "Miguel Santana",
            "8º ano B",
            &[mother("cristiane", "Cristiane Santana"), father("edson", "Edson Santana")],
        ),
        student("Laura Mendes", "2º ano A", &[mother("tatiana", "Tatiana Mendes")]),
        student("Pedro Mendes", "6º ano C", &[mother("tatiana", "Tatiana Mendes")]),
        student(
            "Valentina Duarte",
            "5º ano B",
            &[
                father("rogerio", "Rogério Duarte"),
                mother("simone", "Simone Duarte"),
                grandparent("cecilia", "Cecília Duarte"),
            ],
        ),
        student("Enzo Carvalho", "3º ano A", &[mother("monica", "Mônica Carvalho")]),
        student(
            "Clara Nogueira",
            "1º ano B",
            &[mother("vanessa", "Vanessa Nogueira"), mother("leticia", "Letícia Prates")],
        ),
    ],
    chatter: 15,
};
