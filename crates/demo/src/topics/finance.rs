//! Fees, discounts, contracts.

use super::Topic;

pub(super) const TOPICS: &[Topic] = &[
    &[
        "f:Bom dia, o boleto deste mês veio sem o desconto de irmãos.",
        "s:Bom dia, {resp}! Você tem razão, o desconto não foi aplicado. Vou gerar outro.",
        "f:Pode manter o vencimento no dia 10?",
        "s:Mantido no dia 10. O novo boleto já está no portal, pode descartar o anterior.",
        "f:Obrigada!",
    ],
    &[
        "f:Paguei a mensalidade ontem e ainda aparece em aberto.",
        "s:Olá! O banco leva até dois dias úteis para confirmar. Se puder, mande o comprovante.",
        "f:Não consigo anexar agora, mando à noite.",
        "t:Sem pressa. Já deixei uma observação para não gerar cobrança.",
        "n:Baixa manual se não cair até quinta.",
        "f:Agradeço.",
    ],
    &[
        "f:É possível mudar o vencimento para o dia 15? Meu salário mudou de data.",
        "s:É sim. A mudança vale a partir do próximo mês, pode ser?",
        "f:Pode. Este mês ainda pago no dia 5.",
        "s:Feito! O contrato não muda, só a data do boleto.",
    ],
    &[
        "f:Preciso do demonstrativo de pagamentos do ano passado para o imposto de renda.",
        "s:Oi, {resp}. O demonstrativo fica no portal em Documentos, e também envio por aqui.",
        "f:No portal só aparece até outubro.",
        "s:Corrigido, agora aparece o ano inteiro. Desculpe o transtorno.",
        "f:Agora sim. Obrigado!",
    ],
    &[
        "f:Quanto fica o período integral duas vezes por semana?",
        "s:Boa tarde! Para a turma de {aluno} são R$ 310 por mês, com almoço.",
        "f:E dá para começar no meio do mês?",
        "t:Dá, cobramos proporcional. Quer que eu reserve a vaga?",
        "f:Vou conversar em casa e respondo amanhã.",
    ],
];
