//! Things that channels keep ready: the hours in which somebody answers, and prepared words.

use conversas_domain::channel::ChannelKind;
use conversas_domain::hours::{ChannelHours, OpenSpan, Weekday};

const EIGHT: u16 = 8 * 60;
const NOON: u16 = 12 * 60;

/// Answers a channel's hours: offices answer all day, finance stops for lunch, health promises nothing.
pub(super) fn hours(kind: ChannelKind) -> Option<ChannelHours> {
    let workdays = |from, to| ChannelHours::on_workdays(from, to).expect("an end after its start");
    match kind {
        ChannelKind::Secretary => Some(workdays(EIGHT, 17 * 60)),
        ChannelKind::Finance => Some(with_lunch_break()),
        ChannelKind::Coordination => Some(workdays(EIGHT - 30, 16 * 60 + 30)),
        ChannelKind::Health => None,
        ChannelKind::General => Some(workdays(9 * 60, 16 * 60)),
    }
}

fn with_lunch_break() -> ChannelHours {
    let day = |day: &Weekday| {
        [OpenSpan { day: *day, from: EIGHT, to: NOON }, OpenSpan { day: *day, from: NOON + 90, to: 17 * 60 }]
    };
    let spans: Vec<OpenSpan> = Weekday::ALL[..5].iter().flat_map(day).collect();
    spans.try_into().expect("one after the other")
}

/// A canned reply: a title and a text.
type Prepared = (&'static str, &'static str);

/// Answers the canned replies of a channel of this kind.
pub(super) fn replies(kind: ChannelKind) -> &'static [Prepared] {
    match kind {
        ChannelKind::Secretary => SECRETARY,
        ChannelKind::Finance => FINANCE,
        ChannelKind::Coordination => COORDINATION,
        ChannelKind::Health => HEALTH,
        ChannelKind::General => GENERAL,
    }
}

const SECRETARY: &[Prepared] = &[
    ("Boas-vindas", "Olá, {primeiro nome}! Aqui é {meu nome}, da Secretaria. Como posso ajudar?"),
    (
        "Declaração de matrícula",
        "{primeiro nome}, a declaração de matrícula de {aluno} fica pronta em até um dia útil. Envio por aqui assim que for assinada.",
    ),
    (
        "Documentos que faltam",
        "Para completar o cadastro de {aluno} faltam: comprovante de endereço, carteira de vacinação e RG do responsável. Pode ser foto bem legível.",
    ),
    ("Histórico escolar", "O histórico de {aluno} leva até cinco dias úteis. Precisa que seja autenticado?"),
    ("Horário da Secretaria", "Atendemos de segunda a sexta, das 8h às 17h, também na recepção."),
    ("Encerramento", "Qualquer dúvida, é só escrever, {primeiro nome}. Um bom dia! {meu nome}"),
];

const FINANCE: &[Prepared] = &[
    ("Boas-vindas", "Olá, {primeiro nome}! Aqui é {meu nome}, do Financeiro."),
    (
        "Segunda via do boleto",
        "A segunda via do boleto de {aluno} está no portal, em Financeiro, Boletos. O vencimento não mudou.",
    ),
    (
        "Desconto de irmãos",
        "O desconto de irmãos é lançado até o dia 5. Se o boleto de {aluno} já saiu sem ele, corrijo e aviso por aqui.",
    ),
    (
        "Comprovante recebido",
        "Recebemos o comprovante, {primeiro nome}. A baixa aparece no portal em até dois dias úteis.",
    ),
    ("Acordo", "Podemos dividir o valor em até quatro parcelas. Qual dia do mês é melhor para o vencimento?"),
];

const COORDINATION: &[Prepared] = &[
    ("Boas-vindas", "Olá, {primeiro nome}! Aqui é {meu nome}, da Coordenação."),
    (
        "Reunião com a família",
        "Gostaria de conversar com a senhora ou o senhor sobre {aluno}. Quinta às 7h45 ou sexta às 16h: qual horário prefere?",
    ),
    (
        "Vou ouvir a professora",
        "Obrigada por contar, {primeiro nome}. Converso com a professora de {aluno} hoje e volto com uma resposta.",
    ),
    (
        "Segunda chamada",
        "O pedido de segunda chamada é feito em até 48 horas depois da prova, com atestado. As provas são aos sábados, às 8h.",
    ),
];

const HEALTH: &[Prepared] = &[
    (
        "Remédio na escola",
        "{primeiro nome}, para darmos o remédio a {aluno} precisamos da receita com dose, horário e assinatura.",
    ),
    (
        "Passou pela enfermaria",
        "{aluno} passou pela enfermaria, descansou um pouco e já voltou para a aula. {meu nome}",
    ),
    (
        "Venha buscar",
        "{primeiro nome}, {aluno} está com febre e precisa ir para casa. Quem vem buscar, e em quanto tempo?",
    ),
    ("Atestado recebido", "Atestado recebido e entregue à Coordenação. Melhoras para {aluno}!"),
];

const GENERAL: &[Prepared] = &[
    ("Boas-vindas", "Olá, {primeiro nome}! Aqui é {meu nome}. Como posso ajudar?"),
    ("Já vamos verificar", "Obrigado pela mensagem, {primeiro nome}. Vou verificar e respondo ainda hoje."),
    ("Inscrição feita", "Pronto, a inscrição de {aluno} está feita. Avisaremos por aqui o primeiro dia."),
    ("Encerramento", "De nada, {primeiro nome}! Até a próxima. {meu nome}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepared_words_address_a_family_by_its_first_name() {
        let kinds = [
            ChannelKind::Secretary,
            ChannelKind::Finance,
            ChannelKind::Coordination,
            ChannelKind::Health,
            ChannelKind::General,
        ];
        for (title, text) in kinds.into_iter().flat_map(replies) {
            assert!(!text.contains("{responsável}"), "{title}");
        }
        let greets = |(_, text): &(&str, &str)| text.contains("{primeiro nome}");
        assert!(kinds.into_iter().all(|kind| replies(kind).iter().any(greets)));
    }
}
