//! Centro Educacional Maré Alta: Basic, from the sixth year to the end of school.

use conversas_domain::channel::ChannelKind;
use conversas_domain::plan::Plan;

use crate::cast::{SchoolCast, admin, channel, father, grandparent, mother, staff, student};

pub(super) const SCHOOL: SchoolCast = SchoolCast {
    name: "Centro Educacional Maré Alta",
    domain: "marealta.example",
    plan: Plan::Basic,
    channels: &[
        channel("Secretaria", "Documentos e matrículas", ChannelKind::Secretary, ""),
        channel("Tesouraria", "Mensalidades e negociações", ChannelKind::Finance, ""),
        channel("Orientação", "Estudos, convivência e carreira", ChannelKind::Coordination, ""),
        channel("Esportes", "Treinos, jogos e uniformes", ChannelKind::General, ""),
    ],
    staff: &[
        staff("vera", "Vera Lúcia Pacheco", &[0]),
        staff("tiago", "Tiago Rezende", &[0, 1]),
        staff("norma", "Norma Guedes", &[2]),
        staff("wagner", "Wagner Lins", &[3]),
        admin("admin", "Cícero Fontes", &[0]),
    ],
    students: &[
        student("Yasmin Araújo", "6º ano A", &[mother("soraia.araujo", "Soraia Araújo")]),
        student("Kauã Araújo", "9º ano A", &[mother("soraia.araujo", "Soraia Araújo")]),
        student("Rafael Monteiro", "1ª série", &[father("ricardo.monteiro", "Ricardo Monteiro")]),
        student(
            "Júlia Sampaio",
            "2ª série",
            &[mother("eliane.sampaio", "Eliane Sampaio"), father("mauro.sampaio", "Mauro Sampaio")],
        ),
        student("Heitor Dias", "7º ano A", &[father("leandro.dias", "Leandro Dias")]),
        student("Beatriz Cunha", "8º ano A", &[mother("silvana.cunha", "Silvana Cunha")]),
        student(
            "Nathan Barros",
            "3ª série",
            &[grandparent("alzira.barros", "Alzira Barros"), father("ivan.barros", "Ivan Barros")],
        ),
        student("Lorena Matos", "6º ano A", &[mother("gisele.matos", "Gisele Matos")]),
        student("Vitor Hugo Reis", "1ª série", &[mother("marlene.reis", "Marlene Reis")]),
        student("Amanda Fonseca", "9º ano A", &[father("celso.fonseca", "Celso Fonseca")]),
        student("Thiago Lemos", "7º ano A", &[mother("adriana.lemos", "Adriana Lemos")]),
        student("Ester Coelho", "2ª série", &[father("josue.coelho", "Josué Coelho")]),
    ],
    chatter: 16,
};
