//! Enrolment and papers.

use super::Topic;

pub(super) const TOPICS: &[Topic] = &[
    &[
        "f:Bom dia! Preciso da declaração de matrícula de {aluno} para o plano de saúde.",
        "s:Bom dia, {resp}! Preparo agora e envio por aqui até o fim da manhã.",
        "f:Perfeito. Eles pedem que tenha carimbo e assinatura.",
        "s:Sem problema, sai com as duas coisas. Se o plano pedir outro formato, é só avisar.",
        "f:Recebi, muito obrigada!",
    ],
    &[
        "f:Boa tarde. Mudamos de endereço, como faço para atualizar o cadastro?",
        "s:Boa tarde! Pode me mandar o novo endereço com CEP por aqui mesmo.",
        "f:Rua das Paineiras, 214, apto 31. CEP 00000-000.",
        "f:O telefone continua o mesmo.",
        "s:Cadastro atualizado, {resp}. A carteirinha nova fica pronta na sexta.",
        "f:Obrigado pela agilidade.",
    ],
    &[
        "f:Oi, quando abre a rematrícula para o ano que vem?",
        "s:Olá! Abre no dia 3, e quem já é aluno tem prioridade até o dia 20.",
        "f:Precisa entregar documento de novo?",
        "t:Só o comprovante de residência e a carteira de vacinação atualizada.",
        "n:Conferir se o desconto de irmãos vale para {aluno} antes de gerar o contrato.",
        "f:Ótimo, mando na semana que vem.",
        "s:Combinado! Qualquer dúvida, estamos por aqui.",
    ],
    &[
        "f:Bom dia, {aluno} vai faltar quinta e sexta por causa de uma viagem em família. Preciso justificar?",
        "s:Bom dia! Pode deixar registrado aqui, já aviso a turma.",
        "f:E o conteúdo dessas aulas?",
        "s:A professora publica o resumo na sexta. Boa viagem!",
    ],
    &[
        "f:Preciso do histórico escolar de {aluno} para uma bolsa. Qual o prazo?",
        "s:Oi, {resp}! O prazo é de cinco dias úteis. Para quando você precisa?",
        "f:O edital fecha no dia 28.",
        "t:Então dá tempo. Deixo pronto até o dia 22 e você retira ou recebe em PDF.",
        "f:Em PDF está ótimo. Obrigada, vocês salvaram a minha semana.",
    ],
    &[
        "f:Quem está autorizado a buscar {aluno}? Quero incluir a tia.",
        "s:Hoje constam os responsáveis do cadastro. Me passe o nome completo e o documento dela, por favor.",
        "f:Sandra Regina, documento 00.000.000-0.",
        "s:Incluída. Ela só precisa apresentar um documento com foto na portaria.",
    ],
];
