//! The topics of families and schools, by kind of channel.
//!
//! A line begins with its speaker: `f:` the guardian who started, `g:` the other guardian, `s:` the member of
//! staff who answers first, `t:` a colleague, `n:` an internal note. `{aluno}`, `{resp}`, `{equipe}` become
//! first names.

use conversas_domain::channel::ChannelKind;

mod coordination;
mod finance;
mod general;
mod health;
mod secretary;

/// The lines of one ticket.
pub(super) type Topic = &'static [&'static str];

pub(super) fn of(kind: ChannelKind) -> &'static [Topic] {
    match kind {
        ChannelKind::Secretary => secretary::TOPICS,
        ChannelKind::Finance => finance::TOPICS,
        ChannelKind::Coordination => coordination::TOPICS,
        ChannelKind::Health => health::TOPICS,
        ChannelKind::General => general::TOPICS,
    }
}

/// The comments of families who rate a ticket.
pub(super) const COMMENTS: &[&str] = &[
    "Resposta rápida e muito gentil.",
    "Resolveram no mesmo dia, obrigada!",
    "Demorou um pouco, mas deu tudo certo.",
    "Atendimento excelente.",
    "Precisei explicar duas vezes, no fim resolveu.",
];

/// The lines of a diary that goes on for weeks: family and staff in turn.
pub(super) const DIARY: &[(&str, &str)] = &[
    (
        "f:Bom dia! {aluno} dormiu bem e chegou com muita animação hoje.",
        "s:Que bom, {resp}! Já está na roda de conversa.",
    ),
    ("f:Como foi a hora do lanche?", "s:Comeu a fruta toda e pediu mais água."),
    (
        "f:Hoje a despedida foi difícil. Conseguem me dizer como ficou?",
        "s:Em cinco minutos passou. Está no parque com a turma.",
    ),
    (
        "f:A mochila voltou sem o casaco azul, ele está por aí?",
        "s:Está aqui comigo, coloco na mochila amanhã cedo.",
    ),
    (
        "f:{aluno} falou da história do jabuti o jantar inteiro!",
        "s:A turma adorou. Amanhã tem a segunda parte.",
    ),
    ("f:Pode avisar se a tosse voltar?", "s:Pode deixar. Até agora nenhum sinal."),
    ("f:Vou buscar mais cedo hoje, às 15h30.", "s:Combinado, {aluno} já vai estar na recepção."),
    ("f:Obrigada pelas fotos da horta, ficaram lindas.", "s:A colheita de sexta vai ser o ponto alto!"),
    ("f:Tem tarefa para o fim de semana?", "s:Só a leitura do livro da sacola, sem pressa."),
    (
        "f:O combinado do quadro de rotina está ajudando muito.",
        "s:Aqui também. Seguimos com ele na próxima semana.",
    ),
];
